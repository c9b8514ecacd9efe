import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.kernel.clock import CalendarRangeError, Countdown, DayKind, Deadline, calendar, versions

CALENDAR = calendar()
DATES = st.dates(dt.date(2020, 6, 1), dt.date(2030, 6, 1))


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        ("2026-11-23", DayKind.WORKING),
        ("2026-11-22", DayKind.REST),
        ("2026-03-08", DayKind.HOLIDAY),
        ("2026-03-09", DayKind.CARRIED_OVER),
        ("2026-03-23", DayKind.HOLIDAY),
        ("2026-03-24", DayKind.CARRIED_OVER),
        ("2026-03-25", DayKind.CARRIED_OVER),
        ("2026-03-26", DayKind.WORKING),
        ("2026-05-11", DayKind.CARRIED_OVER),
        ("2026-05-27", DayKind.DAY_OFF),
        ("2026-01-07", DayKind.DAY_OFF),
        ("2026-08-31", DayKind.WORKING),
        ("2026-10-26", DayKind.CARRIED_OVER),
        ("2027-03-15", DayKind.HOLIDAY),
        ("2025-09-01", DayKind.CARRIED_OVER),
        ("2025-10-27", DayKind.CARRIED_OVER),
        ("2024-05-04", DayKind.MOVED_WORK),
        ("2024-05-08", DayKind.MOVED_REST),
        ("2023-01-03", DayKind.CARRIED_OVER),
        ("2023-01-07", DayKind.DAY_OFF),
        ("2023-01-09", DayKind.WORKING),
        ("2022-01-03", DayKind.CARRIED_OVER),
        ("2022-01-04", DayKind.CARRIED_OVER),
        ("2022-10-24", DayKind.MOVED_REST),
        ("2022-10-25", DayKind.HOLIDAY),
        ("2022-12-01", DayKind.WORKING),
        ("2021-10-25", DayKind.WORKING),
        ("2021-12-01", DayKind.HOLIDAY),
        ("2021-12-17", DayKind.HOLIDAY),
        ("2020-01-05", DayKind.MOVED_WORK),
        ("2020-05-08", DayKind.MOVED_REST),
        ("2020-05-11", DayKind.MOVED_WORK),
    ],
)
def test_day_knows_its_kind(date, kind):
    assert CALENDAR.day(day(date)).kind is kind


def test_day_names_its_holiday():
    with translation.override("en"):
        assert str(CALENDAR.day(day("2026-03-21")).name) == "Nauryz"
    assert CALENDAR.day(day("2026-11-23")).name == ""


@pytest.mark.parametrize(
    ("year", "month", "working_days"),
    [(2026, 1, 19), (2025, 6, 20), (2024, 6, 19), (2021, 7, 20), (2022, 7, 20), (2020, 8, 20)],
)
def test_months_have_the_published_number_of_working_days(year, month, working_days):
    days = [each for each in CALENDAR.days_of(year) if each.date.month == month]
    assert sum(each.is_working for each in days) == working_days


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 0, "2026-11-23"),
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-23", -1, "2026-11-20"),
        ("2026-03-20", 1, "2026-03-26"),
        ("2026-12-14", 20, "2027-01-15"),
    ],
)
def test_add_working_days_passes_over_rest_and_holidays(start, days, end):
    assert CALENDAR.add_working_days(day(start), days) == day(end)


def test_deadline_of_a_settled_year_is_final():
    assert CALENDAR.deadline(day("2024-04-30"), 5) == Deadline(day("2024-05-10"), provisional=False)


def test_deadline_that_a_decree_may_move_is_provisional():
    assert CALENDAR.deadline(day("2027-02-01"), 20).provisional


@pytest.mark.parametrize(
    ("today", "left", "overdue"),
    [("2026-11-20", 2, False), ("2026-11-24", 0, False), ("2026-11-25", -1, True), ("2026-11-29", -3, True)],
)
def test_countdown_tells_what_is_left(today, left, overdue):
    countdown = CALENDAR.countdown(day("2026-11-24"), day(today))
    assert countdown == Countdown(day("2026-11-24"), left)
    assert countdown.is_overdue is overdue


def test_countdown_is_overdue_even_without_a_working_day_between():
    assert CALENDAR.countdown(day("2026-11-20"), day("2026-11-21")).working_days_left == -1


def test_calendar_refuses_dates_that_it_does_not_reach():
    with pytest.raises(CalendarRangeError):
        CALENDAR.is_working(day("2019-12-31"))
    with pytest.raises(CalendarRangeError):
        CALENDAR.add_working_days(day("2030-12-30"), 20)


def test_calendar_of_an_unknown_version_is_refused():
    with pytest.raises(LookupError):
        calendar("1999-01")


def test_versions_can_all_be_read():
    assert CALENDAR.version in versions()
    assert [calendar(version).version for version in versions()] == list(versions())


@given(DATES, st.integers(1, 100))
def test_adding_and_counting_agree(start, days):
    end = CALENDAR.add_working_days(start, days)
    assert CALENDAR.is_working(end)
    assert CALENDAR.working_days_between(start, end) == days
    assert CALENDAR.working_days_between(end, start) == -days


@given(st.integers(2020, 2030))
def test_every_holiday_on_a_rest_day_is_made_up_for(year):
    days = CALENDAR.days_of(year)
    lost = [each for each in days if each.kind is DayKind.HOLIDAY and each.date.weekday() > 4]
    carried = [each for each in days if each.kind is DayKind.CARRIED_OVER]
    moved = [each for each in days if each.kind is DayKind.MOVED_WORK and each.date.weekday() < 5]
    assert len(lost) == len(carried) + len(moved)
