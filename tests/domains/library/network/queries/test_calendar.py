"""When branches are open."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from shanyraq.domains.library.network.models import Branch, ClosedDay
from shanyraq.domains.library.network.queries import calendar
from tests.factories.library import MemberBranchFactory

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)
INDEPENDENCE_DAY = dt.date(2026, 12, 16)  # a Wednesday


def test_is_open_by_weekday_and_public_holiday() -> None:
    branch = MemberBranchFactory()
    days = (MONDAY, MONDAY + dt.timedelta(days=5), INDEPENDENCE_DAY)
    assert [calendar.is_open(branch, day) for day in days] == [True, False, False]


def test_religious_days_off_close_nothing() -> None:
    assert calendar.is_open(MemberBranchFactory(), dt.date(2027, 1, 7))


def test_closed_days_of_the_branch_and_of_the_library() -> None:
    branch = MemberBranchFactory()
    sister = MemberBranchFactory(library=branch.library)
    ClosedDay.objects.create(library=branch.library, branch=branch, date=MONDAY)
    ClosedDay.objects.create(
        library=branch.library, date=MONDAY + dt.timedelta(days=1), reason={"en": "Repair"}
    )
    ClosedDay.objects.create(library=MemberBranchFactory().library, date=MONDAY + dt.timedelta(days=2))
    days = [MONDAY + dt.timedelta(days=offset) for offset in range(3)]
    assert [calendar.is_open(branch, day) for day in days] == [False, False, True]
    assert [calendar.is_open(sister, day) for day in days] == [True, False, True]
    assert str(calendar.week_of(sister, MONDAY)[1].reason) == "Repair"


def test_next_open_day_passes_weekends_holidays_and_closed_days() -> None:
    branch = MemberBranchFactory()
    saturday = dt.date(2026, 11, 28)
    assert calendar.next_open_day(branch, MONDAY) == MONDAY
    assert calendar.next_open_day(branch, saturday) == dt.date(2026, 11, 30)
    ClosedDay.objects.create(library=branch.library, date=dt.date(2026, 11, 30))
    assert calendar.next_open_day(branch, saturday) == dt.date(2026, 12, 1)
    assert calendar.next_open_day(branch, INDEPENDENCE_DAY) == dt.date(2026, 12, 17)


def test_next_open_day_of_a_branch_that_never_opens_is_the_day_itself(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    never, gone = MemberBranchFactory(opening_hours={}), MemberBranchFactory(is_closed=True)
    with django_assert_num_queries(2):
        found = [calendar.next_open_day(branch, MONDAY) for branch in (never, gone)]
    assert found == [MONDAY, MONDAY]


def test_years_beyond_the_calendar_have_no_holidays() -> None:
    assert calendar.public_holiday(dt.date(2051, 12, 16)) is None
    assert calendar.is_open(MemberBranchFactory(), dt.date(2051, 12, 18))


def test_weeks_of_many_branches_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _each in range(3):
        MemberBranchFactory()
    branches = list(Branch.objects.select_related("library"))
    with django_assert_num_queries(1):
        weeks = calendar.weeks_of(branches, MONDAY)
    assert [[day.is_open for day in weeks[branch.pk]] for branch in branches] == [
        [True] * 5 + [False] * 2
    ] * 3


def test_is_open_at_reads_the_clock_of_the_country() -> None:
    day = calendar.week_of(MemberBranchFactory(), MONDAY)[0]
    moments = ("03:59", "04:00", "12:59", "13:00")  # UTC; the country is five hours ahead
    found = [
        calendar.is_open_at(day, dt.datetime.fromisoformat(f"2026-11-23T{moment}+00:00"))
        for moment in moments
    ]
    assert found == [False, True, True, False]
