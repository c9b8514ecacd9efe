"""When branches are open: weekly hours, days that a library closed, public holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Q

from shanyraq.domains.library.network import opening_hours
from shanyraq.domains.library.network.models import Branch, ClosedDay
from shanyraq.kernel.clock import TIME_ZONE, CalendarRangeError, Day, DayKind, calendar
from shanyraq.kernel.translated import TranslatedText

_DAY: Final = dt.timedelta(days=1)
_ZONE: Final = ZoneInfo(TIME_ZONE)
FARTHEST: Final = 366
"""Days that are searched for the next opening."""

Closures = Mapping[tuple[int, dt.date], TranslatedText]


@dataclass(frozen=True, slots=True)
class OpenDay:
    """One day of a branch. ``reason`` says why a day that is usually open has no ``intervals``."""

    date: dt.date
    intervals: tuple[tuple[str, str], ...]
    reason: Any = ""

    @property
    def is_open(self) -> bool:
        return bool(self.intervals)

    @property
    def spans(self) -> list[str]:
        """The intervals as readers see them, each kept together; none when closed."""
        return [opening_hours.shown([interval]) for interval in self.intervals]


def today() -> dt.date:
    """The date in the country's time zone."""
    return dt.datetime.now(_ZONE).date()


def public_holiday(date: dt.date) -> Day | None:
    """The public holiday on that date. A year that the calendar of the house does not reach has none."""
    try:
        day = calendar().day(date)
    except CalendarRangeError:
        return None
    return day if day.kind is DayKind.HOLIDAY else None


def is_open(branch: Branch, date: dt.date) -> bool:
    """Whether the branch serves readers at any time of that day. At most one query."""
    return _on(branch, date, lambda: _closures([branch], date, date)).is_open


def next_open_day(branch: Branch, date: dt.date) -> dt.date:
    """The date itself if the branch is open then, else the first day after it that is. One query.

    A branch that does not open within a year gives the date itself, so that a term always has an end.
    """
    closures = _closures([branch], date, date + FARTHEST * _DAY)
    days = (date + offset * _DAY for offset in range(FARTHEST + 1))
    return next((day for day in days if _on(branch, day, lambda: closures).is_open), date)


def week_of(branch: Branch, date: dt.date) -> list[OpenDay]:
    """The seven days that begin with ``date``. One query."""
    return weeks_of([branch], date)[branch.pk]


def weeks_of(branches: Iterable[Branch], date: dt.date, days: int = 7) -> dict[int, list[OpenDay]]:
    """The days from ``date`` of each branch, by its primary key. One query for all."""
    wanted = list(branches)
    dates = [date + offset * _DAY for offset in range(days)]
    closures = _closures(wanted, dates[0], dates[-1])
    return {branch.pk: [_on(branch, each, lambda: closures) for each in dates] for branch in wanted}


def is_open_at(day: OpenDay, moment: dt.datetime) -> bool:
    """Whether the branch is open at a moment, given its day of that date."""
    local = moment.astimezone(_ZONE)
    return local.date() == day.date and opening_hours.is_within(day.intervals, local.time())


def _on(branch: Branch, date: dt.date, closures: Any) -> OpenDay:
    """``closures`` is asked only when the weekday is open."""
    usual = tuple((opens, closes) for opens, closes in _usual(branch, date))
    if not usual or branch.is_closed:
        return OpenDay(date, ())
    holiday = public_holiday(date)
    if holiday is not None:
        return OpenDay(date, (), holiday.name)
    found = closures().get((branch.pk, date))
    return OpenDay(date, usual) if found is None else OpenDay(date, (), found)


def _usual(branch: Branch, date: dt.date) -> list[list[str]]:
    return opening_hours.of_weekday(branch.opening_hours, date.weekday())


def _closures(branches: list[Branch], first: dt.date, last: dt.date) -> Closures:
    """Closed days of these branches, those of the whole library for each of them."""
    of_library: dict[int, list[Branch]] = {}
    for branch in branches:
        of_library.setdefault(branch.library_id, []).append(branch)
    found: dict[tuple[int, dt.date], TranslatedText] = {}
    wanted = Q(branch__in=branches) | Q(branch=None, library__in=of_library)
    for day in ClosedDay.objects.filter(wanted, date__range=(first, last)).order_by("pk"):
        for branch in of_library.get(day.library_id, ()):
            if day.branch_id in (None, branch.pk):
                found[branch.pk, day.date] = day.reason
    return found
