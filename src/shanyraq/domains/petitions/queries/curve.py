"""The curve of a petition: signatures by hour while it is young, by day afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import Max, Min, Sum
from django.db.models.functions import TruncDay
from django.utils import timezone

from shanyraq.domains.petitions.models import HourCount

HOURLY: Final = dt.timedelta(days=3)
"""A petition with signatures on no more days than these is shown by the hour."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An hour or a day with the signatures that were entered into the log in it."""

    begins_at: dt.datetime
    signed: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The intervals from the first signature to the last one without a gap."""

    is_hourly: bool
    intervals: list[Interval]

    @property
    def highest(self) -> Interval | None:
        """The interval with most signatures."""
        return max(self.intervals, key=lambda each: each.signed, default=None)


def curve_of(petition_id: int) -> Curve:
    """At most one row an hour of the petition's life, whoever many signed. Two queries."""
    hours = HourCount.objects.filter(petition_id=petition_id, signed__gt=0)
    first, last = hours.aggregate(first=Min("hour"), last=Max("hour")).values()
    if first is None or last is None:
        return Curve(True, [])
    if last - first <= HOURLY:
        return Curve(True, _without_gaps(dict(hours.values_list("hour", "signed")), dt.timedelta(hours=1)))
    zone = timezone.get_current_timezone()
    days = hours.annotate(day=TruncDay("hour", tzinfo=zone)).order_by("day").values_list("day")
    return Curve(False, _without_gaps(dict(days.annotate(sum=Sum("signed"))), dt.timedelta(days=1)))


def _without_gaps(found: dict[dt.datetime, int], step: dt.timedelta) -> list[Interval]:
    begin, end = min(found), max(found)
    number = round((end - begin) / step) + 1
    moments = (begin + step * place for place in range(number))
    return [Interval(moment, found.get(moment, 0)) for moment in moments]
