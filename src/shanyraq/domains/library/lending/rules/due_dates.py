"""Days on which something is due: never one on which the branch is closed."""

from datetime import date, timedelta

from django.db.models import Q

from shanyraq.domains.library.network.models import Branch, ClosedDay
from shanyraq.kernel.clock import CalendarRangeError, DayKind, calendar

LONGEST_CLOSURE = 120
"""Days in a row that are looked through; a branch closed for longer gives the day itself."""
_PUBLIC = {DayKind.HOLIDAY, DayKind.CARRIED_OVER, DayKind.DAY_OFF, DayKind.MOVED_REST}


def is_public_holiday(day: date) -> bool:
    """Whether the country has a day off; a Saturday or Sunday alone is none, for many branches are open."""
    try:
        return calendar().day(day).kind in _PUBLIC
    except CalendarRangeError:
        return False


def first_open_day(branch: Branch, day: date) -> date:
    """``day``, or the next day on which the branch opens by its hours, closed days and public holidays.

    A branch that has told no hours counts as open on every weekday.
    """
    last = day + timedelta(days=LONGEST_CLOSURE)
    closed = set(
        ClosedDay.objects.filter(
            Q(branch=branch) | Q(branch__isnull=True), library_id=branch.library_id, date__range=(day, last)
        ).values_list("date", flat=True)
    )
    candidate = day
    while candidate <= last:
        if candidate not in closed and _opens(branch, candidate) and not is_public_holiday(candidate):
            return candidate
        candidate += timedelta(days=1)
    return day


def _opens(branch: Branch, day: date) -> bool:
    return not branch.opening_hours or bool(branch.opening_hours.get(str(day.weekday())))


def due_after(branch: Branch, start: date, days: int) -> date:
    """The day when what begins on ``start`` for ``days`` days ends at the branch."""
    return first_open_day(branch, start + timedelta(days=days))
