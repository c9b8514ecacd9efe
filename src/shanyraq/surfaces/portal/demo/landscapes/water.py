"""Water and stones: the river that winds to the front, the lake, the rocks in the foreground."""

from __future__ import annotations

import math
from random import Random

from .colours import mix
from .scene import Scene
from .shapes import Point, fill, number, patch, polyline, smooth, stroke


def draw_river(scene: Scene, rng: Random, size: tuple[float, float], *, top: float) -> str:
    """Return a river that begins narrow at `top` and comes winding and widening to the lower edge."""
    width, height = size
    start, end = width * rng.uniform(0.42, 0.56), width * rng.uniform(0.05, 0.2)
    swing = width * rng.uniform(0.09, 0.13)
    left: list[Point] = []
    right: list[Point] = []
    for step in range(15):
        share = step / 14
        y = top + (height + 30 - top) * share**1.35
        middle = start + (end - start) * share + swing * math.sin(share * 7.4) * (0.25 + share)
        half = 3 + width * 0.085 * share**1.6
        left.append((middle - half, y))
        right.append((middle + half, y))
    return _water(scene, left, right)


def _water(scene: Scene, left: list[Point], right: list[Point]) -> str:
    colour = mix(scene.palette[1], scene.palette[0], 0.45)
    glow = mix(scene.palette[1], "#FFFFFF", 0.4)
    bank = smooth(left) + "L" + smooth(right[::-1])[1:] + "Z"
    flow = [
        stroke(
            smooth([(a[0] + (b[0] - a[0]) * share, a[1]) for a, b in zip(left, right, strict=True)]),
            glow,
            2.2,
            opacity=0.6,
            dash="22 26",
        )
        for share in (0.3, 0.5, 0.72)
    ]
    seams = stroke(smooth(left), glow, 2.4, opacity=0.7) + stroke(
        smooth(right), scene.palette[5], 2.4, opacity=0.25
    )
    return fill(bank, colour) + seams + "".join(flow)


def draw_lake(scene: Scene, rng: Random, size: tuple[float, float], *, top: float) -> str:
    """Return still water from `top` to the lower edge, with the light lying on it in stitches."""
    width, height = size
    colour, glow = mix(scene.palette[1], scene.palette[0], 0.4), mix(scene.palette[1], "#FFFFFF", 0.45)
    body = polyline([(-20, top), (width + 20, top), (width + 20, height + 20), (-20, height + 20)])
    dashes = []
    for _ in range(120):
        y = top + 6 + rng.random() ** 1.5 * (height - top)
        length = 14 + (y - top) * rng.uniform(0.08, 0.4)
        dashes.append(f"M{number(rng.uniform(-20, width))} {number(y)}h{number(length)}")
    path = [
        f"M{number(scene.sun_x * width + rng.uniform(-1, 1) * (16 + step * 5) - 25)} "
        f"{number(top + 7 + step * 11)}h{number(30 + step * 4)}"
        for step in range(16)
    ]
    shore = stroke(polyline([(-20, top), (width + 20, top)], closed=False), glow, 3, opacity=0.7)
    return (
        fill(body, colour)
        + shore
        + stroke("".join(dashes), glow, 2, opacity=0.35)
        + stroke("".join(path), glow, 4, opacity=0.7)
    )


def draw_rocks(scene: Scene, rng: Random, size: tuple[float, float]) -> str:
    """Return two groups of stones at the lower edge, away from the emblem."""
    width, height = size
    side = 0.14 if scene.emblem_x > 0.5 else 0.86
    spots = [
        (side + rng.uniform(-0.11, 0.11), rng.uniform(0.9, 1.0), rng.uniform(0.05, 0.12)) for _ in range(7)
    ]
    spots += [
        (1 - side + rng.uniform(-0.1, 0.12), rng.uniform(0.97, 1.03), rng.uniform(0.05, 0.09))
        for _ in range(3)
    ]
    spots.sort(key=lambda spot: spot[1])
    return "".join(_stone(scene, rng, (x * width, y * height), share * width) for x, y, share in spots)


def _stone(scene: Scene, rng: Random, foot: Point, breadth: float) -> str:
    x, y = foot
    tall = breadth * rng.uniform(0.5, 0.8)
    body: list[Point] = [
        (x - breadth / 2, y + 40),
        (x - breadth * rng.uniform(0.44, 0.5), y - tall * 0.35),
        (x - breadth * rng.uniform(0.18, 0.3), y - tall * rng.uniform(0.85, 1.0)),
        (x + breadth * rng.uniform(0.1, 0.22), y - tall),
        (x + breadth * rng.uniform(0.4, 0.48), y - tall * 0.45),
        (x + breadth / 2, y + 40),
    ]
    colour = mix(scene.palette[4], scene.palette[5], rng.uniform(0.2, 0.7))
    face = [
        body[2],
        body[3],
        (x + breadth * 0.1, y - tall * 0.45),
        (x - breadth * 0.3, y - tall * 0.3),
        body[1],
    ]
    light = fill(polyline(face), mix(colour, scene.palette[1], 0.3), opacity=0.8)
    edge = mix(colour, scene.palette[1], 0.6)
    return patch(polyline(body), colour, edge=edge, shadow=scene.palette[5]) + light
