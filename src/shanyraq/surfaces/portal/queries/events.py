"""Events in time: recurrences unfolded between two moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dateutil.rrule import rrulestr
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Locale

from shanyraq.kernel.prepared import PreparedRecords, Slot
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import languages

if TYPE_CHECKING:
    from shanyraq.surfaces.portal.models import EventPage

MOST = 400  # of one event in one answer: a daily event of a year
NEXT = 12


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time an event takes place; ``start`` and ``end`` are aware, in the time zone of the house."""

    event: EventPage
    start: datetime
    end: datetime | None

    @property
    def last_moment(self) -> datetime:
        """The end, or the start where no end is known."""
        return self.end or self.start


def _starts(event: EventPage, since: datetime, until: datetime) -> Iterator[datetime]:
    """Local starts of an event; clock times stay when summer time or the zone's rules change."""
    zone = timezone.get_current_timezone()
    first = timezone.localtime(event.start, zone).replace(tzinfo=None)
    if not event.recurrence:
        yield event.start.astimezone(zone)
        return
    rule = rrulestr(event.recurrence, dtstart=first, ignoretz=True)
    after, before = (timezone.localtime(each, zone).replace(tzinfo=None) for each in (since, until))
    for place, start in enumerate(rule.between(after, before, inc=True)):
        if place >= MOST:
            return
        yield start.replace(tzinfo=zone)


def occurrences_of(event: EventPage, since: datetime, until: datetime) -> list[Occurrence]:
    """Occurrences that are going on at some moment from ``since`` to ``until``, in the order of time."""
    length = event.end - event.start if event.end else timedelta(0)
    found = [
        Occurrence(event, start, start + length if event.end else None)
        for start in _starts(event, since - length, until)
    ]
    return [each for each in found if each.start <= until and each.last_moment >= since]


def _candidates(events: QuerySet[Any], since: Any, until: Any) -> QuerySet[Any]:
    """Events that may take place in the window: repeated ones, or single ones that touch it."""
    single = Q(recurrence="") & (Q(end__gte=since) | Q(end=None, start__gte=since))
    return events.filter(start__lte=until).filter(single | ~Q(recurrence=""))


def between(events: QuerySet[Any], since: datetime, until: datetime) -> list[Occurrence]:
    """All occurrences of the given events in a window, in the order of time. One query."""
    return _unfolded(_candidates(events, since, until).select_related("picture"), since, until)


def _unfolded(events: Iterable[Any], since: datetime, until: datetime) -> list[Occurrence]:
    unfolded = [each for event in events for each in occurrences_of(event, since, until)]
    return sorted(unfolded, key=lambda each: (each.start, each.event.pk))


def next_of_each(occurrences: list[Occurrence]) -> list[Occurrence]:
    """The first occurrence of each event, so that a weekly one does not fill a list."""
    first: dict[int, Occurrence] = {}
    for each in occurrences:
        first.setdefault(each.event.pk, each)
    return list(first.values())


def _live() -> QuerySet[Any]:
    events = models.EventPage.objects.live().filter(locale_id=Slot("locale"))
    return _candidates(events, Slot("since"), Slot("until"))


_COMING = PreparedRecords(_live)
_AT_PLACE = PreparedRecords(lambda: _live().filter(venue__translation_key=Slot("place")))


def upcoming(locale: Locale, *, limit: int, at: datetime | None = None) -> list[Occurrence]:
    """The next occurrence of each live event of a locale within two years, soonest first. One query."""
    since = at or timezone.now()
    until = since + timedelta(days=730)
    found = _COMING.records(locale=locale.pk, since=since, until=until)
    return next_of_each(_unfolded(found, since, until))[:limit]


def event_context(event: EventPage) -> dict[str, Any]:
    """``venue`` in the language of the event's tree and ``occurrences``: the next twelve in three years."""
    now = timezone.now()
    venues = languages.of_same_keys(models.PlacePage, [event.venue_id], event.locale)
    coming = occurrences_of(event, now, now + timedelta(days=3 * 366))[:NEXT]
    return {"venue": next(iter(venues), None), "occurrences": coming}


def at_place(place: Any, *, limit: int = 6) -> list[Occurrence]:
    """The next occurrences of events at a place, whichever translation of the place they point to."""
    since = timezone.now()
    until = since + timedelta(days=366)
    key, locale = place.translation_key, place.locale_id
    return _unfolded(_AT_PLACE.records(place=key, locale=locale, since=since, until=until), since, until)[
        :limit
    ]
