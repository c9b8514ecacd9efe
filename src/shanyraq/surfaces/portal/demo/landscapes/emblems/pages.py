"""The written word: an open book, a manuscript, a sealed sheet."""

from __future__ import annotations

from shanyraq.surfaces.portal.demo.landscapes.ornament import band, ram_cross, ring_of_horns
from shanyraq.surfaces.portal.demo.landscapes.shapes import box, disc, number, polyline, smooth

from .sewing import Emblem, Sewing


def book(s: Sewing) -> str:
    """An open book from whose pages hills and a sun rise."""
    sun = s.flat(disc(0, -220, 110), s.lit("gold", 0.35), 0.9) + s.stitches(disc(0, -220, 92), "gold", 4)
    far = s.shape(
        [(-210, -110), (-150, -210), (-70, -156), (10, -240), (90, -160), (160, -204), (220, -110), (0, -70)],
        "sky",
    )
    near = s.shape([(-230, -90), (-120, -150), (0, -112), (120, -156), (230, -90), (0, -50)], "leaf")
    cover = s.patch(
        (
            "M-296 -84C-190 -120 -70 -96 0 -56C70 -96 190 -120 296"
            " -84L318 22C200 -12 80 4 0 40C-80 4 -200 -12 -318 22Z"
        ),
        "madder",
    )
    left = s.patch("M0 -66C-70 -112 -180 -128 -276 -98L-294 -2C-190 -30 -80 -16 0 22Z", "felt")
    right = s.patch("M0 -66C70 -112 180 -128 276 -98L294 -2C190 -30 80 -16 0 22Z", s.shaded("felt", 0.07))
    rows = "".join(
        s.line(
            (
                f"M{sign * 262} {-80 + k * 18}C{sign * 180} {-104 + k * 18}"
                f" {sign * 90} {-92 + k * 18} {sign * 26} {-54 + k * 18}"
            ),
            s.shaded("felt", 0.4),
            3.5,
            0.6,
        )
        for sign in (-1, 1)
        for k in range(4)
    )
    return sun + far + near + cover + left + right + rows


def manuscript(s: Sewing) -> str:
    """A scroll with a painted head-piece, lines of writing and a reed pen."""
    sheet = s.patch(
        "M-150 -346H150C142 -240 158 -150 150 -34H-150C-142 -150 -158 -240 -150 -346Z", s.lit("clay", 0.55)
    )
    rolls = "".join(
        s.patch(box(-176, y, 352, 34), "earth")
        + s.flat(disc(-184, y + 17, 14) + disc(184, y + 17, 14), "gold")
        for y in (-372, -42)
    )
    head = s.patch(box(-116, -324, 232, 66), "sky") + s.turned(band(s.dye("gold"), 220, scale=0.42), y=-290)
    rows = "".join(
        s.line(
            smooth([(-112, y), (-60, y - 4), (-10, y + 3), (50, y - 4), (112 - (turn % 3) * 26, y)]),
            s.shaded("wood", 0.3),
            5,
            0.75,
        )
        for turn, y in enumerate(range(-232, -60, 25))
    )
    pen = s.line("M212 -30L130 -190", "wood", 9) + s.flat(
        polyline([(130, -190), (126, -212), (140, -196)]), "ink"
    )
    return sheet + head + rows + rolls + pen


def seal(s: Sewing) -> str:
    """A sheet with ruled lines and a large ornamented seal on a ribbon."""
    back = s.turned(s.patch(box(-150, -376, 300, 376), s.shaded("felt", 0.15)), x=22, y=4, angle=4)
    sheet = s.patch(box(-160, -384, 300, 384), "felt")
    head = s.turned(band(s.dye("sky"), 230, scale=0.34), x=-10, y=-340)
    rows = "".join(f"M-124 {y}h{number(228 - (y % 4) * 22)}" for y in range(-292, -110, 27))
    ribbon = s.patch(polyline([(54, -110), (36, 22), (66, 4), (86, 26), (96, -100)]), "sky")
    wax = s.patch(disc(78, -112, 70), "madder") + s.line(disc(78, -112, 56), s.lit("gold", 0.2), 4)
    figure = s.turned(ram_cross(s.dye("gold")), x=78, y=-112, scale=0.24)
    rim = s.turned(ring_of_horns(s.lit("madder", 0.4), 54, count=12, scale=0.16), x=78, y=-112)
    return back + sheet + head + s.line(rows, s.shaded("felt", 0.35), 5, 0.7) + ribbon + wax + rim + figure


DRAWINGS = {
    "book": Emblem(book, plane="front", share=0.66),
    "manuscript": Emblem(manuscript, plane="front", share=0.66),
    "seal": Emblem(seal, plane="front", share=0.66),
}
