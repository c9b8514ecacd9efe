"""Mountains as emblems, and the ring of the yurt's crown in the sky."""

from __future__ import annotations

import math

from shanyraq.surfaces.portal.demo.landscapes.ornament import ring_of_horns
from shanyraq.surfaces.portal.demo.landscapes.shapes import Point, disc, number, polyline, smooth

from .sewing import Emblem, Sewing


def _summit(s: Sewing, x: float, breadth: float, tall: float, colour: str, *, snow: float = 0.3) -> str:
    left, right, top = x - breadth / 2, x + breadth / 2, -tall
    body = s.patch(
        polyline(
            [
                (left, 20),
                (x - breadth * 0.2, top * 0.55),
                (x, top),
                (x + breadth * 0.24, top * 0.5),
                (right, 20),
            ]
        ),
        colour,
    )
    shade = s.flat(
        polyline(
            [
                (x, top),
                (x + breadth * 0.24, top * 0.5),
                (right, 20),
                (x + breadth * 0.1, 20),
                (x + 14, top * 0.5),
            ]
        ),
        s.shaded(colour, 0.35),
        0.7,
    )
    if not snow:
        return body + shade
    low = top * (1 - snow)
    half = breadth * 0.2 * snow / 0.45
    hem: list[Point] = [
        (x + half * 1.1, low),
        (x + half * 0.5, low - 12),
        (x + half * 0.1, low + 20),
        (x - half * 0.4, low - 8),
        (x - half, low + 8),
    ]
    return body + shade + s.flat(polyline([(x, top), *hem]), s.lit("felt", 0.3), 0.95)


def mountain(s: Sewing) -> str:
    """One great mountain with lower ones at its sides."""
    return (
        _summit(s, -190, 330, 200, s.shaded("stone", 0.2), snow=0.2)
        + _summit(s, 200, 360, 230, s.shaded("stone", 0.1), snow=0.22)
        + _summit(s, 0, 460, 390, "stone", snow=0.34)
    )


def three_peaks(s: Sewing) -> str:
    """A hill with three banners: the gathering of three unions of tribes in one place."""
    hill = s.shape(
        [(-380, 30), (-260, -90), (-120, -176), (0, -206), (130, -170), (260, -96), (390, 30), (0, 60)],
        "leaf",
    )
    seams = "".join(
        s.stitches(
            smooth([(-220 + k, -60 - k / 2), (0, -176 + k), (220 - k, -60 - k / 2)]), s.lit("leaf", 0.5)
        )
        for k in (0, 46)
    )
    flags = "".join(
        _banner(s, x, y, tall, colour)
        for x, y, tall, colour in (
            (-110, -174, 150, "sky"),
            (0, -200, 196, "gold"),
            (112, -172, 150, "madder"),
        )
    )
    return flags + hill + seams


def _banner(s: Sewing, x: float, foot: float, tall: float, colour: str) -> str:
    pole = s.line(f"M{number(x)} {number(foot + 30)}V{number(foot - tall)}", "wood", 6)
    cloth = s.patch(
        f"M{number(x)} {number(foot - tall + 8)}q34 -14 62 2t50 -4l-20 26l20 26q-26 10 -50 2t-62 0Z", colour
    )
    tail = s.line(f"M{number(x)} {number(foot - tall)}q-12 14 -6 34", s.shaded("wood", 0.3), 6)
    return pole + cloth + tail


def city_mountains(s: Sewing) -> str:
    """A green city at the foot of snow mountains, a slender television tower on a hill."""
    range_ = "".join(
        _summit(s, x, w, h, s.shaded("stone", d), snow=0.38)
        for x, w, h, d in ((-260, 330, 290, 0.25), (250, 360, 310, 0.2), (20, 420, 390, 0.05))
    )
    hill = s.shape([(60, 20), (150, -110), (240, -128), (340, -60), (430, 20)], s.shaded("leaf", 0.2))
    mast = s.patch(
        polyline([(216, -118), (221, -250), (224, -330), (227, -250), (232, -118)]), "felt"
    ) + s.patch(disc(224, -222, 11), "madder")
    trees = "".join(
        s.patch(disc(x, -12 - (x % 5) * 5, 34), s.shaded("leaf", (x % 3) * 0.1)) for x in range(-380, 400, 47)
    )
    houses = "".join(
        _block(s, left, tall)
        for left, tall in ((-310, 92), (-236, 124), (-160, 84), (-84, 110), (6, 136), (92, 88))
    )
    return range_ + mast + hill + houses + trees


def _block(s: Sewing, left: float, tall: float) -> str:
    body = s.patch(
        polyline([(left, 10), (left, -tall), (left + 56, -tall), (left + 56, 10)]), s.lit("felt", 0.2)
    )
    windows = "".join(
        f"M{number(left + 12)} {number(-tall + row)}h32" for row in range(16, int(tall) - 20, 20)
    )
    return body + s.stitches(windows, "sky", 5, "5 8")


def shanyraq(s: Sewing) -> str:
    """The crown ring of a yurt, seen from within, as a sun above the steppe."""
    poles = "".join(_pole(turn) for turn in range(40))
    rim = s.line(disc(0, -200, 132), "madder", 30) + s.stitches(disc(0, -200, 132), "gold", 4, "12 10")
    glow = s.flat(disc(0, -200, 290), "glow", 0.16) + s.flat(disc(0, -200, 120), s.lit("gold", 0.55), 0.95)
    horns = s.turned(ring_of_horns(s.dye("gold"), 156, count=20, scale=0.27), y=-200)
    return glow + s.line(poles, s.lit("madder", 0.15), 7) + rim + horns + _lattice(s)


def _pole(turn: int) -> str:
    angle = turn * math.tau / 40
    points = [(r * math.cos(angle), -200 + r * math.sin(angle)) for r in (148, 236)]
    return polyline(points, closed=False)


def _lattice(s: Sewing) -> str:
    across = []
    for offset in (-26, 0, 26):
        across.append(
            smooth([(-116, -200 + offset * 0.55), (0, -200 + offset * 1.35), (116, -200 + offset * 0.55)])
        )
        across.append(smooth([(offset * 0.55, -316), (offset * 1.35, -200), (offset * 0.55, -84)]))
    return s.line("".join(across), "madder", 9)


def stars(s: Sewing) -> str:
    """A yurt with a lit door under the stars, smoke rising."""
    light = s.flat(disc(0, -70, 220), "gold", 0.10) + s.flat(disc(0, -60, 140), "gold", 0.14)
    smoke = s.line("M6 -206C40 -240 -20 -270 14 -310C36 -336 8 -356 20 -380", s.lit("felt", 0.2), 8, 0.35)
    walls = s.patch("M-150 0V-84Q0 -108 150 -84V0Z", s.shaded("felt", 0.25))
    roof = s.patch(
        "M-162 -82C-120 -150 -60 -196 -34 -202H34C60 -196 120 -150 162 -82Q0 -106 -162 -82Z",
        s.shaded("felt", 0.15),
    )
    door = s.patch("M-34 0V-86Q0 -96 34 -86V0Z", "#E9B949") + s.flat("M-24 0V-78Q0 -86 24 -78V0Z", "#FFE9B0")
    band = s.line("M-150 -70Q0 -94 150 -70", "madder", 8) + s.stitches("M-150 -70Q0 -94 150 -70", "gold", 3)
    beam = s.flat("M-34 0L-110 70H110L34 0Z", "gold", 0.28)
    return light + smoke + walls + roof + band + door + beam


DRAWINGS = {
    "mountain": Emblem(mountain, share=0.56),
    "three_peaks": Emblem(three_peaks, share=0.5),
    "city_mountains": Emblem(city_mountains, share=0.58),
    "shanyraq": Emblem(shanyraq, plane="sky", share=0.66, shines=True),
    "stars": Emblem(stars, share=0.42),
}
