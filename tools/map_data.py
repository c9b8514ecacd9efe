"""Builds the small map of Kazakhstan that the portal carries, from Natural Earth in npm's world-atlas.

Usage: python tools/map_data.py [path of countries-50m.json]
Writes src/shanyraq/surfaces/portal/static/portal/map/kazakhstan.geojson: the country, its neighbours and the
Caspian Sea, clipped to a window around the country, three decimals (about 100 m), each with its `role`.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
SOURCE = HOUSE / "node_modules" / "world-atlas" / "countries-50m.json"
TARGET = HOUSE / "src/shanyraq/surfaces/portal/static/portal/map/kazakhstan.geojson"
WINDOW = (43.0, 37.5, 91.0, 58.0)
"""West, south, east, north in degrees."""
COUNTRY = "Kazakhstan"
NEIGHBOURS = (
    "Russia",
    "China",
    "Kyrgyzstan",
    "Uzbekistan",
    "Turkmenistan",
    "Mongolia",
    "Tajikistan",
    "Iran",
    "Azerbaijan",
    "Georgia",
    "Armenia",
    "Afghanistan",
)
INSIDE_CASPIAN = (50.5, 42.0)
MAX_BYTES = 150_000

Point = tuple[float, float]
Ring = list[Point]


class Topology:
    """A TopoJSON file: shared border lines, from which rings of longitude and latitude are put together."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._objects = document["objects"]
        transform = document["transform"]
        self._arcs = [_decoded(arc, transform["scale"], transform["translate"]) for arc in document["arcs"]]

    def polygons(self, layer: str, name: str | None = None) -> list[list[Ring]]:
        """Return the polygons (each a list of rings) of a layer, or of its one member of this name."""
        found = []
        for geometry in self._objects[layer]["geometries"]:
            if name is None or geometry["properties"]["name"] == name:
                parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
                found += [[self._ring(arcs) for arcs in part] for part in parts]
        return found

    def _ring(self, numbers: list[int]) -> Ring:
        ring: Ring = []
        for number in numbers:
            arc = self._arcs[number] if number >= 0 else self._arcs[~number][::-1]
            ring += arc[1:] if ring else arc
        return ring


def _decoded(arc: list[list[int]], scale: list[float], shift: list[float]) -> Ring:
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return points


def clipped(ring: Ring, window: tuple[float, float, float, float] = WINDOW) -> Ring:
    """Return the closed part of a ring inside the window (Sutherland and Hodgman); empty if none is left."""
    west, south, east, north = window
    for axis, bound, is_inside in (
        (0, west, lambda point: point[0] >= west),
        (0, east, lambda point: point[0] <= east),
        (1, south, lambda point: point[1] >= south),
        (1, north, lambda point: point[1] <= north),
    ):
        ring = _cut(ring, is_inside, axis=axis, bound=bound)
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


def _cut(ring: Ring, is_inside: Callable[[Point], bool], *, axis: int, bound: float) -> Ring:
    kept: Ring = []
    for before, point in zip([ring[-1:][0] if ring else (0.0, 0.0), *ring], ring, strict=False):
        if is_inside(point) != is_inside(before):
            kept.append(_crossing((before, point), axis=axis, bound=bound))
        if is_inside(point):
            kept.append(point)
    return kept


def _crossing(edge: tuple[Point, Point], *, axis: int, bound: float) -> Point:
    first, second = edge
    share = (bound - first[axis]) / (second[axis] - first[axis])
    other = first[1 - axis] + share * (second[1 - axis] - first[1 - axis])
    return (bound, other) if axis == 0 else (other, bound)


def contains(ring: Ring, place: Point) -> bool:
    """Tell whether the place lies inside the ring (even-odd rule)."""
    inside = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > place[1]) != (y2 > place[1]) and place[0] < (x2 - x1) * (place[1] - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _feature(role: str, name: str, polygons: list[list[Ring]]) -> dict[str, Any] | None:
    parts = []
    for polygon in polygons:
        rings = [
            [[round(x, 3), round(y, 3)] for x, y in ring] for ring in map(clipped, polygon) if len(ring) > 3
        ]
        if rings:
            parts.append(rings)
    if not parts:
        return None
    geometry = {"type": "MultiPolygon", "coordinates": parts}
    return {"type": "Feature", "properties": {"role": role, "name": name}, "geometry": geometry}


def build(document: dict[str, Any]) -> dict[str, Any]:
    """Return the GeoJSON of the map: water below, neighbours, the country on top."""
    topology = Topology(document)
    caspian = [
        ring for land in topology.polygons("land") for ring in land[1:] if contains(ring, INSIDE_CASPIAN)
    ]
    features = [_feature("water", "Caspian Sea", [[ring] for ring in caspian])]
    features += [_feature("neighbour", name, topology.polygons("countries", name)) for name in NEIGHBOURS]
    features.append(_feature("country", COUNTRY, topology.polygons("countries", COUNTRY)))
    return {"type": "FeatureCollection", "features": [feature for feature in features if feature]}


def main(arguments: list[str]) -> int:
    """Build the map from the file named on the command line, or npm's copy; refuse one grown too large."""
    source = Path(arguments[0]) if arguments else SOURCE
    if not source.is_file():
        sys.stderr.write(f"{source}: not found; run `npm ci` first\n")
        return 1
    collection = build(json.loads(source.read_text(encoding="utf-8")))
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"
    if len(text.encode()) > MAX_BYTES:
        sys.stderr.write(f"the map has {len(text.encode())} bytes, more than {MAX_BYTES}\n")
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
