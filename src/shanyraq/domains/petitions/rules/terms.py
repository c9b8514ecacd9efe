"""Terms of the law as dates: working days by the calendar that a petition keeps, months, ends of days.

A day ends at midnight in Kazakhstan, wherever the reader is (``kernel.clock.TIME_ZONE``).
"""

from __future__ import annotations

import calendar as months
import datetime as dt
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from shanyraq.kernel.clock import TIME_ZONE, Deadline, WorkingCalendar, calendar

if TYPE_CHECKING:
    from shanyraq.domains.petitions.models import Petition

ZONE: Final = ZoneInfo(TIME_ZONE)


def local_day(at: dt.datetime) -> dt.date:
    """The day in Kazakhstan of a moment."""
    return at.astimezone(ZONE).date()


def end_of_day(day: dt.date) -> dt.datetime:
    """The last moment of a day in Kazakhstan; what happens after it is too late."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=ZONE)


def calendar_of(petition: Petition) -> WorkingCalendar:
    """The calendar that the petition keeps; before its submission the current one."""
    return calendar(petition.calendar_version) if petition.calendar_version else calendar()


def term_of(petition: Petition, at: dt.datetime, days: int) -> Deadline:
    """The end of a term of *days* working days that begins *at* a moment.

    :raises CalendarRangeError: when the calendar ends before; its data must be extended first.
    """
    return calendar_of(petition).deadline(local_day(at), days)


def months_later(day: dt.date, number: int) -> dt.date:
    """The same day *number* months later, or the last of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    last = months.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def end_of_collection(opened_at: dt.datetime, number: int) -> dt.datetime:
    """The last moment at which a petition that was opened then takes signatures: *number* months later."""
    return end_of_day(months_later(local_day(opened_at), number))
