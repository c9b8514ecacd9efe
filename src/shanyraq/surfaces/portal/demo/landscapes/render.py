"""From a scene to a finished SVG picture."""

from __future__ import annotations

import hashlib
from random import Random

from .colours import mix, tones_of
from .emblems import EMBLEMS, Emblem
from .ground import WATER, draw_land, land_layers
from .ornament import sewn_figure
from .ridges import height_at
from .scene import Scene
from .shapes import Point, group, number
from .sky import draw_sky
from .water import draw_lake, draw_river, draw_rocks

EMBLEM_HEIGHT = {"sky": 400.0, "land": 325.0, "shore": 325.0, "front": 400.0}


def render_svg(scene: Scene, *, width: int = 1600, height: int = 1000) -> str:
    """Draw the scene as an SVG document of width x height pixels.

    The same scene and size give the same bytes on every machine: chance is seeded by the scene's name.
    The picture holds no text, no script, no style attribute and refers to nothing outside itself.
    """
    size = (float(width), float(height))
    emblem = EMBLEMS[scene.emblem]
    parts = [draw_sky(scene, _chance(scene, "sky"), size, light=not emblem.shines)]
    if emblem.plane == "sky":
        parts.append(_placed(scene, emblem, size, foot=height * scene.horizon * 0.98))
    parts.append(_land(scene, emblem, size))
    if emblem.plane == "front":
        parts.append(_placed(scene, emblem, size, foot=height * 0.93))
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img">{body}</svg>'
    )


def _land(scene: Scene, emblem: Emblem, size: tuple[float, float]) -> str:
    """Return ground, water and stones from far to near, the emblem standing behind the nearest ground."""
    parts, order, line = [], 0, [(0.0, size[1] * scene.horizon), (size[0], size[1] * scene.horizon)]
    last = len(land_layers(scene)) - 1
    for place, layer in enumerate(scene.layers):
        chance = _chance(scene, f"{layer}{place}")
        if layer in WATER:
            draw = draw_river if layer == "river" else draw_lake
            parts.append(draw(scene, chance, size, top=_water_top(line)))
        elif layer == "rocks":
            parts.append(draw_rocks(scene, chance, size))
        else:
            sheet, line = draw_land(scene, chance, size, order=order)
            if order == last and emblem.plane == "land":
                parts.append(_placed(scene, emblem, size, foot=_foot(scene, line, size)))
            parts.append(sheet)
            order += 1
    if emblem.plane == "shore":
        parts.append(_placed(scene, emblem, size, foot=_foot(scene, line, size)))
    if emblem.plane != "front" and scene.layers[-1] not in WATER:
        parts.append(_sewn(scene, size))
    return "".join(parts)


def _foot(scene: Scene, line: list[Point], size: tuple[float, float]) -> float:
    return height_at(line, scene.emblem_x * size[0]) + size[1] * 0.03


def _water_top(line: list[Point]) -> float:
    return max(y for _, y in line) + 10


def _placed(scene: Scene, emblem: Emblem, size: tuple[float, float], *, foot: float) -> str:
    scale = size[1] * emblem.share * scene.emblem_size / EMBLEM_HEIGHT[emblem.plane]
    move = f"translate({number(scene.emblem_x * size[0])} {number(foot)}) scale({scale:.3f})"
    return group([emblem.draw(tones_of(scene))], transform=move)


def _sewn(scene: Scene, size: tuple[float, float]) -> str:
    x = 0.2 if scene.emblem_x > 0.5 else 0.8
    if "rocks" in scene.layers:
        x = 0.5
    colour = mix(scene.palette[5], scene.palette[1], 0.45)
    return sewn_figure(colour, x=x * size[0], y=size[1] * 0.93, scale=size[1] * 0.00078)


def _chance(scene: Scene, purpose: str) -> Random:
    seed = hashlib.sha256(f"{scene.name}/{purpose}".encode()).digest()
    return Random(int.from_bytes(seed[:8], "big"))  # noqa: S311 - drawing, not secrecy
