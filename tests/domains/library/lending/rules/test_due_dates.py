"""Due dates never fall on a closed day."""

from datetime import date, timedelta

import pytest

from shanyraq.domains.library.lending.rules.due_dates import due_after, first_open_day
from shanyraq.domains.library.network.models import ClosedDay

WEEKDAYS = {str(day): [["09:00", "18:00"]] for day in range(5)}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 28), date(2026, 11, 30)),  # a Saturday
        (date(2026, 12, 16), date(2026, 12, 17)),  # Independence Day
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_first_open_day_passes_over_weekends_and_public_holidays(house, day, expected):
    house.main.opening_hours = WEEKDAYS
    assert first_open_day(house.main, day) == expected


def test_branch_that_told_no_hours_is_open_on_weekends(house):
    assert first_open_day(house.main, date(2026, 11, 28)) == date(2026, 11, 28)


def test_closed_days_of_the_library_and_of_the_branch_count(house):
    for offset in range(3):
        branch = house.main if offset % 2 else None
        ClosedDay.objects.create(
            library=house.main.library, branch=branch, date=date(2026, 12, 7) + timedelta(days=offset)
        )
    assert due_after(house.main, date(2026, 12, 1), 6) == date(2026, 12, 10)


def test_branch_that_never_opens_again_gives_the_day_itself(house):
    house.main.opening_hours = {"0": []}
    assert first_open_day(house.main, date(2026, 11, 24)) == date(2026, 11, 24)


def test_days_beyond_the_calendar_count_as_no_holidays(house):
    assert first_open_day(house.main, date(2035, 1, 1)) == date(2035, 1, 1)
