"""Qoshqar müiiz, the ram's horns: the one ornament of a picture, sewn tone on tone."""

from __future__ import annotations

import math

from .shapes import disc, fill, group, mirrored, stroke

HORN = "M0 -6C4 -46 40 -60 54 -36C64 -16 46 4 28 -4C16 -10 20 -26 32 -22"


def ram_horns(colour: str, *, width: float = 9.0) -> str:
    """Return a pair of horns about 110 units wide, rooted at (0, 0) and curling upwards."""
    return mirrored(stroke(HORN, colour, width)) + fill("M0 -4L9 12L0 30L-9 12Z", colour)


def ram_cross(colour: str) -> str:
    """Return four pairs of horns around a centre: the full figure of a felt carpet (250 units wide)."""
    arms = [
        group([ram_horns(colour)], transform=f"rotate({turn}) translate(0 -34)") for turn in (0, 90, 180, 270)
    ]
    return "".join(arms) + fill("M0 -16L16 0L0 16L-16 0Z", colour)


def ring_of_horns(colour: str, radius: float, *, count: int = 16, scale: float = 0.42) -> str:
    """Return a ring of small horns that look outwards, as on the rim of a round frame."""
    arms = []
    for turn in range(count):
        angle = turn * 360 / count
        x, y = radius * math.sin(math.radians(angle)), -radius * math.cos(math.radians(angle))
        arms.append(
            group(
                [ram_horns(colour)],
                transform=f"translate({x:.1f} {y:.1f}) rotate({angle:.1f}) scale({scale})",
            )
        )
    return "".join(arms)


def band(colour: str, width: float, *, scale: float = 0.5) -> str:
    """Return a row of horns between two seams, `width` units long, centred on (0, 0)."""
    step = 130 * scale
    count = max(int(width // step), 1)
    first = -(count - 1) * step / 2
    row = [
        group([ram_horns(colour)], transform=f"translate({first + step * place:.1f} 12) scale({scale})")
        for place in range(count)
    ]
    return "".join(row)


def sewn_figure(colour: str, *, x: float, y: float, scale: float) -> str:
    """Return the small ornament of the foreground: a ram cross, flattened as if lying on the ground."""
    figure = ram_cross(colour) + stroke(disc(0, 0, 150), colour, 4, opacity=0.8, dash="12 10")
    return group(
        [figure], transform=f"translate({x:.1f} {y:.1f}) scale({scale:.2f} {scale * 0.5:.2f})", opacity=0.6
    )
