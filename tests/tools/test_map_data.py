"""The map of Kazakhstan is built from shared border lines, clipped to its window."""

from typing import Any

from tools.map_data import Topology, build, clipped, contains

SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]


def _document() -> dict[str, Any]:
    """Two arcs: the country's square, and the sea as a hole of the land."""
    return {
        "transform": {"scale": [1.0, 1.0], "translate": [40.0, 40.0]},
        "arcs": [
            [[9, 1], [6, 0], [0, 6], [-6, 0], [0, -6]],
            [[0, -5], [60, 0], [0, 30], [-60, 0], [0, -30]],
            [[10, 1], [1, 0], [0, 2], [-1, 0], [0, -2]],
        ],
        "objects": {
            "countries": {
                "geometries": [{"type": "Polygon", "arcs": [[0]], "properties": {"name": "Kazakhstan"}}]
            },
            "land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[1], [2]]]}]},
        },
    }


def test_clipped_keeps_a_ring_inside_the_window() -> None:
    assert clipped(SQUARE, (-1.0, -1.0, 5.0, 5.0)) == SQUARE


def test_clipped_cuts_a_ring_at_the_window() -> None:
    ring = clipped(SQUARE, (-1.0, -1.0, 2.0, 5.0))
    assert ring[0] == ring[-1]
    assert {x for x, _ in ring} == {0.0, 2.0}


def test_clipped_returns_nothing_of_a_ring_outside() -> None:
    assert clipped(SQUARE, (10.0, 10.0, 12.0, 12.0)) == []


def test_contains_tells_inside_from_outside() -> None:
    assert contains(SQUARE, (2.0, 2.0))
    assert not contains(SQUARE, (5.0, 2.0))


def test_topology_puts_a_ring_together() -> None:
    [[ring]] = Topology(_document()).polygons("countries", "Kazakhstan")
    assert ring == [(49.0, 41.0), (55.0, 41.0), (55.0, 47.0), (49.0, 47.0), (49.0, 41.0)]


def test_build_names_the_role_of_each_feature() -> None:
    features = build(_document())["features"]
    assert [feature["properties"]["role"] for feature in features] == ["water", "country"]
