"""Routes: stops in the reader's language and how far they lie apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shanyraq.surfaces.portal import models, route_map
from shanyraq.surfaces.portal.queries import languages

if TYPE_CHECKING:
    from shanyraq.surfaces.portal.models import PlacePage, RoutePage


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on a route; ``from_previous_km`` is the great-circle distance, ``None`` where not known."""

    number: int
    place: PlacePage
    from_previous_km: float | None


def distance_km(one: Any, other: Any) -> float | None:
    """Great-circle distance of two places in kilometres, ``None`` without coordinates."""
    if not (one.has_coordinates and other.has_coordinates):
        return None
    start, end = ((float(place.latitude), float(place.longitude)) for place in (one, other))
    return route_map.distance_km(start, end)


def stops_of(route: RoutePage) -> list[Stop]:
    """The stops of a route whose places are live, in order."""
    ids = route.stops.values_list("place_id", flat=True)
    places = languages.of_same_keys(models.PlacePage, ids, route.locale)
    before = [None, *places]
    return [
        Stop(number, place, distance_km(previous, place) if previous else None)
        for number, (previous, place) in enumerate(zip(before, places, strict=False), start=1)
    ]


def route_context(route: RoutePage) -> dict[str, Any]:
    """``stops``, ``located`` (those with coordinates) and ``length_km`` of the great circles between them."""
    stops = stops_of(route)
    return {
        "stops": stops,
        "located": [stop for stop in stops if stop.place.has_coordinates],
        "length_km": sum(stop.from_previous_km or 0.0 for stop in stops),
    }
