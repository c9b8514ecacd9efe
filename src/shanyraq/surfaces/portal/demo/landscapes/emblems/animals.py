"""Animals of steppe and mountain."""

from __future__ import annotations

from shanyraq.surfaces.portal.demo.landscapes.shapes import Point, disc, number, polyline, smooth

from .plants import reed
from .sewing import Emblem, Sewing

HORSE_BODY: list[Point] = [
    (-128, -150),
    (-96, -172),
    (-40, -168),
    (20, -166),
    (58, -182),
    (88, -222),
    (112, -262),
    (124, -284),
    (134, -276),
    (138, -262),
    (160, -236),
    (182, -206),
    (176, -192),
    (160, -190),
    (142, -206),
    (128, -206),
    (118, -170),
    (108, -128),
    (84, -100),
    (30, -92),
    (-40, -92),
    (-86, -96),
    (-122, -112),
]
STANDING = (
    "M-122 -130C-130 -90 -104 -76 -112 -50L-116 0H-96L-90 -48C-84 -66 -72 -80 -62 -98Z"
    "M-86 -120C-90 -80 -70 -60 -76 -40L-76 0H-58L-54 -44C-46 -66 -44 -80 -40 -98Z"
    "M46 -112L54 -50L50 0H68L74 -52L84 -112ZM78 -116L92 -54L92 0H110L110 -56L112 -134Z"
)
RUNNING = (
    "M-122 -136C-150 -110 -170 -96 -196 -66L-226 -36L-214 -24L-180 -50C-150 -74 -110 -84 -76 -98Z"
    "M-84 -116C-110 -84 -120 -72 -150 -46L-168 -14L-152 -8L-132 -38C-104 -60 -70 -76 -50 -96Z"
    "M66 -110C96 -86 130 -92 150 -76L168 -40L182 -46L168 -88C140 -110 118 -118 108 -130Z"
    "M92 -124C130 -118 160 -122 186 -112L214 -86L224 -98L196 -128C160 -140 130 -142 112 -146Z"
)


def _horse(s: Sewing, colour: str, *, legs: str, streaming: bool) -> str:
    far = s.flat(legs, s.shaded(colour, 0.2))
    body = s.shape(HORSE_BODY, colour)
    mane = "M118 -282C92 -262 76 -226 50 -184C78 -196 96 -226 124 -262Z"
    tail = "M-124 -148C-158 -132 -154 -84 -148 -40C-132 -64 -128 -100 -112 -124Z"
    if streaming:
        mane = "M120 -284C84 -280 60 -250 26 -232C50 -226 40 -206 22 -186C60 -190 96 -226 126 -262Z"
        tail = "M-122 -150C-164 -176 -200 -150 -246 -158C-214 -134 -166 -122 -118 -128Z"
    hair = s.flat(mane + tail, s.shaded(colour, 0.55))
    return far + body + hair + s.flat(disc(146, -246, 4.5), "ink")


def horse(s: Sewing) -> str:
    """A mare standing, her foal beside her."""
    mare = s.turned(_horse(s, "earth", legs=STANDING, streaming=False), x=-40, scale=1.2)
    foal = s.turned(_horse(s, s.lit("clay", 0.1), legs=STANDING, streaming=False), x=220, y=6, scale=0.68)
    return foal + mare


def horses(s: Sewing) -> str:
    """Three horses running."""
    return (
        s.turned(_horse(s, s.shaded("wood", 0.1), legs=RUNNING, streaming=True), x=-250, y=-70, scale=0.66)
        + s.turned(_horse(s, "clay", legs=RUNNING, streaming=True), x=190, y=-50, scale=0.78)
        + s.turned(_horse(s, "earth", legs=RUNNING, streaming=True), x=-40, y=10, scale=1.1)
    )


def snow_leopard(s: Sewing) -> str:
    """A snow leopard lying on a rock, its long tail hanging down."""
    rock = s.patch(
        polyline([(-330, 40), (-300, -60), (-180, -96), (60, -88), (230, -104), (300, -40), (340, 40)]),
        s.shaded("stone", 0.35),
    )
    fur = s.lit("stone", 0.62)
    tail = s.line("M-196 -120C-270 -110 -300 -60 -272 -10C-258 16 -230 6 -236 -14", fur, 34)
    body = s.shape(
        [
            (-210, -96),
            (-206, -158),
            (-150, -196),
            (-60, -190),
            (40, -198),
            (110, -220),
            (150, -190),
            (150, -130),
            (176, -92),
            (110, -82),
            (-100, -84),
        ],
        fur,
    )
    paws = s.shape([(110, -118), (176, -112), (236, -100), (240, -80), (120, -76)], s.lit("stone", 0.72))
    ears = s.patch(disc(122, -270, 22) + disc(214, -270, 22), s.lit("stone", 0.55))
    ears += s.flat(disc(122, -268, 11) + disc(214, -268, 11), s.shaded("stone", 0.5))
    skull = [(100, -222), (110, -262), (140, -282), (168, -286), (196, -282), (226, -262), (236, -222)]
    head = ears + s.shape([*skull, (212, -188), (168, -176), (124, -188)], s.lit("stone", 0.7))
    head += s.flat(disc(154, -204, 17) + disc(182, -204, 17), s.lit("felt", 0.4), 0.9)
    head += s.flat(
        "".join(disc(x, y, 4) for x, y in ((140, -264), (168, -268), (196, -264), (152, -250), (184, -250))),
        s.shaded("stone", 0.6),
    )
    face = s.flat(
        disc(146, -234, 7) + disc(188, -234, 7) + polyline([(158, -212), (178, -212), (168, -200)]), "ink"
    )
    face += s.line("M168 -200V-190M168 -190Q158 -182 150 -188M168 -190Q178 -182 186 -188", "ink", 3)
    spots = "".join(disc(x, y, r) for x, y, r in _rosettes())
    rings = s.line(spots, s.shaded("stone", 0.6), 5, 0.65) + s.flat(spots, s.shaded("stone", 0.3), 0.5)
    rings += s.flat("".join(disc(x, y, 4.5) for x, y in _freckles()), s.shaded("stone", 0.6), 0.8)
    bands = s.line(
        "M-238 -118l10 22M-276 -86l24 8M-290 -46l26 -2M-278 -8l22 -8", s.shaded("stone", 0.6), 7, 0.7
    )
    return rock + tail + bands + body + rings + paws + head + face


def _rosettes() -> list[tuple[float, float, float]]:
    rows = ((-170, -156), (-130, -170), (-84, -160), (-36, -172), (12, -164), (60, -176), (100, -180))
    lower = ((-176, -118), (-128, -126), (-78, -116), (-26, -128), (26, -118), (74, -132), (112, -140))
    return [(x, y, 7 + (at % 3)) for at, (x, y) in enumerate((*rows, *lower))]


def _freckles() -> list[Point]:
    paws: list[Point] = [(150, -100), (176, -96), (204, -94), (140, -114)]
    columns = ((x, y) for x in range(-186, 120, 25) for y in (-102 + x % 9, -142 + x % 7))
    return paws + [(x, y) for x, y in columns if (x * y) % 5]


def swan(s: Sewing) -> str:
    """Two swans on the water among reeds."""
    reeds = "".join(
        reed(s, x, tall)
        for x, tall in ((-330, 150), (-300, 210), (-272, 170), (300, 190), (332, 150), (360, 220))
    )
    left = s.turned(_swan(s), x=-110, y=10, scale=0.95)
    right = f'<g transform="translate(120 30) scale(-1.1 1.1)">{_swan(s)}</g>'
    return reeds + left + right


def _swan(s: Sewing) -> str:
    body = s.patch(
        (
            "M-130 -34C-110 -92 -30 -104 30 -70C70 -50 84 -20 70"
            " 4C20 26 -70 24 -112 2C-136 -8 -150 -22 -130 -34Z"
        ),
        "felt",
    )
    neck = s.line("M52 -26C104 -60 20 -130 62 -186C72 -200 92 -196 96 -182", "felt", 23)
    wing = s.patch(
        "M-140 -50C-100 -104 -20 -110 34 -62C6 -30 -70 -22 -110 -34C-100 -44 -124 -46 -140 -50Z",
        s.shaded("felt", 0.1),
    )
    feathers = s.line(
        "M-96 -56C-60 -78 -20 -76 8 -60M-84 -44C-56 -58 -24 -56 -4 -46", s.shaded("felt", 0.3), 3
    )
    bill = s.flat(polyline([(98, -192), (132, -176), (98, -174)]), "gold") + s.flat(disc(92, -190, 4), "ink")
    ripple = s.line("M-150 22h60M-40 30h110M90 18h50", s.lit("sky", 0.5), 4, 0.8)
    return ripple + neck + body + wing + feathers + bill


def eagle(s: Sewing) -> str:
    """A golden eagle with wings spread wide."""
    wing = s.patch(
        "M-14 -172C-60 -214 -110 -240 -170 -238C-240 -236 -310 -262 -420 -252"
        "C-392 -240 -372 -232 -360 -226C-384 -222 -400 -216 -414 -206C-390 -204 -372 -202 -356 -198"
        "C-374 -190 -386 -180 -396 -168C-372 -172 -354 -174 -338 -172C-350 -160 -356 -150 -362 -136"
        "C-330 -150 -300 -152 -272 -146C-216 -130 -130 -116 -20 -104Z",
        "earth",
    )
    bars = s.line(
        "M-40 -156C-110 -208 -200 -206 -300 -206M-44 -132C-110 -168 -190 -170 -270 -168",
        s.lit("gold", 0.1),
        5,
        0.7,
    )
    wings = wing + bars + f'<g transform="scale(-1 1)">{wing}{bars}</g>'
    tail = s.patch("M-26 -84L-54 0L-20 -16L0 6L20 -16L54 0L26 -84Z", s.shaded("earth", 0.2))
    body = s.shape(
        [(-34, -170), (0, -204), (34, -170), (30, -110), (0, -70), (-30, -110)], s.shaded("earth", 0.1)
    )
    head = s.patch(
        (
            "M-26 -190C-30 -226 0 -244 24 -226C42 -220 50 -206 42"
            " -192C34 -202 26 -200 24 -190C12 -176 -14 -176 -26 -190Z"
        ),
        "gold",
    )
    return wings + tail + body + head + s.flat(disc(12, -214, 4.5), "ink")


def birds(s: Sewing) -> str:
    """A flight of birds that carries a ribbon of stitches."""
    ribbon = smooth(
        [(-420, -110), (-290, -180), (-150, -150), (-20, -220), (120, -190), (250, -270), (400, -290)]
    )
    path = s.line(ribbon, "madder", 15) + s.stitches(ribbon, "gold", 4, "14 12")
    flock = "".join(
        _bird(s, x, y, size)
        for x, y, size in (
            (-290, -180, 0.9),
            (-150, -152, 0.75),
            (-20, -222, 1.1),
            (120, -192, 0.85),
            (252, -272, 1.25),
        )
    )
    return path + flock


def _bird(s: Sewing, x: float, y: float, size: float) -> str:
    wings = s.patch(
        (
            "M0 -6C-16 -50 -50 -66 -86 -62C-62 -50 -44 -24 -18 6C-6"
            " 14 10 14 22 6C40 -30 58 -60 92 -78C54 -80 16 -56 0 -6Z"
        ),
        "felt",
    )
    head = s.patch("M14 2C30 -8 46 -6 50 2L64 8L46 14C34 22 18 16 14 2Z", "felt")
    tail = s.flat(polyline([(-14, 2), (-52, 18), (-40, 24), (-48, 34), (-4, 14)]), s.shaded("felt", 0.15))
    return s.turned(tail + head + wings, x=x, y=y, scale=size, angle=number_angle(x))


def number_angle(x: float) -> float:
    """Return the tilt of a bird, steeper the farther it has flown."""
    return float(number(-8 - x / 60))


DRAWINGS = {
    "horse": Emblem(horse, share=0.42),
    "horses": Emblem(horses, plane="front", share=0.5),
    "snow_leopard": Emblem(snow_leopard, plane="front", share=0.66),
    "swan": Emblem(swan, plane="front", share=0.6),
    "eagle": Emblem(eagle, plane="sky", share=0.6),
    "birds": Emblem(birds, plane="sky", share=0.66),
}
