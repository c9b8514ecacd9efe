"""Instruments of music, film and painting."""

from __future__ import annotations

import math

from shanyraq.surfaces.portal.demo.landscapes.ornament import ram_horns
from shanyraq.surfaces.portal.demo.landscapes.shapes import box, disc, number, polyline, smooth

from .sewing import Emblem, Sewing


def dombra(s: Sewing) -> str:
    """A dombra, upright and a little turned: almond body, long neck, two strings."""
    neck = s.patch(polyline([(-11, -150), (-8, -366), (8, -366), (11, -150)]), "wood")
    frets = s.line("".join(f"M-10 {y}H10" for y in range(-352, -170, 17)), s.lit("clay", 0.3), 3)
    head = s.patch(
        polyline([(-9, -364), (-20, -398), (-12, -428), (12, -428), (20, -398), (9, -364)]),
        s.shaded("wood", 0.15),
    )
    pegs = s.line("M-16 -408h-20M16 -392h20", "wood", 7) + s.flat(
        disc(-40, -408, 7) + disc(40, -392, 7), "gold"
    )
    body = s.patch(
        "M0 -196C64 -176 92 -104 78 -50C66 -8 30 8 0 10C-30 8 -66 -8 -78 -50C-92 -104 -64 -176 0 -196Z",
        "clay",
    )
    staves = s.line(
        "M-60 -40C-66 -104 -40 -160 -12 -182M60 -40C66 -104 40 -160 12 -182", s.shaded("earth", 0.1), 3, 0.6
    )
    hole = s.flat(disc(0, -92, 15), "ink") + s.line(disc(0, -92, 21), "madder", 4)
    bridge = s.line("M-22 -44H22", "wood", 8) + s.turned(ram_horns(s.dye("madder")), y=-8, scale=0.4)
    strings = s.line("M-5 -420L-6 -34M5 -410L6 -34", s.lit("felt", 0.4), 2.2)
    return s.turned(neck + frets + head + pegs + body + staves + hole + bridge + strings, angle=9)


def kobyz(s: Sewing) -> str:
    """A kobyz with its bow: open bowl, curved neck, two strings of horsehair."""
    neck = s.line("M6 -130C-26 -220 -22 -300 34 -376", "wood", 20)
    bowl = s.shape(
        [
            (-62, -120),
            (-30, -168),
            (38, -166),
            (66, -118),
            (50, -66),
            (28, -28),
            (0, 8),
            (-30, -26),
            (-54, -66),
        ],
        "earth",
    )
    hollow = s.flat(
        smooth([(-40, -118), (0, -150), (44, -116), (30, -88), (-26, -88)], closed=True),
        s.shaded("wood", 0.5),
    )
    skin = s.patch(
        smooth([(-46, -70), (0, -80), (44, -70), (26, -32), (0, -4), (-26, -32)], closed=True), "felt"
    )
    strings = s.line("M-8 -50L20 -362M8 -50L36 -356", s.lit("felt", 0.3), 3)
    pegs = s.line("M14 -366l-30 -8M52 -352l22 12", "gold", 7) + s.flat(disc(36, -384, 13), "gold")
    bow = s.line("M120 -16C176 -120 160 -220 90 -290", "wood", 7) + s.line(
        "M120 -16L90 -290", s.lit("felt", 0.3), 4
    )
    return s.turned(neck + bowl + hollow + skin + strings + pegs + bow, angle=-4)


def film_camera(s: Sewing) -> str:
    """An old film camera with two reels on a tripod."""
    legs = s.line("M0 -170L-120 0M0 -170L118 0M0 -170L6 10", "wood", 11)
    body = s.patch(box(-94, -286, 160, 112), s.shaded("wood", 0.35)) + s.stitches(
        box(-82, -274, 136, 88), "gold", 3
    )
    lens = s.patch(polyline([(66, -258), (112, -270), (112, -196), (66, -208)]), "ink") + s.line(
        "M112 -268V-198", "gold", 6
    )
    reels = "".join(_reel(s, x, y, r) for x, y, r in ((-58, -340, 58), (48, -330, 47)))
    crank = s.line("M-94 -222h-30v34", "gold", 7) + s.turned(
        ram_horns(s.dye("gold")), x=-14, y=-214, scale=0.5
    )
    return legs + reels + body + lens + crank


def _reel(s: Sewing, x: float, y: float, radius: float) -> str:
    holes = "".join(
        disc(
            x + radius * 0.56 * math.cos(t * math.tau / 5 + 0.3),
            y + radius * 0.56 * math.sin(t * math.tau / 5 + 0.3),
            radius * 0.2,
        )
        for t in range(5)
    )
    plate = s.patch(disc(x, y, radius), s.lit("stone", 0.4)) + s.flat(holes, s.shaded("stone", 0.6))
    return plate + s.flat(disc(x, y, radius * 0.12), "ink")


def film_reel(s: Sewing) -> str:
    """A film reel that hangs in the sky like a moon and unrolls over the hills."""
    glow = s.flat(disc(0, -230, 240), "glow", 0.12)
    strip = "M120 -170C260 -120 150 -30 330 -10C420 0 470 -30 560 -20"
    film = s.line(strip, "ink", 40) + s.stitches(strip, s.lit("gold", 0.4), 22, "3 26")
    return glow + film + _reel(s, 0, -230, 165) + s.stitches(disc(0, -230, 148), "gold", 4, "10 9")


def easel(s: Sewing) -> str:
    """An easel; on the canvas the steppe under another light."""
    legs = s.line("M-20 -400L-130 0M20 -400L130 0M0 -380L30 -20", "wood", 11)
    frame = s.patch(box(-160, -346, 320, 226), "clay")
    canvas = s.flat(box(-142, -328, 284, 190), s.lit("sky", 0.5))
    sun = s.flat(disc(54, -266, 27), "gold")
    hills = s.flat(
        smooth([(-142, -210), (-70, -262), (10, -204), (80, -242), (142, -214)]) + "V-138H-142Z", "madder"
    )
    near = s.flat(smooth([(-142, -178), (-40, -196), (60, -168), (142, -184)]) + "V-138H-142Z", "leaf")
    ledge = s.line("M-150 -112H150", "wood", 13)
    brushes = s.line("M-60 -116l-12 -44M-44 -116l4 -48M-30 -116l14 -40", "gold", 5)
    tassel = s.line(f"M{number(0)} -356v-40", "wood", 10)
    return tassel + legs + frame + canvas + sun + hills + near + ledge + brushes


DRAWINGS = {
    "dombra": Emblem(dombra, plane="front", share=0.72),
    "kobyz": Emblem(kobyz, plane="front", share=0.72),
    "film_camera": Emblem(film_camera, plane="front", share=0.62),
    "film_reel": Emblem(film_reel, plane="sky", share=0.5, shines=True),
    "easel": Emblem(easel, plane="front", share=0.66),
}
