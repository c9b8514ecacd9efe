"""Terms of the law as dates of Kazakhstan."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.rules.terms import (
    calendar_of,
    end_of_collection,
    end_of_day,
    local_day,
    months_later,
    term_of,
)

DAY = dt.date


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-08-31T18:59:59+00:00", DAY(2026, 8, 31)),
        ("2026-08-31T19:00:00+00:00", DAY(2026, 9, 1)),
        ("2026-09-01T00:00:00+05:00", DAY(2026, 9, 1)),
    ],
)
def test_the_day_is_that_of_kazakhstan(moment: str, day: dt.date) -> None:
    assert local_day(at(moment)) == day


def test_a_day_ends_with_its_last_moment() -> None:
    end = end_of_day(DAY(2026, 9, 1))
    assert end == at("2026-09-01T23:59:59.999999+05:00")
    assert local_day(end) == DAY(2026, 9, 1)
    assert local_day(end + dt.timedelta(microseconds=1)) == DAY(2026, 9, 2)


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [
        (DAY(2026, 8, 31), 6, DAY(2027, 2, 28)),
        (DAY(2027, 8, 31), 6, DAY(2028, 2, 29)),
        (DAY(2026, 12, 1), 1, DAY(2027, 1, 1)),
        (DAY(2026, 6, 30), 6, DAY(2026, 12, 30)),
        (DAY(2026, 11, 15), 13, DAY(2027, 12, 15)),
        (DAY(2026, 5, 31), 0, DAY(2026, 5, 31)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(
    day: dt.date, number: int, later: dt.date
) -> None:
    assert months_later(day, number) == later


def test_collection_ends_with_the_day_six_months_later() -> None:
    assert end_of_collection(at("2026-09-01T20:00:00+00:00"), 6) == at("2027-03-02T23:59:59.999999+05:00")


def test_term_counts_working_days_from_the_day_after() -> None:
    petition = Petition(calendar_version="2026-11")
    assert term_of(petition, at("2026-09-04T12:00:00+05:00"), 1).date == DAY(2026, 9, 7)
    assert term_of(petition, at("2026-09-04T23:59:00+05:00"), 5).date == DAY(2026, 9, 11)
    # Republic Day, 25 October 2026, is a Sunday: the Monday after it is free
    assert term_of(petition, at("2026-10-23T12:00:00+05:00"), 1).date == DAY(2026, 10, 27)


def test_a_petition_keeps_its_calendar() -> None:
    assert calendar_of(Petition(calendar_version="2026-11")).version == "2026-11"
    assert calendar_of(Petition()).version
    with pytest.raises(LookupError):
        calendar_of(Petition(calendar_version="1999-01"))
