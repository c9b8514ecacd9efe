"""Wild tulips and apple trees, both at home in Kazakhstan."""

from __future__ import annotations

from shanyraq.surfaces.portal.demo.landscapes.shapes import disc, number, smooth

from .sewing import Emblem, Sewing


def tulips(s: Sewing) -> str:
    """A field of wild tulips, large in front and small behind."""
    spots = [(x, -70 + (x * 7) % 23, 0.32, k) for k, x in enumerate(range(-420, 430, 52))]
    spots += [(x, -22 + (x * 5) % 19, 0.5, k + 1) for k, x in enumerate(range(-390, 400, 84))]
    spots += [
        (-290, 44, 0.86, 0),
        (-130, 52, 1.0, 1),
        (60, 46, 0.9, 2),
        (226, 56, 1.06, 0),
        (370, 44, 0.8, 1),
    ]
    return "".join(
        _tulip(s, x, y, size, ("madder", "gold", s.lit("madder", 0.35))[turn % 3])
        for x, y, size, turn in spots
    )


def _tulip(s: Sewing, x: float, y: float, size: float, colour: str) -> str:
    stem = s.line("M0 0Q6 -70 0 -130", s.shaded("leaf", 0.15), 8)
    leaves = s.patch("M0 0Q-52 -40 -58 -110Q-12 -76 0 -18Z", "leaf") + s.patch(
        "M0 0Q46 -30 62 -86Q16 -66 0 -18Z", s.lit("leaf", 0.15)
    )
    side = s.patch("M-36 -200Q-50 -142 0 -124Q50 -142 36 -200Q18 -184 0 -212Q-18 -184 -36 -200Z", colour)
    heart = s.flat("M0 -212Q-24 -168 0 -126Q24 -168 0 -212Z", s.shaded(colour, 0.25))
    return s.turned(stem + leaves + side + heart, x=x, y=y, scale=size)


def apple_tree(s: Sewing) -> str:
    """Old apple trees heavy with fruit."""
    return _tree(s, -250, -26, 0.66) + _tree(s, 240, -16, 0.74) + _tree(s, 0, 0, 1.0)


def _tree(s: Sewing, x: float, y: float, size: float) -> str:
    trunk = s.patch(
        (
            "M-24 6C-12 -60 -30 -100 -54 -150L-36 -158C-22 -132 -8 -120"
            " 2 -118C6 -150 20 -170 50 -186L60 -172C34 -150 20 -110 26 6Z"
        ),
        "wood",
    )
    crown = s.shape(
        [
            (-150, -180),
            (-166, -250),
            (-110, -318),
            (-30, -350),
            (64, -338),
            (138, -290),
            (162, -220),
            (130, -164),
            (40, -142),
            (-60, -140),
        ],
        s.shaded("leaf", 0.12),
    )
    tufts = "".join(
        s.stitches(smooth([(cx - 40, cy), (cx, cy - 26), (cx + 40, cy)]), s.lit("leaf", 0.4), 4)
        for cx, cy in ((-92, -210), (-30, -300), (60, -290), (92, -214), (-6, -236), (8, -172))
    )
    fruit = "".join(
        s.patch(disc(cx, cy, 15), "madder") + s.flat(disc(cx - 5, cy - 5, 4), s.lit("madder", 0.6))
        for cx, cy in (
            (-118, -240),
            (-70, -176),
            (-58, -268),
            (0, -204),
            (20, -306),
            (58, -240),
            (106, -262),
            (112, -190),
            (-16, -330),
        )
    )
    fallen = s.flat(disc(-70, 8, 12) + disc(56, 14, 12), "madder")
    return s.turned(trunk + crown + tufts + fruit + fallen, x=x, y=y, scale=size)


def reed(s: Sewing, x: float, tall: float) -> str:
    """One stalk of reed with its brown head, rooted at (x, 0)."""
    stalk = s.line(
        f"M{number(x)} 30Q{number(x + 4)} {number(-tall / 2)} {number(x + 10)} {number(-tall)}",
        s.shaded("leaf", 0.2),
        5,
    )
    return stalk + s.line(
        f"M{number(x + 9)} {number(-tall + 34)}L{number(x + 11)} {number(-tall - 6)}", "wood", 12
    )


DRAWINGS = {
    "tulips": Emblem(tulips, plane="front", share=0.56),
    "apple_tree": Emblem(apple_tree, share=0.56),
}
