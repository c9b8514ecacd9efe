"""Branches and closed days."""

import datetime as dt

import pytest

from shanyraq.domains.library.network.actions import branches
from shanyraq.domains.library.network.models import Branch, ClosedDay
from shanyraq.kernel.errors import Refusal
from tests.factories.library import WEEKDAY_HOURS, MemberBranchFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)
NAME = {"name": {"kk": "Бөлім"}}


def test_head_adds_and_changes_a_branch() -> None:
    post = PostFactory()
    added = branches.add_branch(library=post.library, code="main", values=NAME, actor=post.user)
    branches.change_branch(branch=added, values={"opening_hours": WEEKDAY_HOURS}, actor=post.user)
    stored = Branch.objects.get()
    assert (stored.code, stored.opening_hours, stored.services) == ("main", WEEKDAY_HOURS, [])


def test_strangers_change_nothing() -> None:
    branch, stranger = MemberBranchFactory(), PostFactory().user
    with pytest.raises(Refusal, match="post"):
        branches.change_branch(branch=branch, values={"is_closed": True}, actor=stranger)
    with pytest.raises(Refusal, match="post"):
        branches.add_branch(library=branch.library, code="x1", values=NAME, actor=stranger)
    branch.refresh_from_db()
    assert (branch.is_closed, Branch.objects.count()) == (False, 1)


@pytest.mark.parametrize(
    ("code", "values", "expected"),
    [
        ("main", NAME, ("code_taken", "code")),
        ("Main", NAME, ("branch", "code")),
        ("x1", {"name": {"en": "Branch"}}, ("branch", "name")),
        ("x1", {**NAME, "latitude": 91.0}, ("branch", "latitude")),
    ],
)
def test_add_branch_names_the_wrong_field(
    code: str, values: dict[str, object], expected: tuple[str, str]
) -> None:
    library = MemberBranchFactory(code="main").library
    with pytest.raises(Refusal) as refused:
        branches.add_branch(library=library, code=code, values=values, actor=None)
    assert (refused.value.code, refused.value.field) == expected


def test_close_days_of_one_branch_or_all() -> None:
    branch = MemberBranchFactory()
    library = branch.library
    arguments = {"library": library, "reason": {"kk": "Жөндеу"}, "actor": None}
    branches.close_days(branch=branch, first=MONDAY, last=MONDAY + dt.timedelta(days=2), **arguments)
    branches.close_days(branch=None, first=MONDAY, last=MONDAY, **arguments)
    branches.close_days(
        branch=None, first=MONDAY, last=MONDAY, **{**arguments, "reason": {"kk": "Санитарлық күн"}}
    )
    found = [(day.branch_id, day.date.day, str(day.reason)) for day in ClosedDay.objects.order_by("pk")]
    assert found == [
        (branch.pk, 23, "Жөндеу"),
        (branch.pk, 24, "Жөндеу"),
        (branch.pk, 25, "Жөндеу"),
        (None, 23, "Санитарлық күн"),
    ]


def test_close_days_refuses_disorder_and_too_many() -> None:
    library, other = MemberFactory(), MemberBranchFactory()
    close = {"library": library, "reason": {}, "actor": None}
    refusals = []
    for branch, first, last in (
        (None, MONDAY, MONDAY - dt.timedelta(days=1)),
        (None, MONDAY, MONDAY + dt.timedelta(days=120)),
        (other, MONDAY, MONDAY),
    ):
        with pytest.raises(Refusal) as refused:
            branches.close_days(branch=branch, first=first, last=last, **close)
        refusals.append(refused.value.code)
    assert refusals == ["days_order", "days_many", "gone"]
    assert not ClosedDay.objects.exists()


def test_reopen_day_needs_the_head() -> None:
    post = PostFactory()
    day = ClosedDay.objects.create(library=post.library, date=MONDAY)
    with pytest.raises(Refusal, match="post"):
        branches.reopen_day(day=day, actor=PostFactory().user)
    branches.reopen_day(day=day, actor=post.user)
    assert not ClosedDay.objects.exists()
