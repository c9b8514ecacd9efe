"""Routes and places as GPX 1.1 and GeoJSON (RFC 7946), for maps and navigation devices."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from shanyraq.platform.page_cache.marks import cacheable
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import routes

GPX = "http://www.topografix.com/GPX/1/1"


@require_safe
def route_gpx(request: HttpRequest, slug: str) -> HttpResponse:
    """The stops as waypoints and as a route, in order; names in the language of the address."""
    page = _route(slug)
    root = Element("gpx", {"version": "1.1", "creator": "Shanyraq", "xmlns": GPX})
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "name").text = page.title
    SubElement(metadata, "link", {"href": _address(page, request)})
    stops = routes.route_context(page)["located"]
    for stop in stops:
        _point(SubElement(root, "wpt"), stop, request)
    line = SubElement(root, "rte")
    SubElement(line, "name").text = page.title
    for stop in stops:
        _point(SubElement(line, "rtept"), stop, request)
    response = HttpResponse(
        tostring(root, encoding="utf-8", xml_declaration=True), content_type="application/gpx+xml"
    )
    response["Content-Disposition"] = f'attachment; filename="{slug}.gpx"'
    return cacheable(response)


@require_safe
def route_geojson(request: HttpRequest, slug: str) -> HttpResponse:
    """A FeatureCollection: a point for each stop and the line through them; WGS 84, longitude first."""
    page = _route(slug)
    stops = routes.route_context(page)["located"]
    line = {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [_position(stop.place) for stop in stops]},
        "properties": {"name": page.title},
    }
    features = [_feature(stop, request) for stop in stops] + ([line] if len(stops) > 1 else [])
    response = JsonResponse(
        {"type": "FeatureCollection", "features": features},
        content_type="application/geo+json",
        json_dumps_params={"ensure_ascii": False},
    )
    return cacheable(response)


def _route(slug: str) -> Any:
    return get_object_or_404(models.RoutePage.objects.live().filter(locale=Locale.get_active()), slug=slug)


def _address(page: Any, request: HttpRequest) -> str:
    return request.build_absolute_uri(page.get_url(request))


def _position(place: Any) -> list[float]:
    return [float(place.longitude), float(place.latitude)]


def _point(point: Element, stop: routes.Stop, request: HttpRequest) -> None:
    place = stop.place
    point.attrib.update(lat=str(place.latitude), lon=str(place.longitude))
    SubElement(point, "name").text = place.title
    SubElement(point, "desc").text = place.summary
    SubElement(point, "src").text = place.coordinate_source or place.get_coordinate_certainty_display()
    SubElement(point, "link", {"href": _address(place, request)})


def _feature(stop: routes.Stop, request: HttpRequest) -> dict[str, Any]:
    place = stop.place
    return {
        "type": "Feature",
        "id": place.slug,
        "geometry": {"type": "Point", "coordinates": _position(place)},
        "properties": {
            "number": stop.number,
            "name": place.title,
            "summary": place.summary,
            "language": place.language.bcp47,
            "url": _address(place, request),
            "from_previous_km": round(stop.from_previous_km, 1) if stop.from_previous_km else None,
            "coordinate_source": place.coordinate_source,
            "coordinate_certainty": place.coordinate_certainty,
        },
    }
