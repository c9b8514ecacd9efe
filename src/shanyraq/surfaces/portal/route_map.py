"""The drawn map of Kazakhstan: projection, outline and distances, without any service or script."""

from __future__ import annotations

import itertools
import json
import math
from functools import cache
from pathlib import Path
from typing import Any

MAP_FILE = Path(__file__).resolve().parent / "static" / "portal" / "map" / "kazakhstan.geojson"
VIEW_BOX = (0, 0, 1000, 560)
EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG), kilometres."""

_STANDARD_PARALLELS = (43.0, 53.0)
_CENTRE = (66.9, 48.0)
_SCALE = 2020.0
_MIDDLE = (501.0, 280.5)


def _cone_constants() -> tuple[float, float, float]:
    first, second = (math.radians(parallel) for parallel in _STANDARD_PARALLELS)
    ratio = math.log(math.cos(first) / math.cos(second))
    order = ratio / math.log(_half_tangent(second) / _half_tangent(first))
    factor = math.cos(first) * _half_tangent(first) ** order / order
    return order, factor, factor / _half_tangent(math.radians(_CENTRE[1])) ** order


def _half_tangent(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


_ORDER, _FACTOR, _CENTRE_RADIUS = _cone_constants()


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a place lies on the drawn map, in units of the view box 0 0 1000 560.

    Lambert's conformal conic projection on the sphere, standard parallels 43° and 53° north: shapes and
    directions stay true across the country. Takes degrees; refuses latitudes outside -80 … 89 (ValueError).
    """
    if not -80.0 <= latitude <= 89.0:
        raise ValueError(f"latitude outside the map's cone: {latitude}")
    radius = _FACTOR / _half_tangent(math.radians(latitude)) ** _ORDER
    angle = _ORDER * math.radians(longitude - _CENTRE[0])
    x = _MIDDLE[0] + _SCALE * radius * math.sin(angle)
    y = _MIDDLE[1] - _SCALE * (_CENTRE_RADIUS - radius * math.cos(angle))
    return round(x, 1), round(y, 1)


def outline_path() -> str:
    """Return the outline of Kazakhstan as SVG path data in the view box of the map."""
    return _path_of("country")


def water_path() -> str:
    """Return the water of the map (the Caspian Sea, all that the source holds) as SVG path data."""
    return _path_of("water")


@cache
def _path_of(role: str) -> str:
    collection = json.loads(MAP_FILE.read_text(encoding="utf-8"))
    found = [
        feature["geometry"] for feature in collection["features"] if feature["properties"]["role"] == role
    ]
    return "".join(_ring_path(ring) for geometry in found for ring in _rings(geometry))


def _rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    if geometry["type"] == "Polygon":
        return list(geometry["coordinates"])
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


def _ring_path(ring: list[list[float]]) -> str:
    points: list[tuple[float, float]] = []
    for longitude, latitude in ring[:-1]:
        point = project(longitude, latitude)
        if not points or math.dist(point, points[-1]) >= 0.8:
            points.append(point)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the great-circle distance in kilometres; places are (latitude, longitude) in degrees."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, place)) for place in (first, second))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def route_length_km(stops: list[tuple[float, float]]) -> float:
    """Return the length in kilometres, as the crow flies, of a way through (latitude, longitude) stops."""
    return sum(distance_km(start, end) for start, end in itertools.pairwise(stops))
