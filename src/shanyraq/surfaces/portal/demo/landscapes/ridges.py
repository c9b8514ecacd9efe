"""Lines of the land: rows of points from left to right, each kind of ground with its own rhythm."""

from __future__ import annotations

import itertools
import math
from random import Random

from .shapes import Point

MARGIN = 40.0


def _waves(rng: Random, rhythms: tuple[float, ...]) -> list[tuple[float, float, float]]:
    return [(rhythm * rng.uniform(0.8, 1.25), rng.uniform(0, math.tau), 1 / rhythm) for rhythm in rhythms]


def _height(waves: list[tuple[float, float, float]], share: float) -> float:
    total = sum(weight for _, _, weight in waves)
    raised = sum(math.sin(share * math.tau * rhythm + phase) * weight for rhythm, phase, weight in waves)
    return raised / total


def rolling(rng: Random, width: float, *, base: float, rise: float, steps: int = 34) -> list[Point]:
    """Return the soft line of hills, between `base - rise` and `base + rise / 3`."""
    waves = _waves(rng, (1.0, 2.3, 5.1))
    return [(x, base - rise * (0.33 + 0.67 * _height(waves, x / width))) for x in _stations(width, steps)]


def flat(rng: Random, width: float, *, base: float, rise: float) -> list[Point]:
    """Return the line of the steppe: nearly level, breathing a little."""
    return rolling(rng, width, base=base, rise=rise * 0.22, steps=22)


def dunes(rng: Random, width: float, *, base: float, rise: float) -> list[Point]:
    """Return the line of dunes: long windward slopes, short lee sides."""
    points, x = [(-MARGIN, base - rise * 0.2)], -MARGIN
    while x < width + MARGIN:
        length = width * rng.uniform(0.16, 0.27)
        top = base - rise * rng.uniform(0.4, 0.8)
        points += [(x + length * 0.4, base - rise * 0.18), (x + length * 0.72, top), (x + length, base)]
        x += length
    return points


def peaks(rng: Random, width: float, *, base: float, rise: float) -> list[Point]:
    """Return the broken line of mountains: valleys and summits in turn, each flank with one shoulder."""
    points: list[Point] = [(-MARGIN, base - rise * 0.25)]
    x = -MARGIN
    while x < width + MARGIN:
        length = width * rng.uniform(0.13, 0.22)
        top = base - rise * rng.uniform(0.55, 1.0)
        foot = base - rise * rng.uniform(0.12, 0.3)
        points += [
            (x + length * 0.26, (foot + top) / 2 + rise * rng.uniform(-0.02, 0.1)),
            (x + length * 0.5, top),
            (x + length * 0.76, (foot + top) / 2 + rise * rng.uniform(-0.02, 0.1)),
            (x + length, foot),
        ]
        x += length
    return points


def _stations(width: float, steps: int) -> list[float]:
    span = width + 2 * MARGIN
    return [-MARGIN + span * step / steps for step in range(steps + 1)]


def height_at(points: list[Point], x: float) -> float:
    """Return the y of the line above this x (straight between two points)."""
    for (left, first), (right, second) in itertools.pairwise(points):
        if left <= x <= right and right > left:
            return first + (second - first) * (x - left) / (right - left)
    return points[-1][1]
