"""Working days of Kazakhstan: legal terms are counted by a calendar that is versioned data.

A term of n working days that begins with an event is counted from the day after it. A case keeps the version
of the calendar that was current when it began (``WorkingCalendar.version``).
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

TIME_ZONE = "Asia/Almaty"  # one time zone, UTC+5, for the whole country since 1 March 2024

_FOLDER = Path(__file__).with_name("calendar")
_CURRENT = "2026-11"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = dt.timedelta(days=1)

NAMES = {
    "new_year": _("New Year"),
    "orthodox_christmas": _("Orthodox Christmas"),
    "womens_day": _("International Women's Day"),
    "nauryz": _("Nauryz"),
    "unity_day": _("Day of Unity of the People of Kazakhstan"),
    "defenders_day": _("Defender of the Fatherland Day"),
    "victory_day": _("Victory Day"),
    "capital_day": _("Capital City Day"),
    "constitution_day": _("Constitution Day"),
    "republic_day": _("Republic Day"),
    "first_president_day": _("Day of the First President"),
    "independence_day": _("Independence Day"),
    "kurban_ait": _("Kurban Ait"),
}


class CalendarRangeError(LookupError):
    """A date that the calendar does not reach; its data must be extended first."""


class DayKind(StrEnum):
    """Why a day is or is not a working day."""

    WORKING = "working"
    REST = "rest"  # a weekly day of rest
    HOLIDAY = "holiday"  # a public holiday
    CARRIED_OVER = "carried_over"  # rest in place of a holiday that fell on a day of rest
    DAY_OFF = "day_off"  # a religious day off
    MOVED_REST = "moved_rest"  # rest moved here by decree
    MOVED_WORK = "moved_work"  # work moved here by decree


@dataclass(frozen=True, slots=True)
class Day:
    """One day; ``name`` is the translatable name of its holiday, or an empty text."""

    date: dt.date
    kind: DayKind
    name: Any = ""

    @property
    def is_working(self) -> bool:
        return self.kind in {DayKind.WORKING, DayKind.MOVED_WORK}


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a term; ``provisional`` while a decree may still move days within the term."""

    date: dt.date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Countdown:
    """Working days left until the end of a term, today not counted; negative when it has passed."""

    deadline: dt.date
    working_days_left: int

    @property
    def is_overdue(self) -> bool:
        return self.working_days_left < 0


@dataclass(frozen=True)
class WorkingCalendar:
    """The calendar of one version. ``special`` holds every day that its weekday alone does not explain."""

    version: str
    first_day: dt.date
    last_day: dt.date
    weekly_rest: frozenset[int]
    special: dict[dt.date, Day]
    provisional_years: frozenset[int]

    def day(self, date: dt.date) -> Day:
        """What kind of day it is. Raises ``CalendarRangeError`` outside the calendar."""
        if not self.first_day <= date <= self.last_day:
            raise CalendarRangeError(f"calendar {self.version} does not reach {date}")
        if date in self.special:
            return self.special[date]
        return Day(date, DayKind.REST if date.weekday() in self.weekly_rest else DayKind.WORKING)

    def is_working(self, date: dt.date) -> bool:
        """Whether the date is a working day."""
        return self.day(date).is_working

    def next_working_day(self, date: dt.date) -> dt.date:
        """The date itself if it is a working day, else the first one after it."""
        while not self.is_working(date):
            date += _DAY
        return date

    def add_working_days(self, date: dt.date, days: int) -> dt.date:
        """The day that lies ``days`` working days after ``date`` (before it, when negative).

        The date itself is not counted. Zero gives the date, or the next working day.
        """
        if days == 0:
            return self.next_working_day(date)
        step = _DAY if days > 0 else -_DAY
        left = abs(days)
        while left:
            date += step
            left -= self.is_working(date)
        return date

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when the end lies before."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working(date) for date in _dates(start + _DAY, end))

    def deadline(self, start: dt.date, days: int) -> Deadline:
        """The end of a term of ``days`` working days that begins with an event on ``start``."""
        end = self.add_working_days(start, days)
        return Deadline(end, self.is_provisional(start, end))

    def countdown(self, deadline: dt.date, today: dt.date) -> Countdown:
        """How much of a term is left today; a term that ends today has zero working days left."""
        left = self.working_days_between(today, deadline)
        return Countdown(deadline, min(left, -1) if deadline < today else left)

    def is_provisional(self, start: dt.date, end: dt.date) -> bool:
        """Whether a decree may still change the days from ``start`` to ``end``."""
        return not self.provisional_years.isdisjoint(range(start.year, end.year + 1))

    def days_of(self, year: int) -> tuple[Day, ...]:
        """Every day of a year, for a printed calendar."""
        return tuple(self.day(date) for date in _dates(dt.date(year, 1, 1), dt.date(year, 12, 31)))


def _dates(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    return (start + _DAY * offset for offset in range((end - start).days + 1))


# --- reading the data ---


def _named(table: dict[str, Any], first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, Any]]:
    """The dates of a yearly holiday while its rule is in force."""
    begins = max(first, table.get("in_force", first))
    ends = min(last, table.get("out_of_force", last + _DAY) - _DAY)
    for year in range(first.year, last.year + 1):
        for month_day in table["days"]:
            date = dt.date.fromisoformat(f"{year}-{month_day}")
            if begins <= date <= ends:
                yield date, NAMES[table["name"]]


def _carry_over(
    holidays: dict[dt.date, Any], taken: set[dt.date], rest: frozenset[int]
) -> dict[dt.date, Any]:
    """The days of rest that make up for holidays on days of rest: the next free working day (article 5)."""
    carried: dict[dt.date, Any] = {}
    for date, name in sorted(holidays.items()):
        if date.weekday() not in rest:
            continue
        day = date + _DAY
        while day.weekday() in rest or day in holidays or day in taken or day in carried:
            day += _DAY
        carried[day] = name
    return carried


def _special_days(data: dict[str, Any], rest: frozenset[int]) -> dict[dt.date, Day]:
    first, last = data["first_day"], data["last_day"]
    holidays = dict(pair for table in data["holiday"] for pair in _named(table, first, last))
    off = dict(pair for table in data["day_off"] for pair in _named(table, first, last))
    off |= {date: NAMES[table["name"]] for table in data["dated_day_off"] for date in table["dates"]}
    carried = _carry_over(holidays, set(off), rest)
    special: dict[dt.date, Day] = {}
    for transfer in data["transfer"]:
        special[transfer["rest"]] = Day(transfer["rest"], DayKind.MOVED_WORK)
        special[transfer["to"]] = Day(transfer["to"], DayKind.MOVED_REST)
        carried.pop(transfer["rest"], None)
    kinds = ((carried, DayKind.CARRIED_OVER), (off, DayKind.DAY_OFF), (holidays, DayKind.HOLIDAY))
    for days, kind in kinds:
        special |= {date: Day(date, kind, name) for date, name in days.items()}
    return special


def versions() -> tuple[str, ...]:
    """The versions of the calendar that there are, oldest first."""
    return tuple(sorted(path.stem.removeprefix("kazakhstan-") for path in _FOLDER.glob("kazakhstan-*.toml")))


@lru_cache(maxsize=8)
def calendar(version: str = _CURRENT) -> WorkingCalendar:
    """The calendar of a version, the current one by default. Raises ``LookupError`` for an unknown one."""
    if version not in versions():
        raise LookupError(f"no calendar of working days has the version {version!r}")
    data = tomllib.loads((_FOLDER / f"kazakhstan-{version}.toml").read_text(encoding="utf-8"))
    rest = frozenset(_WEEKDAYS.index(name) for name in data["weekly_rest"])
    return WorkingCalendar(
        version=data["version"],
        first_day=data["first_day"],
        last_day=data["last_day"],
        weekly_rest=rest,
        special=_special_days(data, rest),
        provisional_years=frozenset(data["provisional_years"]),
    )
