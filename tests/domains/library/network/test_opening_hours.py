"""Opening hours as people type them."""

import datetime as dt

import pytest

from shanyraq.domains.library.network import opening_hours
from shanyraq.kernel.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "intervals"),
    [
        ("", []),
        ("  ", []),
        ("09:00-19:00", [["09:00", "19:00"]]),
        ("9-13, 14-19", [["09:00", "13:00"], ["14:00", "19:00"]]),
        ("9.30 – 18.00", [["09:30", "18:00"]]),
        ("10:00-24:00", [["10:00", "24:00"]]),
    ],
)
def test_parse_day_reads_what_people_type(typed: str, intervals: list[list[str]]) -> None:
    assert opening_hours.parse_day(typed) == intervals


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("morning", "hours_form"),
        ("09:00", "hours_form"),
        ("25:00-26:00", "hours_form"),
        ("09:60-10:00", "hours_form"),
        ("24:00-24:00", "hours_form"),
        ("9-10,11-12,13-14,15-16,17-18", "hours_form"),
        ("19:00-09:00", "hours_order"),
        ("09:00-09:00", "hours_order"),
        ("09:00-14:00, 13:00-18:00", "hours_order"),
        ("14:00-18:00, 09:00-13:00", "hours_order"),
        ("9-18" * 500, "hours_form"),
    ],
)
def test_parse_day_refuses_what_is_no_day(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        opening_hours.parse_day(typed, field="hours_0")
    assert (refused.value.code, refused.value.field) == (code, "hours_0")


def test_written_is_read_back() -> None:
    intervals = [["09:00", "13:00"], ["14:00", "19:00"]]
    assert opening_hours.parse_day(opening_hours.written(intervals)) == intervals
    assert opening_hours.shown(intervals) == "09:00–13:00, 14:00–19:00"


def test_is_within_leaves_out_the_minute_of_closing() -> None:
    intervals = [["09:00", "13:00"], ["14:00", "24:00"]]
    times = ("08:59", "09:00", "12:59", "13:00", "13:59", "14:00", "23:59")
    found = [opening_hours.is_within(intervals, dt.time.fromisoformat(time)) for time in times]
    assert found == [False, True, True, False, False, True, True]


def test_minutes_add_all_intervals() -> None:
    assert opening_hours.minutes([["09:00", "13:00"], ["14:00", "24:00"]]) == 840


def test_of_weekday_bears_what_was_stored_amiss() -> None:
    assert opening_hours.of_weekday(None, 0) == []
    assert opening_hours.of_weekday({"0": "always"}, 0) == []
    assert opening_hours.of_weekday({"0": [["09:00", "18:00"]]}, 0) == [["09:00", "18:00"]]
