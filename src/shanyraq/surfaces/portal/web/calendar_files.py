"""Events as iCalendar files (RFC 5545), for the reader's own calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from icalendar import Calendar, vRecur
from icalendar import Event as CalendarEvent
from wagtail.models import Locale

from shanyraq.platform.page_cache.marks import cacheable
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import languages

PRODUCT = "-//Shanyraq//Culture portal//"


@require_safe
def event_file(request: HttpRequest, slug: str) -> HttpResponse:
    """One event with its recurrence, in the language of the address."""
    found = models.EventPage.objects.live().filter(locale=Locale.get_active())
    return _answer(request, [get_object_or_404(found, slug=slug)], name=slug)


@require_safe
def all_events_file(request: HttpRequest) -> HttpResponse:
    """Every live event: a calendar to subscribe to."""
    found = models.EventPage.objects.live().filter(locale=Locale.get_active()).order_by("start")
    return _answer(request, list(found), name="events")


def _answer(request: HttpRequest, events: list[Any], *, name: str) -> HttpResponse:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    venues = _venues(events)
    for event in events:
        calendar.add_component(_component(event, venues.get(event.venue_id), request))
    calendar.add_missing_timezones()
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response["Content-Language"] = get_language() or ""
    return cacheable(response)


def _venues(events: list[Any]) -> dict[int, Any]:
    """Venues in the reader's language, by the id that an event points to."""
    pointed = models.PlacePage.objects.in_bulk({event.venue_id for event in events if event.venue_id})
    by_key = {each.translation_key: each for each in languages.in_language(pointed.values())}
    return {
        number: by_key[page.translation_key]
        for number, page in pointed.items()
        if page.translation_key in by_key
    }


def _component(event: Any, venue: Any, request: HttpRequest) -> CalendarEvent:
    component = CalendarEvent()
    component.add("uid", f"{event.translation_key}@{request.get_host()}")
    component.add("dtstamp", (event.last_published_at or datetime.now(UTC)).astimezone(UTC))
    component.add("dtstart", timezone.localtime(event.start))
    if event.end:
        component.add("dtend", timezone.localtime(event.end))
    if event.recurrence:
        component.add("rrule", vRecur.from_ical(event.recurrence))
    component.add("summary", event.title, parameters={"language": event.language.bcp47})
    component.add("description", event.summary)
    component.add("url", request.build_absolute_uri(event.get_url(request)))
    if venue is not None:
        component.add("location", ", ".join(part for part in (venue.title, venue.address) if part))
        if venue.has_coordinates:
            component.add("geo", (float(venue.latitude), float(venue.longitude)))
    return component
