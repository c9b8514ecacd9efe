"""When things happened in the demonstration: counted back from the moment of loading, in working hours."""

from __future__ import annotations

import datetime as dt
import random
from typing import Final

from shanyraq.domains.petitions.rules.terms import ZONE, local_day
from shanyraq.kernel.clock import WorkingCalendar, calendar

MORNING: Final = dt.time(10, 12)
LATEST: Final = dt.timedelta(minutes=2)
"""Nothing happens later than so long before the loading."""

WAKING: Final = 7
"""Nobody signs between midnight and this hour."""


class Moments:
    """Gives the moments of one petition, each after the one before."""

    def __init__(self, now: dt.datetime, working: WorkingCalendar | None = None) -> None:
        self.now = now - LATEST
        self.last = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._calendar = working or calendar()

    def at(self, ago: int) -> dt.datetime:
        """A moment of the day *ago* days back, of the next working day when that one is none."""
        moment = dt.datetime.combine(self._working_day(ago), MORNING, tzinfo=ZONE)
        self.last = max(min(moment, self.now), self.last + dt.timedelta(minutes=7))
        return self.last

    def day(self, ago: int) -> dt.date:
        """The day *ago* days back, or ahead for a negative number."""
        return local_day(self.now) - dt.timedelta(days=ago)

    def spread(self, number: int, ago: int, *, until: int, chance: random.Random) -> list[dt.datetime]:
        """*number* moments between two days, in order; more of them early, none at night."""
        begin = max(dt.datetime.combine(self.day(ago), MORNING, tzinfo=ZONE), self.last)
        end = min(dt.datetime.combine(self.day(until), dt.time(9), tzinfo=ZONE), self.now)
        span = max(end - begin, dt.timedelta(minutes=1))
        found = sorted(_awake(begin + span * chance.betavariate(1, 1.5), begin + span) for _ in range(number))
        self.last = found[-1] if found else self.last
        return found

    def _working_day(self, ago: int) -> dt.date:
        day = self.day(ago)
        while not self._calendar.is_working(day) and day < local_day(self.now):
            day += dt.timedelta(days=1)
        return day


def _awake(moment: dt.datetime, end: dt.datetime) -> dt.datetime:
    local = moment.astimezone(ZONE)
    if local.hour >= WAKING:
        return moment
    return min(local + dt.timedelta(hours=WAKING + 2), end)
