"""Moments of the demonstration: in order, on working days, by day, never later than now."""

from __future__ import annotations

import datetime as dt
import random

from shanyraq.domains.petitions.demo.moments import LATEST, WAKING, Moments
from shanyraq.domains.petitions.rules.terms import ZONE

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
"""A Monday, one in the afternoon in Kazakhstan."""
CHANCE = random.Random(1)  # noqa: S311 -- it draws invented people, no secret


def day_of(moment: dt.datetime) -> dt.date:
    return moment.astimezone(ZONE).date()


def test_a_day_of_rest_gives_the_next_working_day() -> None:
    moments = Moments(NOW)
    assert day_of(moments.at(8)) == dt.date(2026, 11, 16)  # the 15th is a Sunday


def test_moments_follow_one_another_and_stay_before_now() -> None:
    moments = Moments(NOW)
    found = [moments.at(ago) for ago in (3, 3, 2, 1)]
    assert found == sorted(set(found))
    assert [day_of(moment).day for moment in found] == [20, 20, 23, 23]
    assert found[-1] <= NOW - LATEST


def test_signatures_are_spread_between_two_days_and_by_day() -> None:
    moments = Moments(NOW)
    begin = moments.at(20)
    found = moments.spread(200, 20, until=4, chance=CHANCE)
    assert found == sorted(found)
    assert begin <= found[0]
    assert found[-1] <= dt.datetime(2026, 11, 19, 9, tzinfo=ZONE)
    assert all(moment.astimezone(ZONE).hour >= WAKING for moment in found)
    assert moments.at(4) > found[-1]


def test_signatures_up_to_today_end_before_now() -> None:
    assert Moments(NOW).spread(50, 2, until=0, chance=CHANCE)[-1] <= NOW - LATEST
