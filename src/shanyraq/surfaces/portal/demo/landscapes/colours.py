"""Colours of a landscape: mixing, and the wool tones an emblem is sewn from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .scene import Scene

AMBIENCE = {"dawn": 0.20, "day": 0.12, "dusk": 0.30, "night": 0.48, "winter": 0.18}
WOOL = {
    "ink": "#1E2A33",
    "felt": "#FBF5E6",
    "clay": "#D9A86C",
    "earth": "#A9733F",
    "wood": "#7A4B2A",
    "tile": "#1F9AA8",
    "sky": "#2F7FA6",
    "gold": "#E9B949",
    "madder": "#B4452F",
    "leaf": "#5F8A4C",
    "stone": "#9A948C",
}


def is_hex(colour: object) -> bool:
    """Tell whether this is a colour in the form #RRGGBB."""
    return isinstance(colour, str) and re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) is not None


def mix(first: str, second: str, share: float) -> str:
    """Return the colour that lies the given share (0-1) of the way from the first to the second."""
    channels = (_channel(first, at) * (1 - share) + _channel(second, at) * share for at in (1, 3, 5))
    return "#" + "".join(f"{round(channel):02X}" for channel in channels)


def _channel(colour: str, at: int) -> int:
    return int(colour[at : at + 2], 16)


def along(colours: tuple[str, ...], share: float) -> str:
    """Return the colour at this share (0-1) of the way through a row of colours."""
    place = min(max(share, 0.0), 1.0) * (len(colours) - 1)
    index = min(int(place), len(colours) - 2)
    return mix(colours[index], colours[index + 1], place - index)


@dataclass(frozen=True)
class Tones:
    """The dyed wools of one picture: natural colours, tinted by the light of the scene."""

    ink: str
    felt: str
    clay: str
    earth: str
    wood: str
    tile: str
    sky: str
    gold: str
    madder: str
    leaf: str
    stone: str
    glow: str
    shadow: str
    palette: tuple[str, ...]

    def lit(self, colour: str, share: float = 0.3) -> str:
        """Return the colour as the side turned to the light shows it."""
        return mix(colour, self.glow, share)

    def shaded(self, colour: str, share: float = 0.3) -> str:
        """Return the colour as the side turned from the light shows it."""
        return mix(colour, self.shadow, share)


def tones_of(scene: Scene) -> Tones:
    """Dye the wools for a scene: the darker its time of day, the more they take of its light."""
    light = mix(scene.palette[1], scene.palette[3], 0.4)
    if scene.time == "night":
        light = mix(scene.palette[0], scene.palette[3], 0.5)
    share = AMBIENCE[scene.time]
    dyed = {name: mix(colour, light, share) for name, colour in WOOL.items()}
    glow = mix("#FFF6DF", scene.palette[1], 0.25)
    return Tones(**dyed, glow=glow, shadow=mix(scene.palette[5], "#141B22", 0.35), palette=scene.palette)
