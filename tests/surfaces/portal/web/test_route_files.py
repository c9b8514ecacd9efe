"""Route files open in maps and navigation devices."""

from typing import Any

import gpxpy
import pytest
from django.test import Client

from shanyraq.surfaces.portal import models
from tests.factories import portal


@pytest.fixture
def route(home: Any, otrar: Any, tanbaly: Any) -> Any:
    page = portal.RoutePageFactory(parent=home, title="Ұлттық бағдар", slug="national-route", publish=False)
    page.stops = [models.RouteStop(place=otrar, sort_order=1), models.RouteStop(place=tanbaly, sort_order=2)]
    page.save_revision().publish()
    return page


def test_gpx_holds_waypoints_and_the_route_in_order(client: Client, route: Any) -> None:
    gpx = gpxpy.parse(client.get("/kk/route-files/national-route.gpx").content.decode())
    assert [(point.name, point.latitude, point.longitude) for point in gpx.waypoints] == [
        ("Отырар", 42.85, 68.3),
        ("Таңбалы", 43.81, 75.53),
    ]
    assert [point.name for point in gpx.routes[0].points] == ["Отырар", "Таңбалы"]


def test_geojson_puts_longitude_first_and_keeps_certainty(client: Client, route: Any) -> None:
    first, second, line = client.get("/en/route-files/national-route.geojson").json()["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [68.3, 42.85]}
    assert first["properties"]["coordinate_certainty"] == "approximate"
    assert first["properties"]["language"] == "kk"
    assert second["properties"]["from_previous_km"] == pytest.approx(598, abs=5)
    assert line["geometry"]["coordinates"] == [[68.3, 42.85], [75.53, 43.81]]
