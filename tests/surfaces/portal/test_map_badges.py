"""Numbers on the drawn map do not cover each other and stay inside."""

import itertools
import math

from shanyraq.surfaces.portal.map_badges import Point, spread


def _nearest(points: list[Point]) -> float:
    return min(math.dist(one, other) for one, other in itertools.combinations(points, 2))


def test_spread_leaves_points_alone_that_have_room() -> None:
    points = [(100.0, 100.0), (300.0, 100.0)]
    assert spread(points, gap=44, margin=24) == points


def test_spread_parts_a_cluster_even_of_equal_points() -> None:
    points = [(500.0, 300.0)] * 4 + [(510.0, 305.0), (520.0, 300.0)]
    assert _nearest(spread(points, gap=44, margin=24)) >= 43


def test_spread_keeps_the_margin() -> None:
    (x, y), (other_x, other_y) = spread([(2.0, 559.0), (2.0, 559.0)], gap=44, margin=24)
    assert min(x, other_x) >= 24
    assert max(y, other_y) <= 536


def test_spread_is_the_same_each_time() -> None:
    points = [(500.0, 300.0), (505.0, 303.0), (498.0, 310.0)]
    assert spread(points, gap=44, margin=24) == spread(points, gap=44, margin=24)


def test_spread_of_nothing_and_of_one() -> None:
    assert spread([], gap=44, margin=24) == []
    assert spread([(500.0, 300.0)], gap=44, margin=24) == [(500.0, 300.0)]
