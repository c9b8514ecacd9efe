"""The land of a landscape: sheets of felt laid one over another, each with its seam and its fibres."""

from __future__ import annotations

from random import Random

from .colours import along, mix
from .ridges import dunes, flat, height_at, peaks, rolling
from .scene import Scene
from .shapes import Point, fill, number, polyline, smooth, stroke

RISE = {"hills": 0.11, "mountains": 0.34, "dunes": 0.12, "steppe": 0.06}
LINES = {"hills": rolling, "mountains": peaks, "dunes": dunes, "steppe": flat}
WATER = ("river", "lake")


def land_layers(scene: Scene) -> list[str]:
    """Return the layers that are ground, from far to near."""
    return [layer for layer in scene.layers if layer in RISE]


def draw_land(scene: Scene, rng: Random, size: tuple[float, float], *, order: int) -> tuple[str, list[Point]]:
    """Return the sheet of ground number `order` (0 = farthest) and the line of its upper edge."""
    lands = land_layers(scene)
    kind, (width, height) = lands[order], size
    depth = order / max(len(lands) - 1, 1)
    start = height * scene.horizon
    front = height * (0.70 if scene.layers[-1] in WATER else 0.86)
    base = start + (front - start) * depth**1.1
    rise = height * RISE[kind] * (0.75 + 0.35 * depth)
    line = LINES[kind](rng, width, base=base, rise=rise)
    curve = polyline(line, closed=False) if kind == "mountains" else smooth(line)
    colour = _colour(scene, depth)
    return _sheet(scene, rng, (kind, colour), (curve, line), size), line


def _colour(scene: Scene, depth: float) -> str:
    return along(scene.palette[2:], depth)


def _sheet(
    scene: Scene, rng: Random, look: tuple[str, str], edge: tuple[str, list[Point]], size: tuple[float, float]
) -> str:
    (kind, colour), (curve, line), (width, height) = look, edge, size
    body = f"{curve}L{number(width + 60)} {number(height + 20)}L-60 {number(height + 20)}Z"
    glow = mix(colour, scene.palette[1], 0.4)
    parts = [
        f'<path d="{curve}" fill="none" stroke="{scene.palette[5]}" stroke-opacity="0.12" stroke-width="9"/>',
        fill(body, colour),
    ]
    if kind == "mountains":
        parts.append(_flanks(scene, line, colour))
    parts += [stroke(curve, glow, 3, opacity=0.6), _quilting(curve, colour, glow)]
    parts.append(_fibres(rng, line, (width, height), colour=colour, glow=glow))
    return "".join(parts)


def _quilting(curve: str, colour: str, glow: str) -> str:
    dark = mix(colour, "#10161C", 0.35)
    rows = []
    for row, (offset, tone, faint) in enumerate(
        ((15, glow, 0.8), (44, dark, 0.22), (80, glow, 0.22), (122, dark, 0.16), (170, glow, 0.14))
    ):
        dash = "10 8" if row == 0 else "18 12"
        line = stroke(curve, tone, 2.4 if row == 0 else 1.8, opacity=faint, dash=dash)
        rows.append(f'<g transform="translate(0 {offset})">{line}</g>')
    return "".join(rows)


def _fibres(rng: Random, line: list[Point], size: tuple[float, float], *, colour: str, glow: str) -> str:
    """Return the short hairs of the wool, lighter and darker than the cloth."""
    width, height = size
    pale: list[str] = []
    dark: list[str] = []
    for count in range(190):
        x = rng.uniform(0, width)
        y = height_at(line, x) + 12 + rng.random() ** 1.6 * height * 0.32
        if y > height:
            continue
        length, bend = rng.uniform(9, 26), rng.uniform(-4, 4)
        hair = (
            f"M{number(x)} {number(y)}q{number(length / 2)}"
            f" {number(bend)} {number(length)} {number(bend / 3)}"
        )
        (pale if count % 2 else dark).append(hair)
    return stroke("".join(pale), glow, 1.5, opacity=0.28) + stroke(
        "".join(dark), mix(colour, "#10161C", 0.45), 1.5, opacity=0.22
    )


def _flanks(scene: Scene, line: list[Point], colour: str) -> str:
    """Return the sides of summits turned to and from the light, and their snow."""
    cold = scene.time in ("winter", "night")
    snow = mix("#FFFFFF", scene.palette[1], 0.25)
    shade = mix(colour, scene.palette[4], 0.35)
    parts = []
    for before, top, after in zip(line, line[1:], line[2:], strict=False):
        if not (top[1] < before[1] and top[1] < after[1]):
            continue
        foot = max(before[1], after[1]) + (after[0] - before[0]) * 0.55
        crease = [(top[0] - 6, top[1] + 40), (top[0] + 12, top[1] + 90), (top[0] - 4, foot)]
        side = [top, after, (after[0] + 16, foot), *reversed(crease)]
        parts += [fill(polyline(side), shade, opacity=0.5), _snow(before, top, after, snow, deep=cold)]
    return "".join(parts)


def _snow(before: Point, top: Point, after: Point, colour: str, *, deep: bool) -> str:
    share = 0.8 if deep else 0.6
    left = (top[0] + (before[0] - top[0]) * share, top[1] + (before[1] - top[1]) * share)
    right = (top[0] + (after[0] - top[0]) * share, top[1] + (after[1] - top[1]) * share)
    drop, middle = (right[1] - top[1]) * 0.38, top[0]
    hem = [
        right,
        (middle + (right[0] - middle) * 0.5, right[1] - drop * 0.5),
        (middle + (right[0] - middle) * 0.22, right[1] + drop * 0.5),
        (middle - 2, left[1] - drop * 0.4),
        (middle + (left[0] - middle) * 0.45, left[1] + drop * 0.4),
        left,
    ]
    return fill(polyline([top, *hem]), colour, opacity=0.88)
