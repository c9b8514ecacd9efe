"""Opening hours as people type them and as they are stored. Pure functions.

Stored: number of the weekday ("0" is Monday) → intervals ``[["09:00", "19:00"], …]``. Typed, one line a day:
``09:00-13:00, 14:00-19:00``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal

Interval = tuple[str, str]

MIDNIGHT: Final = "24:00"
"""Only as an end."""
WEEKDAYS: Final = range(7)
_MOST_INTERVALS: Final = 4
_INTERVAL = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?")


def parse_day(text: str, *, field: str | None = None) -> list[list[str]]:
    """The intervals of one day, from what a person typed; nothing when it is closed.

    :raises Refusal: ``hours_form`` for what is no interval, ``hours_order`` for ends before their beginnings
        and intervals that overlap.
    """
    parts = [part for part in re.split(r"[,;\n]", text) if part.strip()]
    intervals = [_interval(part.strip(), field) for part in parts]
    if len(intervals) > _MOST_INTERVALS:
        raise _wrong_form(field)
    ends = [time for interval in intervals for time in interval]
    if any(later <= earlier for earlier, later in pairwise(ends)):
        raise Refusal(
            _("Put the hours in order, each end after its beginning."), code="hours_order", field=field
        )
    return [list(interval) for interval in intervals]


def _interval(text: str, field: str | None) -> Interval:
    found = _INTERVAL.fullmatch(text)
    if found is None:
        raise _wrong_form(field)
    opens, closes = _time(found[1], found[2], field), _time(found[3], found[4], field)
    if opens == MIDNIGHT:
        raise _wrong_form(field)
    return opens, closes


def _time(hour: str, minute: str | None, field: str | None) -> str:
    time = f"{int(hour):02d}:{int(minute or 0):02d}"
    if not (int(hour) < 24 and int(minute or 0) < 60) and time != MIDNIGHT:
        raise _wrong_form(field)
    return time


def _wrong_form(field: str | None) -> Refusal:
    return Refusal(
        _("Write the hours like 09:00-13:00, 14:00-19:00, or leave the day empty."),
        code="hours_form",
        field=field,
    )


def written(intervals: Sequence[Sequence[str]]) -> str:
    """The line that ``parse_day`` reads."""
    return ", ".join(f"{opens}-{closes}" for opens, closes in intervals)


def shown(intervals: Sequence[Sequence[str]]) -> str:
    """The line that readers see, with dashes as printers set them."""
    return ", ".join(f"{opens}–{closes}" for opens, closes in intervals)


def of_weekday(stored: Mapping[str, Any] | None, weekday: int) -> list[list[str]]:
    """The stored intervals of a weekday; nothing for a closed day, or for what was stored amiss."""
    found = (stored or {}).get(str(weekday), [])
    return found if isinstance(found, list) else []


def is_within(intervals: Sequence[Sequence[str]], time: dt.time) -> bool:
    """Whether a time of day lies in one of the intervals; the minute of closing does not."""
    now = f"{time:%H:%M}"
    return any(opens <= now < closes for opens, closes in intervals)


def minutes(intervals: Sequence[Sequence[str]]) -> int:
    """How long it is open, in minutes."""
    return sum(_minutes(closes) - _minutes(opens) for opens, closes in intervals)


def _minutes(time: str) -> int:
    hour, _colon, minute = time.partition(":")
    return int(hour) * 60 + int(minute)
