"""Where the numbers of places stand on the drawn map, so that neighbours do not cover each other."""

from __future__ import annotations

import math
from itertools import combinations

from shanyraq.surfaces.portal.route_map import VIEW_BOX

Point = tuple[float, float]

ROUNDS = 240
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def spread(points: list[Point], *, gap: float, margin: float) -> list[Point]:
    """Move points apart until any two are ``gap`` units away, none nearer to the edge than ``margin``.

    Points that have room stay where they are. The same points always give the same answer.
    """
    moved = [list(point) for point in points]
    for _ in range(ROUNDS):
        crowded = [pair for pair in combinations(range(len(moved)), 2) if _part(moved, pair, gap)]
        for point in moved:
            point[0] = min(max(point[0], margin), VIEW_BOX[2] - margin)
            point[1] = min(max(point[1], margin), VIEW_BOX[3] - margin)
        if not crowded:
            break
    return [(round(x, 1), round(y, 1)) for x, y in moved]


def _part(points: list[list[float]], pair: tuple[int, int], gap: float) -> bool:
    """Push two points half of what they lack away from each other; tells whether they lacked anything."""
    one, other = (points[number] for number in pair)
    across, down = other[0] - one[0], other[1] - one[1]
    apart = math.hypot(across, down)
    if apart >= gap - 0.1:
        return False
    if apart < 0.01:
        across, down, apart = math.cos(GOLDEN_ANGLE * pair[1]), math.sin(GOLDEN_ANGLE * pair[1]), 1.0
        push = gap / 2
    else:
        push = (gap - apart) / 2
    one[0], one[1] = one[0] - across / apart * push, one[1] - down / apart * push
    other[0], other[1] = other[0] + across / apart * push, other[1] + down / apart * push
    return True
