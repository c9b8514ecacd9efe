"""The month and the list of a section of events."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils import timezone

from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import events
from shanyraq.surfaces.portal.queries.events import Occurrence

if TYPE_CHECKING:
    from shanyraq.surfaces.portal.models import SectionPage

_MONTH = re.compile(r"(?P<year>2\d{3})-(?P<month>0[1-9]|1[0-2])")
PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Day:
    """One cell of a month; days of the neighbouring months fill the first and the last week."""

    date: date
    in_month: bool
    is_today: bool
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday to Sunday; ``previous`` and ``next`` are first days of the neighbouring months."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    previous: date
    next: date

    @property
    def has_events(self) -> bool:
        """Whether anything is on in the month itself."""
        return any(day.occurrences for week in self.weeks for day in week if day.in_month)


def month_asked(parameters: Mapping[str, str], today: date) -> date:
    """The first day of the month in the parameter ``month`` (``2027-03``), else the present one."""
    match = _MONTH.fullmatch(parameters.get("month", ""))
    return date(int(match["year"]), int(match["month"]), 1) if match else today.replace(day=1)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _on(day: date, found: list[Occurrence]) -> tuple[Occurrence, ...]:
    """Occurrences going on during a day; what ends at midnight is not on the next day."""
    start, end = _moment(day), _moment(day + timedelta(days=1))
    return tuple(
        each for each in found if each.start < end and (each.last_moment > start or each.start >= start)
    )


def month_of(section: SectionPage, first: date) -> Month:
    """A month of the events below a section. One query."""
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    pages = models.EventPage.objects.live().descendant_of(section)
    found = events.between(pages, _moment(weeks[0][0]), _moment(weeks[-1][-1] + timedelta(days=1)))
    today = timezone.localdate()
    cells = tuple(
        tuple(Day(day, day.month == first.month, day == today, _on(day, found)) for day in week)
        for week in weeks
    )
    return Month(
        first, cells, (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=31)).replace(day=1)
    )


def calendar_context(section: SectionPage, parameters: Mapping[str, str]) -> dict[str, Any]:
    """``calendar`` (a ``Month``), ``occurrences`` (pages with the next of each event), ``view``."""
    now = timezone.now()
    pages = models.EventPage.objects.live().descendant_of(section)
    coming = events.next_of_each(events.between(pages, now, now + timedelta(days=366)))
    return {
        "calendar": month_of(section, month_asked(parameters, timezone.localdate())),
        "occurrences": Paginator(coming, PER_PAGE).get_page(parameters.get("page", "1")[:6]),
        "view": "month" if parameters.get("view") == "month" or "month" in parameters else "list",
    }
