"""Houses of culture: theatre, opera, library, museum, concert hall."""

from __future__ import annotations

from shanyraq.surfaces.portal.demo.landscapes.ornament import band
from shanyraq.surfaces.portal.demo.landscapes.shapes import arch, box, disc, number, polyline, smooth

from .sewing import Emblem, Sewing


def _columns(s: Sewing, places: tuple[float, ...], *, top: float, foot: float, wide: float = 24) -> str:
    return "".join(
        s.patch(box(x - wide / 2, top, wide, foot - top), "felt")
        + s.line(
            (
                f"M{number(x - wide * 0.7)} {number(top)}h{number(wide * 1.4)}"
                f"M{number(x - wide * 0.7)} {number(foot)}h{number(wide * 1.4)}"
            ),
            s.shaded("felt", 0.2),
            6,
        )
        for x in places
    )


def _steps(s: Sewing, half: float) -> str:
    rows = (
        polyline(
            [
                (-half - 12 * k, -28 + 12 * k),
                (half + 12 * k, -28 + 12 * k),
                (half + 12 * k, -16 + 12 * k),
                (-half - 12 * k, -16 + 12 * k),
            ]
        )
        for k in range(3)
    )
    return "".join(s.patch(row, s.shaded("felt", 0.08 + 0.1 * at)) for at, row in enumerate(rows))


def theatre(s: Sewing) -> str:
    """A stage frame with parted curtains, lamps before it and hills upon the stage."""
    house = s.patch(box(-250, -350, 500, 350), s.shaded("clay", 0.1))
    stage = s.patch(box(-192, -290, 384, 250), s.lit("sky", 0.35))
    hills = s.flat(
        smooth([(-192, -110), (-90, -170), (20, -120), (110, -176), (192, -124)]) + "V-40H-192Z", "leaf"
    )
    sun = s.flat(disc(60, -210, 34), s.lit("gold", 0.35))
    drapes = "".join(
        s.turned(_drape(s), scale=1) if side > 0 else f'<g transform="scale(-1 1)">{_drape(s)}</g>'
        for side in (1, -1)
    )
    top = s.patch(
        (
            "M-200 -296H200V-252Q166 -222 133 -252Q100 -222 66 -252Q33 -222 0"
            " -252Q-33 -222 -66 -252Q-100 -222 -133 -252Q-166 -222 -200 -252Z"
        ),
        s.shaded("madder", 0.15),
    )
    frieze = s.turned(band(s.dye("gold"), 460, scale=0.32), y=-330)
    boards = s.patch(box(-270, -42, 540, 42), "wood") + s.flat(
        "".join(disc(x, -36, 7) for x in range(-210, 211, 60)), s.lit("gold", 0.5)
    )
    return house + stage + sun + hills + drapes + top + frieze + boards


def _drape(s: Sewing) -> str:
    cloth = s.patch("M96 -290C110 -210 128 -160 176 -128C150 -116 146 -80 152 -40H196V-290Z", "madder")
    folds = s.line(
        "M126 -286C136 -220 150 -176 182 -140M156 -286C162 -230 170 -190 190 -160M172 -44Q166 -90 184 -116",
        s.shaded("madder", 0.35),
        4,
        0.7,
    )
    return cloth + folds + s.line("M150 -130Q176 -116 196 -130", "gold", 6)


def opera(s: Sewing) -> str:
    """An opera house: portico of columns, pediment with a chariot of horns, low wings."""
    wings = s.patch(box(-330, -150, 660, 126), s.shaded("clay", 0.08))
    windows = "".join(
        s.flat(arch(x, 30, 74, base=-48), s.lit("gold", 0.4)) for x in (-304, -254, -204, 174, 224, 274)
    )
    hall = s.patch(box(-150, -250, 300, 222), s.lit("clay", 0.2))
    glow = "".join(s.flat(arch(x, 36, 140, base=-30), s.lit("gold", 0.45)) for x in (-107, -45, 9, 71))
    roof = s.patch(polyline([(-176, -248), (0, -330), (176, -248)]), s.lit("felt", 0.1)) + s.turned(
        band(s.dye("gold"), 170, scale=0.36), y=-268
    )
    return (
        wings
        + windows
        + hall
        + glow
        + _columns(s, (-124, -62, 0, 62, 124), top=-240, foot=-32)
        + roof
        + _steps(s, 160)
    )


def museum(s: Sewing) -> str:
    """A museum hall of three wings under a blue dome and gilded bands."""
    sides = s.patch(polyline([(-330, 0), (-300, -172), (-110, -172), (-110, 0)]), s.lit("felt", 0.1))
    sides += s.patch(polyline([(330, 0), (300, -172), (110, -172), (110, 0)]), s.lit("felt", 0.1))
    glass = s.flat(
        "".join(box(x, -142, 26, 110) for x in (-282, -240, -198, -156, 130, 172, 214, 256)),
        s.lit("sky", 0.25),
    )
    centre = s.patch(polyline([(-140, 0), (-124, -232), (124, -232), (140, 0)]), "felt")
    frieze = s.line("M-124 -208H124", "gold", 18) + s.turned(band(s.dye("madder"), 230, scale=0.2), y=-208)
    door = s.niche(-40, 80, 150, colour=s.shaded("sky", 0.3))
    slits = s.flat("".join(arch(x, 26, 120, base=-24) for x in (-104, 78)), s.lit("sky", 0.2))
    return (
        sides
        + glass
        + s.dome(0, -232, 104, "sky", tip=1.05, ribs=6)
        + centre
        + frieze
        + door
        + slits
        + _steps(s, 180)
    )


def library(s: Sewing) -> str:
    """A house whose walls are shelves: rows of books between two pillars, an open reading door."""
    roof = s.patch(polyline([(-290, -306), (0, -392), (290, -306)]), s.shaded("madder", 0.1))
    body = s.patch(box(-260, -306, 520, 306), s.shaded("wood", 0.1))
    rows = "".join(_shelf(s, y, turn) for turn, y in enumerate((-232, -150, -68)))
    door = s.niche(-52, 104, 176, colour=s.lit("gold", 0.5)) + s.flat(arch(-30, 60, 118), s.lit("felt", 0.2))
    pillars = _columns(s, (-272, 272), top=-306, foot=-4, wide=34)
    frieze = s.turned(band(s.dye("gold"), 230, scale=0.34), y=-330)
    return body + rows + door + roof + frieze + pillars + _steps(s, 270)


def _shelf(s: Sewing, y: float, turn: int) -> str:
    wools = ("felt", "madder", "gold", "sky", "leaf", "clay", "tile")
    books, x, step = [], -246.0, turn
    while x < 236:
        wide, tall = 13 + (step * 5) % 9, 46 + (step * 7) % 19
        books.append(s.flat(box(x, y - tall, wide, tall), s.shaded(wools[(step * 3) % 7], 0.1)))
        x += wide + 3
        step += 1
    return "".join(books) + s.line(f"M-252 {number(y + 3)}H252", s.lit("wood", 0.3), 7)


def concert_hall(s: Sewing) -> str:
    """A concert hall whose roof is a row of sails strung like a dombra."""
    sails = "".join(
        s.patch(
            f"M{left} -20C{left + 10} -{tall} {left + wide * 0.5:.0f} -{tall + 60} {left + wide} -{tall + 74}"
            f"C{left + wide - 24} -{tall * 0.6:.0f} {left + wide + 4} -90 {left + wide + 20} -20Z",
            colour,
        )
        for left, wide, tall, colour in (
            (-310, 170, 150, s.lit("sky", 0.25)),
            (-170, 200, 220, s.lit("sky", 0.1)),
            (0, 200, 300, "sky"),
        )
    )
    glass = s.patch("M150 -20V-120Q250 -150 330 -60V-20Z", s.lit("gold", 0.45)) + s.stitches(
        "M180 -24V-126M215 -24V-128M250 -24V-118M285 -24V-94", "wood", 4, "9 6"
    )
    strings = s.line("M-300 -24L196 -372M-268 -24L198 -366", s.lit("gold", 0.3), 4)
    return sails + glass + strings + _steps(s, 310)


DRAWINGS = {
    "theatre": Emblem(theatre, share=0.56),
    "opera": Emblem(opera, share=0.54),
    "museum": Emblem(museum, share=0.52),
    "library": Emblem(library, share=0.54),
    "concert_hall": Emblem(concert_hall, share=0.52),
}
