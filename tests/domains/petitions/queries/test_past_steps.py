"""Steps of the past against their terms, by the rules that the petition keeps."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.next_step import Who
from shanyraq.domains.petitions.queries.past_steps import PastStep, late_records, past_steps
from shanyraq.platform.transparency.moves import history
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date
WAY = {
    "submit": ("draft", "moderation"),
    "request_correction": ("moderation", "correction"),
    "resubmit": ("correction", "moderation"),
    "admit": ("moderation", "opening"),
    "refuse": ("moderation", "refused"),
    "appeal": ("refused", "appeal"),
    "grant_appeal": ("appeal", "opening"),
    "open": ("opening", "collecting"),
    "reach": ("collecting", "reached"),
    "fall_below": ("reached", "collecting"),
    "register": ("reached", "review"),
    "stop": ("review", "stopped"),
    "answer": ("review", "answered"),
}


def went(*steps: tuple[str, str], **values) -> tuple[Petition, list[PastStep]]:
    """A petition that made *steps* (name, moment in Kazakhstan)."""
    petition = scene.petition("answered", **values)
    for move, moment in steps:
        scene.moved(petition, move, *WAY[move], at=dt.datetime.fromisoformat(f"{moment}:00+05:00"))
    return petition, past_steps(petition, list(history(petition)))


def late(steps: list[PastStep]) -> list[tuple[str, bool, int]]:
    return [(step.move, step.is_late, step.days_late) for step in steps]


def test_each_step_has_its_term_and_who_owed_it() -> None:
    _petition, steps = went(
        ("submit", "2026-02-02T10:00"),
        ("admit", "2026-02-09T10:00"),
        ("open", "2026-02-10T10:00"),
        ("reach", "2026-03-02T10:00"),
        ("register", "2026-03-04T10:00"),
        ("answer", "2026-04-06T10:00"),
    )
    assert [(step.move, step.by) for step in steps] == [
        ("admit", Who.MODERATOR),
        ("open", Who.SIGNERS),
        ("reach", Who.SIGNERS),
        ("register", Who.ADDRESSEE),
        ("answer", Who.ADDRESSEE),
    ]
    assert not any(step.is_late for step in steps)
    assert steps[0].until == DAY(2026, 3, 2)
    assert steps[2].until == DAY(2026, 8, 10)


@pytest.mark.parametrize(
    ("moment", "is_late", "days"),
    [
        ("2026-09-04T23:59", False, 0),
        ("2026-09-05T00:00", True, 0),
        ("2026-09-07T09:00", True, 1),
        ("2026-09-11T09:00", True, 5),
    ],
)
def test_a_term_ends_with_its_last_day_also_before_a_weekend(moment: str, is_late: bool, days: int) -> None:
    petition, steps = went(("reach", "2026-09-01T11:00"), ("register", moment))
    assert late(steps) == [("register", is_late, days)]
    expected = {steps[0].sequence: days} if is_late else {}
    assert late_records(petition, list(history(petition))) == expected


def test_a_second_submission_begins_a_new_term() -> None:
    _petition, steps = went(
        ("submit", "2026-09-01T11:00"),
        ("request_correction", "2026-09-02T11:00"),
        ("resubmit", "2026-09-14T11:00"),
        ("admit", "2026-10-07T11:00"),
    )
    assert [step.move for step in steps] == ["request_correction", "resubmit", "admit"]
    assert steps[1].by is Who.INITIATOR
    assert not steps[2].is_late


def test_appeals_have_their_terms() -> None:
    _petition, steps = went(
        ("submit", "2026-09-01T11:00"),
        ("refuse", "2026-10-12T11:00"),
        ("appeal", "2026-10-13T11:00"),
        ("grant_appeal", "2026-12-14T11:00"),
    )
    assert [(step.move, step.is_late) for step in steps] == [
        ("refuse", True),
        ("appeal", False),
        ("grant_appeal", True),
    ]
    assert steps[2].by is Who.APPEAL_OFFICER


def test_after_a_court_stopped_it_no_old_term_counts() -> None:
    _petition, steps = went(("register", "2026-01-12T11:00"), ("stop", "2026-01-13T11:00"))
    assert steps == []


def test_a_petition_that_fell_below_is_registered_from_the_second_time_on() -> None:
    _petition, steps = went(
        ("reach", "2026-09-01T11:00"),
        ("fall_below", "2026-09-02T11:00"),
        ("reach", "2026-09-21T11:00"),
        ("register", "2026-09-22T11:00"),
    )
    assert [(step.move, step.begun_at.day, step.is_late) for step in steps] == [("register", 21, False)]


def test_a_draft_has_no_past() -> None:
    petition = people.draft(UserFactory())
    assert past_steps(petition, []) == []
