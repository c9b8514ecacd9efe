"""What is left of towns: walls, moats, streets, a town on its river."""

from __future__ import annotations

from shanyraq.surfaces.portal.demo.landscapes.shapes import arch, box, number, polyline, smooth

from .sewing import Emblem, Sewing


def walls(s: Sewing) -> str:
    """The eroded mud-brick walls of an oasis town on its mound, with a rebuilt gate."""
    mound = s.shape(
        [(-420, 20), (-330, -62), (-150, -92), (60, -86), (260, -96), (400, -40), (440, 20), (0, 40)], "earth"
    )
    runs = ((-318, 150, 70), (-158, 92, 104), (78, 110, 96), (200, 150, 60))
    pieces = "".join(_worn_wall(s, left, width, height) for left, width, height in runs)
    gate = s.patch(
        polyline(
            [(-64, -70), (-60, -212), (-22, -212), (-22, -180), (42, -180), (42, -212), (78, -212), (84, -70)]
        ),
        s.lit("clay", 0.1),
    )
    door = s.niche(-22, 64, 84, base=-74, colour=s.shaded("earth", 0.6))
    towers = "".join(_bastion(s, x) for x in (-338, 322))
    return mound + towers + pieces + gate + door + s.courses(-60, -212, 140, 90, rows=5)


def _worn_wall(s: Sewing, left: float, width: float, height: float) -> str:
    top = -76 - height
    crown = [(left, -64), (left + 4, top + 22), (left + width * 0.2, top), (left + width * 0.34, top + 16)]
    crown += [
        (left + width * 0.52, top + 4),
        (left + width * 0.7, top + 26),
        (left + width * 0.86, top + 20),
        (left + width, -64),
    ]
    lines = s.courses(left, top + 20, width, height, rows=4)
    return s.patch(polyline(crown), "clay") + lines


def _bastion(s: Sewing, x: float) -> str:
    body = [(x - 40, -30), (x - 32, -168), (x - 12, -180), (x + 10, -172), (x + 30, -176), (x + 42, -30)]
    return s.patch(polyline(body), s.shaded("clay", 0.15)) + s.courses(x - 36, -168, 74, 130, rows=5)


def fortress(s: Sewing) -> str:
    """The outline of a town that is now low banks in the grass: square, moat, gates, quarters."""
    outer = s.shape(
        [(-330, -30), (-250, -120), (0, -150), (250, -120), (330, -30), (230, 24), (0, 40), (-230, 24)],
        s.shaded("leaf", 0.15),
    )
    moat = s.line(
        smooth(
            [(-276, -34), (-206, -98), (0, -124), (206, -98), (276, -34), (190, 4), (0, 16), (-190, 4)],
            closed=True,
        ),
        s.lit("sky", 0.35),
        11,
    )
    inner = s.shape(
        [(-206, -36), (-150, -82), (0, -98), (150, -82), (206, -36), (140, -12), (0, -4), (-140, -12)],
        s.lit("leaf", 0.15),
    )
    streets = s.stitches("M-196 -40L196 -46M-8 -98L8 -6M-104 -78L-92 -14M104 -80L96 -14", "felt", 4, "10 8")
    gate = s.patch(polyline([(-30, -6), (-26, -70), (26, -70), (30, -6)]), "clay") + s.flat(
        arch(-12, 24, 46, base=-6), "ink"
    )
    return outer + moat + inner + streets + gate + _tent_tomb(s, -120, -60) + _tent_tomb(s, 118, -62)


def _tent_tomb(s: Sewing, x: float, base: float) -> str:
    body = s.patch(box(x - 30, base - 44, 60, 44), s.lit("clay", 0.15))
    roof = s.patch(polyline([(x - 34, base - 44), (x, base - 108), (x + 34, base - 44)]), "tile")
    return body + roof + s.flat(arch(x - 9, 18, 28, base=base), "ink")


def river_town(s: Sewing) -> str:
    """A town on a river bank: flat roofs, a dome, a khan's tent, boats below."""
    bank = s.shape(
        [(-420, 20), (-380, -36), (-120, -52), (140, -46), (390, -30), (430, 20), (0, 40)], "earth"
    )
    houses = ((-300, 84, 70), (-206, 66, 98), (-132, 92, 62), (104, 90, 78), (202, 74, 56), (284, 60, 84))
    rows = "".join(_house(s, left, width, height, turn) for turn, (left, width, height) in enumerate(houses))
    hall = s.patch(box(-34, -178, 112, 138), s.lit("clay", 0.2)) + s.niche(
        0, 44, 90, base=-42, colour=s.shaded("earth", 0.5)
    )
    dome = s.dome(22, -178, 46, "tile", tip=1.25)
    slim = s.patch(polyline([(-62, -40), (-58, -246), (-42, -246), (-38, -40)]), "clay") + s.dome(
        -50, -246, 11, "tile"
    )
    boats = "".join(_boat(s, x, y, size) for x, y, size in ((-210, 44, 1.0), (70, 66, 1.25)))
    return rows + slim + dome + hall + bank + boats


def _house(s: Sewing, left: float, width: float, height: float, turn: int) -> str:
    colour = ("clay", s.lit("clay", 0.25), s.shaded("clay", 0.12))[turn % 3]
    body = s.patch(box(left, -36 - height, width, height + 8), colour)
    beams = s.line(f"M{number(left + 8)} {number(-24 - height)}h{number(width - 16)}", "wood", 4, 0.7)
    windows = s.flat(
        box(left + width * 0.22, -height, 11, 18) + box(left + width * 0.62, -height, 11, 18),
        s.shaded("earth", 0.6),
    )
    return body + beams + windows


def _boat(s: Sewing, x: float, y: float, size: float) -> str:
    hull = s.patch("M-52 -14Q0 4 52 -18Q40 14 0 16Q-38 14 -52 -14Z", "wood")
    mast = s.line("M0 -10V-92", "wood", 4) + s.patch("M4 -90Q52 -60 40 -22L4 -20Z", "felt")
    return s.turned(mast + hull, x=x, y=y, scale=size)


DRAWINGS = {
    "walls": Emblem(walls, share=0.6),
    "fortress": Emblem(fortress, plane="front", share=0.62),
    "river_town": Emblem(river_town, plane="shore", share=0.58),
}
