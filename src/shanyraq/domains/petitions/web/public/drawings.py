"""Numbers as drawings, ready for SVG: the roof that is raised together, bars, the curve, the map of regions.

Coordinates are texts with a point, whatever the language of the page. Drawings are told again in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import cos, log10, pi, sin
from typing import Any, Final

from django.utils.translation import pgettext_lazy

from shanyraq.domains.petitions.queries.curve import Curve
from shanyraq.domains.petitions.queries.regions import ELSEWHERE, RegionNumber
from shanyraq.domains.petitions.web.public.number_words import number_words

POLES: Final = 40
WIDTH: Final = 720
HEIGHT: Final = 180


def share_of(number: int, threshold: int | None) -> float:
    """Part of the signatures that are needed, between 0 and 1."""
    return min(1.0, number / threshold) if threshold else 0.0


def _n(value: float) -> str:
    return f"{value:.1f}"


@dataclass(frozen=True, slots=True)
class Pole:
    """A roof pole (uyk) from the wall to the crown; lit when its part of the signatures is there."""

    path: str
    is_lit: bool


@dataclass(frozen=True, slots=True)
class Roof:
    """A yurt's roof in a box of 320 by 170: its poles are lit one by one, and the crown when all are."""

    poles: list[Pole]
    is_whole: bool


def roof_of(share: float) -> Roof:
    """The roof for a share of the signatures; one signature lights a pole, all but one leave one dark."""
    lit = round(share * POLES)
    if share < 1:
        lit = min(lit, POLES - 1)
    if share > 0:
        lit = max(lit, 1)
    return Roof([Pole(path, place < lit) for place, path in enumerate(_poles())], share >= 1)


@cache
def _poles() -> tuple[str, ...]:
    """They stand where they stand; only their light differs."""
    return tuple(_pole(place) for place in range(POLES))


def _pole(place: int) -> str:
    """From the crown's ring, bent outwards as poles are, down to the ring of the wall."""
    angle = pi - pi * (place + 0.5) / POLES
    across, front = cos(angle), sin(angle)
    crown = (160 + 24 * across, 27 + 7 * front)
    bend = (160 + 108 * across, 40 + 10 * front)
    wall = (160 + 150 * across, 132 + 18 * front)
    points = ((_n(x), _n(y)) for x, y in (crown, bend, wall))
    (x0, y0), (x1, y1), (x2, y2) = points
    return f"M{x0} {y0}Q{x1} {y1} {x2} {y2}"


@dataclass(frozen=True, slots=True)
class CurveDrawing:
    """An area and its line in a box of 720 by 180, with three lines of measure."""

    area: str
    line: str
    measures: list[tuple[str, int]]


def curve_drawing(curve: Curve) -> CurveDrawing | None:
    """The curve of a petition; None when there is nothing to draw."""
    if len(curve.intervals) < 2 or curve.highest is None:
        return None
    top = _round_above(curve.highest.signed)
    step = WIDTH / (len(curve.intervals) - 1)
    points = [
        (place * step, HEIGHT - each.signed / top * HEIGHT) for place, each in enumerate(curve.intervals)
    ]
    line = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    measures = [(_n(HEIGHT - part / top * HEIGHT), part) for part in sorted({top, top // 2, 0})]
    return CurveDrawing(f"0,{HEIGHT} {line} {WIDTH},{HEIGHT}", line, measures)


def _round_above(number: int) -> int:
    """The next 1, 2 or 5 of a power of ten: a measure that is easy to read."""
    power = 10 ** int(log10(max(1, number)))
    return next(each * power for each in (1, 2, 5, 10) if each * power >= number)


# Short names, as a map of the country has them; the list of territories says them in full.
_MAP: Final[dict[str, tuple[int, int, Any]]] = {
    "590000000": (3, 0, pgettext_lazy("region on a map", "North Kazakhstan")),
    "270000000": (0, 1, pgettext_lazy("region on a map", "West Kazakhstan")),
    "390000000": (2, 1, pgettext_lazy("region on a map", "Kostanay")),
    "110000000": (3, 1, pgettext_lazy("region on a map", "Akmola")),
    "710000000": (4, 1, pgettext_lazy("region on a map", "Astana")),
    "550000000": (5, 1, pgettext_lazy("region on a map", "Pavlodar")),
    "230000000": (0, 2, pgettext_lazy("region on a map", "Atyrau")),
    "150000000": (1, 2, pgettext_lazy("region on a map", "Aktobe")),
    "620000000": (3, 2, pgettext_lazy("region on a map", "Ulytau")),
    "350000000": (4, 2, pgettext_lazy("region on a map", "Karaganda")),
    "100000000": (5, 2, pgettext_lazy("region on a map", "Abai")),
    "630000000": (6, 2, pgettext_lazy("region on a map", "East Kazakhstan")),
    "470000000": (0, 3, pgettext_lazy("region on a map", "Mangystau")),
    "430000000": (2, 3, pgettext_lazy("region on a map", "Kyzylorda")),
    "610000000": (3, 3, pgettext_lazy("region on a map", "Turkistan")),
    "310000000": (4, 3, pgettext_lazy("region on a map", "Zhambyl")),
    "190000000": (5, 3, pgettext_lazy("region on a map", "Almaty Region")),
    "330000000": (6, 3, pgettext_lazy("region on a map", "Zhetysu")),
    "790000000": (3, 4, pgettext_lazy("region on a map", "Shymkent")),
    "750000000": (5, 4, pgettext_lazy("region on a map", "Almaty")),
}
ABROAD: Final = pgettext_lazy("region on a map", "Abroad and elsewhere")
TILE: Final = 98
GAP: Final = 6
LEVELS: Final = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """A region as a patch of felt: place, name in one or two lines and in short, how deep its colour is."""

    x: int
    y: int
    name: str
    lines: list[str]
    short: str
    words: str
    is_few: bool
    level: int


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region in the table."""

    name: str
    words: str
    is_few: bool


@dataclass(frozen=True, slots=True)
class RegionMap:
    """The tiles from west to east, and all regions with the highest number first for the table."""

    tiles: list[Tile]
    rows: list[RegionRow]


def region_name(code: str) -> str:
    """The short name of a region; the code of one that is not drawn."""
    if code == ELSEWHERE:
        return str(ABROAD)
    return str(_MAP[code][2]) if code in _MAP else code


def region_map(numbers: list[RegionNumber]) -> RegionMap | None:
    """The map of what is told; None before anything is."""
    if not numbers:
        return None
    highest = max(each.number for each in numbers) or 1
    tiles = [_tile(each, highest) for each in numbers if each.code in _MAP]
    ordered = sorted(numbers, key=lambda each: (-each.number, region_name(each.code)))
    rows = [RegionRow(region_name(each.code), number_words(each.number), each.is_few) for each in ordered]
    return RegionMap(tiles, rows)


def _short(name: str) -> str:
    """For the narrowest screens: initials of two words, or the beginning of one."""
    words = name.split(" ")
    return "".join(word[0] for word in words) if len(words) > 1 else name[:4]


def _tile(region: RegionNumber, highest: int) -> Tile:
    column, row, _name = _MAP[region.code]
    name = region_name(region.code)
    level = 0 if region.is_few else max(1, min(LEVELS - 1, round(region.number / highest * (LEVELS - 1))))
    return Tile(
        column * (TILE + GAP),
        row * (TILE + GAP),
        name,
        name.split(" ", 1) if len(name) > 11 else [name],
        _short(name),
        number_words(region.number),
        region.is_few,
        level,
    )
