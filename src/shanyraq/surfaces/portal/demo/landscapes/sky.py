"""The sky of a landscape: its light from top to horizon, sun or moon, stars, felt clouds."""

from __future__ import annotations

import math
from random import Random

from .colours import mix
from .scene import Scene
from .shapes import Point, disc, fill, number, smooth, stroke


def draw_sky(scene: Scene, rng: Random, size: tuple[float, float], *, light: bool = True) -> str:
    """Return the whole sky: gradient, stitched air, stars or clouds, and a sun or moon if `light`."""
    width, height = size
    parts = [_gradient(scene, width, height), _breath(scene, rng, width, height)]
    if scene.time == "night":
        parts += [_stars(scene, rng, width, height), _moon(scene, width, height) if light else ""]
    else:
        parts += [_sun(scene, width, height) if light else "", _clouds(scene, rng, width, height)]
    return "".join(parts)


def _gradient(scene: Scene, width: float, height: float) -> str:
    top, low = scene.palette[0], scene.palette[1]
    name = f"sky-{scene.name}"
    end = number(height * scene.horizon)
    return (
        f'<defs><linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="{end}">'
        f'<stop offset="0" stop-color="{top}"/><stop offset="0.55" stop-color="{mix(top, low, 0.55)}"/>'
        f'<stop offset="1" stop-color="{low}"/></linearGradient></defs>'
        f'<rect width="{number(width)}" height="{number(height)}" fill="url(#{name})"/>'
    )


def _breath(scene: Scene, rng: Random, width: float, height: float) -> str:
    """Return long pale quilting lines: the air is felt as well."""
    pale, rows = mix(scene.palette[1], "#FFFFFF", 0.45), []
    for row in range(7):
        y = height * scene.horizon * (0.1 + row * 0.13)
        sway = rng.uniform(4, 12)
        phase = rng.uniform(0, math.tau)
        line = [(x * width / 8, y + sway * math.sin(phase + x * 0.9)) for x in range(-1, 10)]
        rows.append(stroke(smooth(line), pale, 1.6, opacity=0.10 + 0.025 * row, dash="16 13"))
    return "".join(rows)


def sun_place(scene: Scene, width: float, height: float) -> Point:
    """Return where the sun or moon of the scene stands."""
    share = {"dawn": 0.80, "dusk": 0.86, "day": 0.36, "night": 0.34, "winter": 0.62}[scene.time]
    return width * scene.sun_x, height * scene.horizon * share


def _sun(scene: Scene, width: float, height: float) -> str:
    x, y = sun_place(scene, width, height)
    radius = height * (0.095 if scene.time in ("dawn", "dusk") else 0.07)
    heart = mix("#FFF3CF", scene.palette[1], 0.18 if scene.time != "dusk" else 0.4)
    rings = "".join(
        fill(disc(x, y, radius * size), heart, opacity=faint)
        for size, faint in ((3.4, 0.08), (2.5, 0.11), (1.75, 0.16))
    )
    seam = stroke(disc(x, y, radius * 0.84), mix(heart, scene.palette[3], 0.45), 2.2, opacity=0.8, dash="8 7")
    rays = "".join(_ray(x, y, radius, turn, heart) for turn in range(24))
    return rings + rays + fill(disc(x, y, radius), heart) + seam


def _ray(x: float, y: float, radius: float, turn: int, colour: str) -> str:
    angle = turn * math.tau / 24
    start, end = radius * 1.22, radius * (1.5 if turn % 2 else 1.38)
    line = [(x + r * math.cos(angle), y + r * math.sin(angle)) for r in (start, end)]
    return stroke(smooth(line), colour, 3.2, opacity=0.55)


def _moon(scene: Scene, width: float, height: float) -> str:
    x, y = sun_place(scene, width, height)
    radius = height * 0.07
    light = mix("#FFF3CF", scene.palette[1], 0.15)
    halo = fill(disc(x, y, radius * 2.3), light, opacity=0.07) + fill(
        disc(x, y, radius * 1.6), light, opacity=0.1
    )
    horn, tall = number(x + radius * 0.3), radius * 0.954
    outer, inner = number(radius), number(radius * 1.1)
    top, low = number(y - tall), number(y + tall)
    crescent = f"M{horn} {top}A{outer} {outer} 0 1 0 {horn} {low}A{inner} {inner} 0 0 1 {horn} {top}Z"
    return halo + fill(crescent, light)


def _stars(scene: Scene, rng: Random, width: float, height: float) -> str:
    light = mix("#FFF6DF", scene.palette[1], 0.2)
    small = [
        disc(
            rng.uniform(0, width), rng.uniform(0, height * scene.horizon * 0.92), rng.choice((1.2, 1.7, 2.4))
        )
        for _ in range(130)
    ]
    bright = [
        _star(rng.uniform(0, width), rng.uniform(0, height * scene.horizon * 0.75), rng.uniform(7, 13))
        for _ in range(13)
    ]
    return fill("".join(small), light, opacity=0.75) + fill("".join(bright), light, opacity=0.95)


def _star(x: float, y: float, size: float) -> str:
    waist = size * 0.17
    tips = ((0, -size), (waist, -waist), (size, 0), (waist, waist))
    points = [*tips, *((-dx, -dy) for dx, dy in tips)]
    return "M" + "L".join(f"{number(x + dx)} {number(y + dy)}" for dx, dy in points) + "Z"


def _clouds(scene: Scene, rng: Random, width: float, height: float) -> str:
    pale = mix(scene.palette[1], "#FFFFFF", 0.55 if scene.time != "dusk" else 0.2)
    parts = []
    for _ in range(4):
        x, y = rng.uniform(0, width), height * scene.horizon * rng.uniform(0.1, 0.6)
        length = width * rng.uniform(0.10, 0.2)
        parts.append(_cloud(rng, x, y, length, pale, scene.palette[0]))
    return "".join(parts)


def _cloud(rng: Random, x: float, y: float, length: float, colour: str, seam: str) -> str:
    thick = length * rng.uniform(0.09, 0.14)
    line: list[Point] = [
        (x - length / 2, y),
        (x - length * 0.24, y - thick * 0.8),
        (x - length * 0.02, y - thick * 0.55),
        (x + length * 0.18, y - thick * 1.1),
        (x + length / 2, y - thick * 0.05),
        (x + length * 0.2, y + thick * 0.28),
        (x - length * 0.2, y + thick * 0.22),
    ]
    data = smooth(line, closed=True)
    return fill(data, colour, opacity=0.5) + stroke(data, seam, 1.6, opacity=0.35, dash="8 8")
