"""When an event takes place, how often and for how much, in the words of the language in force."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from shanyraq.surfaces.portal.models import EventPage
    from shanyraq.surfaces.portal.queries.events import Occurrence

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def moment_words(moment: datetime) -> str:
    """Day and clock time, in the time zone of the house."""
    local = timezone.localtime(moment)
    return _("%(day)s, %(time)s") % {
        "day": date_format(local, "DATE_FORMAT"),
        "time": time_format(local, "TIME_FORMAT"),
    }


def occurrence_words(occurrence: Occurrence) -> str:
    """From when to when; the day is said once where the event begins and ends on it."""
    start = timezone.localtime(occurrence.start)
    if occurrence.end is None:
        return moment_words(start)
    end = timezone.localtime(occurrence.end)
    if start.date() == end.date():
        return f"{moment_words(start)}–{time_format(end, 'TIME_FORMAT')}"
    return f"{moment_words(start)} – {moment_words(end)}"


def weekday_words(moment: datetime) -> str:
    """The day of the week of a moment."""
    return str(WEEKDAYS[timezone.localtime(moment).weekday()])


def recurrence_words(rule: str) -> str:
    """An RRULE of RFC 5545 in words; finer parts than days of a week are left to the list of dates."""
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    words = [_frequency_words(parts), _end_words(parts)]
    return ", ".join(word for word in words if word)


def _frequency_words(parts: dict[str, str]) -> str:
    every = int(parts.get("INTERVAL", "1"))
    number = {"number": every}
    match parts.get("FREQ"):
        case "DAILY":
            return ngettext("Every day", "Every %(number)s days", every) % number
        case "WEEKLY":
            words = ngettext("Every week", "Every %(number)s weeks", every) % number
            days = [
                str(WEEKDAYS[_DAYS.index(day)]) for day in parts.get("BYDAY", "").split(",") if day in _DAYS
            ]
            return f"{words}: {', '.join(days)}" if days else words
        case "MONTHLY":
            return ngettext("Every month", "Every %(number)s months", every) % number
        case "YEARLY":
            return ngettext("Every year", "Every %(number)s years", every) % number
    return ""


def _end_words(parts: dict[str, str]) -> str:
    if "UNTIL" in parts:
        last = datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()  # noqa: DTZ007 -- a day, no moment
        return _("until %(day)s") % {"day": date_format(last, "DATE_FORMAT")}
    if "COUNT" in parts:
        times = int(parts["COUNT"])
        return ngettext("once", "%(number)s times", times) % {"number": times}
    return ""


def price_words(event: EventPage) -> str:
    """What it costs to get in."""
    least, most = event.price_from, event.price_to
    if event.price_kind != event.Price.PAID or (least is None and most is None):
        return str(event.get_price_kind_display())
    currency = event.get_currency_display()
    if least is not None and most is not None and least != most:
        return f"{_amount(least)}–{_amount(most)} {currency}"
    if most is None:
        return _("from %(amount)s") % {"amount": f"{_amount(least)} {currency}"}
    return f"{_amount(most)} {currency}"


def _amount(number: int | None) -> str:
    return number_format(number or 0, force_grouping=True)
