"""Facts of places, people and works in the words of the language in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import gettext as _

from shanyraq.surfaces.portal.models.accessibility import ACCESSIBILITY_FIELDS, Availability

if TYPE_CHECKING:
    from shanyraq.surfaces.portal.models import Accessibility, OpeningException, OpeningHours

STATE_ICONS = {"yes": "check", "partly": "warning", "no": "close", "unknown": "info"}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week with its opening times; none of them means closed."""

    name: str
    spans: list[str]
    is_today: bool


@dataclass(frozen=True, slots=True)
class Exceptional:
    """Days on which other hours hold; ``span`` is empty where the place is closed."""

    days: str
    span: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ease:
    """One thing that people with disabilities ask about, and the answer."""

    name: str
    state: str
    words: str
    icon: str


def season_words(first: int | None, last: int | None) -> str:
    """The best months, such as "May – September"; empty where none is given."""
    months = [str(MONTHS[month]) for month in (first, last) if month]
    return " – ".join(dict.fromkeys(months))


def week(hours: Iterable[OpeningHours]) -> list[Day]:
    """Seven days from Monday, or nothing where no hours are known. Takes rows sorted by weekday."""
    spans = {
        weekday: [_span(row) for row in rows]
        for weekday, rows in groupby(hours, key=lambda each: each.weekday)
    }
    if not spans:
        return []
    today = timezone.localdate().weekday()
    return [Day(str(WEEKDAYS[each]), spans.get(each, []), each == today) for each in range(7)]


def exceptional_days(exceptions: Iterable[OpeningException]) -> list[Exceptional]:
    """The coming exceptions to the usual hours."""
    return [
        Exceptional(
            days=_days(each.first_date, each.last_date or each.first_date),
            span=_span(each) if each.opens and each.closes else "",
            reason=str(each.get_reason_display()),
        )
        for each in exceptions
    ]


def _span(row: Any) -> str:
    return f"{time_format(row.opens, 'TIME_FORMAT')}–{time_format(row.closes, 'TIME_FORMAT')}"


def _days(first: date, last: date) -> str:
    words = (date_format(day, "DATE_FORMAT") for day in (first, last))
    return " – ".join(dict.fromkeys(words))


def ease_of(subject: Accessibility, venue: Accessibility | None = None) -> list[Ease]:
    """The four answers on accessibility; what an event leaves open, its ``venue`` answers."""
    return [_ease(_who_knows(name, subject, venue), name) for name in ACCESSIBILITY_FIELDS]


def _who_knows(name: str, subject: Accessibility, venue: Accessibility | None) -> Accessibility:
    return venue if venue and getattr(subject, name) == Availability.UNKNOWN else subject


def _ease(subject: Accessibility, name: str) -> Ease:
    state = getattr(subject, name)
    words = str(Availability(state).label)
    return Ease(str(getattr(type(subject), name).field.verbose_name), state, words, STATE_ICONS[state])


def partial_date_words(text: str) -> str:
    """A date known to the year, the month or the day, "1845-08-10", as one writes it in the language."""
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    if day:
        return date_format(date(year, month, day), "DATE_FORMAT")
    if month:
        return date_format(date(year, month, 1), "YEAR_MONTH_FORMAT")
    return str(year)


def kilometres(distance: float) -> str:
    """A distance in whole kilometres, grouped as in the language."""
    return _("%(number)s km") % {"number": number_format(round(distance), force_grouping=True)}


def hectares(area: Any) -> str:
    """An area in hectares without needless zeros."""
    number = number_format(area.normalize() if area % 1 else int(area), force_grouping=True)
    return _("%(number)s ha") % {"number": number}


def degrees(angle: Any) -> str:
    """A coordinate in decimal degrees with a point, as maps and devices take it, without needless zeros."""
    return f"{angle:f}".rstrip("0").rstrip(".")
