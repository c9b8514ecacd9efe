"""Signs of the old steppe: kurgans, stone figures, rock art, the golden warrior, the way."""

from __future__ import annotations

import math

from shanyraq.surfaces.portal.demo.landscapes.ornament import ram_horns
from shanyraq.surfaces.portal.demo.landscapes.shapes import box, disc, number, polyline, smooth

from .sewing import Emblem, Sewing


def kurgan(s: Sewing) -> str:
    """Burial mounds of early nomads, ringed with stones."""
    far = s.shape([(120, 0), (200, -70), (268, -92), (340, -66), (420, 0), (270, 26)], s.shaded("leaf", 0.2))
    near = s.shape(
        [(-330, 14), (-220, -104), (-90, -164), (-20, -172), (70, -150), (190, -80), (290, 14), (0, 44)],
        "leaf",
    )
    bands = "".join(
        s.stitches(
            smooth([(-250 + k, -62 - k * 0.5), (-30, -150 + k * 0.55), (215 - k, -48 - k * 0.4)]),
            s.lit("leaf", 0.5),
            2.5,
        )
        for k in (0, 40, 80)
    )
    stones = "".join(
        s.patch(disc(x, 26 + 12 * math.cos(x / 150), 10 + (x % 7)), "stone") for x in range(-300, 301, 46)
    )
    return far + near + bands + stones


def golden_man(s: Sewing) -> str:
    """The warrior in gold: pointed headdress with arrows and wings, scaled coat. He has no face."""
    coat = s.shape(
        [(-62, -196), (0, -206), (62, -196), (84, -110), (92, 0), (0, 6), (-92, 0), (-84, -110)], "madder"
    )
    plates = "".join(
        polyline([(x - 9, y - 8), (x + 9, y - 8), (x, y + 9)])
        for row, y in enumerate(range(-184, -4, 21))
        for x in range(-56 - row * 2 + (row % 2) * 11, 62 + row * 2, 22)
    )
    hem = s.line("M-90 -4Q0 8 90 -4", "gold", 9)
    belt = s.line("M-76 -100Q0 -92 76 -100", "gold", 13) + s.flat(
        "".join(disc(x, -97, 5) for x in range(-60, 61, 24)), "madder"
    )
    arms = s.shape([(-64, -190), (-98, -130), (-78, -90), (-52, -140)], s.shaded("madder", 0.15))
    arms += s.shape([(64, -190), (98, -130), (78, -90), (52, -140)], s.shaded("madder", 0.15))
    neck = s.line("M-30 -206Q0 -190 30 -206", "gold", 8) + s.patch(disc(0, -228, 27), s.shaded("clay", 0.2))
    hat = s.patch(
        "M-36 -226Q-32 -262 0 -362Q32 -262 36 -226Q18 -244 0 -244Q-18 -244 -36 -226Z", s.shaded("madder", 0.1)
    )
    arrows = s.line("M-16 -286L-24 -392M-5 -300L-8 -404M5 -300L8 -404M16 -286L24 -392", "gold", 4)
    tips = s.flat(
        "".join(
            polyline([(x, y - 14), (x + 6, y), (x - 6, y)])
            for x, y in ((-24, -392), (-8, -404), (8, -404), (24, -392))
        ),
        "gold",
    )
    wings = s.line(
        (
            "M-26 -250Q-60 -282 -54 -336M-26 -250Q-48 -290 -36"
            " -340M26 -250Q60 -282 54 -336M26 -250Q48 -290 36 -340"
        ),
        "gold",
        5,
    )
    band = s.line("M-33 -234Q0 -252 33 -234", "gold", 7) + s.turned(
        ram_horns(s.dye("gold")), y=-262, scale=0.3
    )
    return wings + arms + coat + s.flat(plates, "gold") + belt + hem + neck + arrows + tips + hat + band


def petroglyph_sun(s: Sewing) -> str:
    """A dark rock with a pecked sun-headed figure, goats and dancers."""
    rock = s.patch(
        polyline([(-300, 30), (-270, -210), (-180, -318), (40, -350), (210, -296), (290, -150), (310, 30)]),
        s.shaded("earth", 0.35),
    )
    light = s.flat(
        polyline([(-270, -210), (-180, -318), (40, -350), (20, -300), (-160, -270), (-240, -190)]),
        s.lit("earth", 0.15),
        0.7,
    )
    crack = s.line("M210 -296L170 -210L196 -120L160 -20M-180 -318L-206 -200L-190 -60", "ink", 3, 0.4)
    pale = s.lit("clay", 0.35)
    return (
        rock
        + light
        + crack
        + _sun_head(s, pale)
        + _goat(s, pale, -186, -70, 0.9)
        + _goat(s, pale, 188, -110, 0.75)
    )


def _sun_head(s: Sewing, pale: str) -> str:
    rays = "".join(
        (
            f"M{number(58 * math.cos(a))} {number(-216 + 58 * math.sin(a))}"
            f"L{number(78 * math.cos(a))} {number(-216 + 78 * math.sin(a))}"
        )
        for a in (turn * math.tau / 20 for turn in range(20))
    )
    dots = "".join(
        disc(90 * math.cos(t * math.tau / 20), -216 + 90 * math.sin(t * math.tau / 20), 4) for t in range(20)
    )
    rings = (
        s.line(disc(0, -216, 50), pale, 7)
        + s.line(disc(0, -216, 28), pale, 6)
        + s.flat(disc(0, -216, 9), pale)
    )
    body = s.line(
        "M0 -166V-74M0 -140Q-44 -138 -56 -176M0 -140Q44 -138 56 -176M0 -74L-34 -8M0 -74L34 -8", pale, 10
    )
    return s.line(rays, pale, 5) + s.flat(dots, pale) + rings + body


def _goat(s: Sewing, pale: str, x: float, y: float, scale: float) -> str:
    body = s.line(
        "M-46 0Q0 -18 42 -2L56 -26M-44 0L-50 44M-26 -4L-26 44M28 -6L30 44M44 0L52 42M-46 0L-58 -14", pale, 8
    )
    horns = s.line("M58 -28Q40 -78 -8 -62M56 -28Q52 -64 20 -62M56 -27L72 -20", pale, 6)
    return s.turned(body + horns, x=x, y=y, scale=scale)


def stone_idol(s: Sewing) -> str:
    """Stone figures that hold a cup in both hands and look to the east."""
    return _balbal(s, -120, 0.72) + _balbal(s, 130, 0.6) + _balbal(s, 0, 1.0)


def _balbal(s: Sewing, x: float, scale: float) -> str:
    body = s.shape(
        [
            (-58, 10),
            (-64, -120),
            (-54, -230),
            (-36, -262),
            (-38, -316),
            (0, -352),
            (38, -316),
            (36, -262),
            (54, -230),
            (64, -120),
            (58, 10),
        ],
        "stone",
    )
    face = s.line("M-18 -304Q0 -314 18 -304M0 -306V-284M-12 -272Q0 -266 12 -272", s.shaded("stone", 0.55), 4)
    hands = s.line("M-52 -214Q-40 -150 -10 -156M52 -214Q40 -150 10 -156", s.shaded("stone", 0.5), 5)
    cup = s.line("M-14 -178H14L8 -154H-8Z", s.shaded("stone", 0.55), 4) + s.line(
        "M-54 -104H54", s.shaded("stone", 0.4), 4
    )
    return s.turned(body + face + hands + cup, x=x, scale=scale)


def way(s: Sewing) -> str:
    """A road of stitches that winds past kurgan, tower and yurt to the horizon."""
    road = "M-60 60C160 -20 -240 -70 -40 -130C120 -176 40 -220 60 -250C76 -276 40 -290 52 -306"
    wide = s.line(road, s.lit("clay", 0.25), 20) + s.stitches(road, "madder", 6, "18 16")
    mound = s.shape([(-330, -70), (-250, -142), (-170, -70), (-250, -52)], s.shaded("earth", 0.1))
    tomb = s.patch(box(176, -176, 74, 62), "clay") + s.dome(213, -176, 33, "tile")
    tent = s.patch("M-206 -210V-236Q-166 -246 -126 -236V-210Q-166 -202 -206 -210Z", "felt")
    tent += s.patch(
        "M-212 -234C-196 -262 -178 -272 -166 -274C-154 -272 -136 -262 -120 -234Q-166 -248 -212 -234Z", "felt"
    )
    tent += s.line("M-206 -232Q-166 -244 -126 -232", "madder", 4)
    marks = "".join(
        s.flat(disc(x, y, 11), "gold") + s.flat(disc(x, y, 4.5), "madder")
        for x, y in ((-52, -126), (40, -216), (50, -4))
    )
    return mound + tomb + tent + wide + marks


DRAWINGS = {
    "kurgan": Emblem(kurgan, share=0.58),
    "golden_man": Emblem(golden_man, share=0.58),
    "petroglyph_sun": Emblem(petroglyph_sun, share=0.58),
    "stone_idol": Emblem(stone_idol, share=0.46),
    "way": Emblem(way, plane="front", share=0.62),
}
