"""Today's capital and the shore of the Caspian."""

from __future__ import annotations

from shanyraq.surfaces.portal.demo.landscapes.shapes import box, disc, number, polyline, smooth

from .sewing import Emblem, Sewing


def baiterek(s: Sewing) -> str:
    """The tower of Astana: white branches that carry a golden sphere, the city about it."""
    blocks = (
        (-330, 60, 120),
        (-256, 70, 176),
        (-172, 56, 136),
        (116, 60, 150),
        (190, 76, 196),
        (282, 56, 124),
    )
    city = "".join(_high_house(s, left, wide, tall, at) for at, (left, wide, tall) in enumerate(blocks))
    tent = s.patch("M-130 0C-112 -90 -92 -150 -60 -206C-48 -140 -34 -70 -22 0Z", s.lit("sky", 0.4))
    trunk = s.patch(
        (
            "M-44 0C-20 -90 -16 -170 -58 -282L-46 -286C-14 -220 -6 -180"
            " 0 -150C6 -180 14 -220 46 -286L58 -282C16 -170 20 -90 44 0Z"
        ),
        "felt",
    )
    rods = s.line(
        "M-26 -10C-10 -110 -12 -190 -34 -270M26 -10C10 -110 12 -190 34 -270M0 0V-260",
        s.shaded("felt", 0.2),
        4,
    )
    ball = s.patch(disc(0, -306, 52), "gold") + s.flat(disc(-16, -322, 17), s.lit("gold", 0.6), 0.85)
    seams = s.stitches(smooth([(-50, -306), (0, -290), (50, -306)]) + "M0 -358V-256", s.lit("gold", 0.5), 3)
    crown = s.line(
        (
            "M-60 -282C-76 -320 -70 -350 -60 -372M60 -282C76 -320 70 -350 60 -372"
            "M-40 -270C-64 -330 -50 -366 -36 -388M40 -270C64 -330 50 -366 36 -388"
        ),
        "felt",
        6,
    )
    return city + tent + rods + trunk + crown + ball + seams


def _high_house(s: Sewing, left: float, wide: float, tall: float, turn: int) -> str:
    colour = (s.lit("sky", 0.3), s.lit("stone", 0.35), s.lit("felt", 0.1))[turn % 3]
    slope = 26 if turn % 2 else 0
    body = s.patch(
        polyline([(left, 6), (left, -tall), (left + wide, -tall - slope), (left + wide, 6)]), colour
    )
    windows = "".join(
        f"M{number(left + 10)} {y}h{number(wide - 20)}" for y in range(-int(tall) + 16, -14, 22)
    )
    return body + s.stitches(windows, s.lit("gold", 0.45) if turn % 2 else s.shaded("sky", 0.1), 6, "5 9")


def sea(s: Sewing) -> str:
    """White chalk cliffs and a sailing boat on the sea."""
    cliff = s.patch(
        polyline(
            [
                (-460, 40),
                (-440, -190),
                (-350, -230),
                (-300, -206),
                (-262, -236),
                (-206, -150),
                (-170, -160),
                (-120, 40),
            ]
        ),
        "felt",
    )
    beds = s.stitches("M-436 -150L-216 -136M-430 -100L-180 -96M-420 -50L-156 -50", "clay", 6, "16 10")
    shade = s.flat(
        polyline([(-262, -236), (-206, -150), (-170, -160), (-120, 40), (-210, 40), (-230, -120)]),
        s.shaded("felt", 0.3),
        0.7,
    )
    hull = s.patch("M60 -40Q150 -14 268 -50Q244 22 160 22Q86 22 60 -40Z", "wood")
    sails = s.patch("M160 -330Q262 -210 250 -64L160 -56Z", s.lit("felt", 0.3)) + s.patch(
        "M146 -280Q74 -170 72 -60L146 -56Z", "felt"
    )
    mast = s.line("M154 -348V-30", "wood", 8) + s.patch("M154 -348l44 12l-44 14Z", "madder")
    waves = s.line(
        "".join(
            f"M{x} {y}q18 -14 36 0t36 0"
            for x, y in ((-80, 30), (20, 50), (180, 44), (300, 20), (-20, 76), (120, 84))
        ),
        s.lit("felt", 0.3),
        5,
        0.8,
    )
    base = s.flat(box(-470, 30, 360, 30), s.lit("clay", 0.4), 0.8)
    return cliff + beds + shade + base + mast + sails + hull + waves


DRAWINGS = {
    "baiterek": Emblem(baiterek, share=0.58),
    "sea": Emblem(sea, plane="front", share=0.66),
}
