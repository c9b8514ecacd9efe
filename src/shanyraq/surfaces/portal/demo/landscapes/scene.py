"""What a landscape is made of: the closed vocabulary and the reading of scene files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shanyraq.surfaces.portal.demo.landscapes.emblems import EMBLEMS

from .colours import is_hex

SCENE_FOLDER = Path(__file__).resolve().parent.parent / "scenes"
TIMES = ("dawn", "day", "dusk", "night", "winter")
LAYERS = ("hills", "mountains", "dunes", "steppe", "river", "lake", "rocks")
PALETTE_SIZE = 6
FIELDS = frozenset({"palette", "time", "horizon", "layers", "emblem", "emblem_x", "emblem_size", "sun_x"})


class SceneError(ValueError):
    """A scene file says something the generator does not know; names the scene and the field."""


@dataclass(frozen=True)
class Scene:
    """A landscape to be drawn. Positions and sizes are shares (0-1) of the picture's width or height."""

    name: str
    palette: tuple[str, ...]
    time: str
    horizon: float
    layers: tuple[str, ...]
    emblem: str
    emblem_x: float = 0.62
    emblem_size: float = 1.0
    sun_x: float = 0.26


def scene_names() -> list[str]:
    """Return the names of all scene files, in alphabetical order."""
    return sorted(path.stem for path in SCENE_FOLDER.glob("*.toml"))


def load_scene(name: str) -> Scene:
    """Read the scene file of this name; refuse with SceneError what the vocabulary does not hold."""
    path = SCENE_FOLDER / f"{name}.toml"
    if name != path.stem or not path.is_file():
        raise SceneError(f"{name}: no such scene")
    return scene_from(name, tomllib.loads(path.read_text(encoding="utf-8")))


def scene_from(name: str, values: dict[str, Any]) -> Scene:
    """Build a scene from the values of its file, checking each of them."""
    unknown = set(values) - FIELDS
    if unknown:
        raise SceneError(f"{name}: unknown fields {sorted(unknown)}")
    missing = {"palette", "time", "horizon", "layers", "emblem"} - set(values)
    if missing:
        raise SceneError(f"{name}: missing fields {sorted(missing)}")
    given = {**values, "palette": tuple(values["palette"]), "layers": tuple(values["layers"])}
    scene = Scene(name=name, **given)
    _check(scene)
    return scene


def _check(scene: Scene) -> None:
    rules = {
        "palette": len(scene.palette) == PALETTE_SIZE and all(map(is_hex, scene.palette)),
        "time": scene.time in TIMES,
        "horizon": 0.2 <= scene.horizon <= 0.9,
        "layers": bool(scene.layers) and set(scene.layers) <= set(LAYERS),
        "emblem": scene.emblem in EMBLEMS,
        "emblem_x": 0.1 <= scene.emblem_x <= 0.9,
        "emblem_size": 0.3 <= scene.emblem_size <= 2.0,
        "sun_x": 0.0 <= scene.sun_x <= 1.0,
    }
    for field, holds in rules.items():
        if not holds:
            raise SceneError(f"{scene.name}: {field} is not in the vocabulary: {getattr(scene, field)!r}")
