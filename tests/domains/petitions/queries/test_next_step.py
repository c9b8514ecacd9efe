"""What happens next: for every state somebody's step, or nothing."""

import datetime as dt

import pytest
from django.utils.translation import override

from shanyraq.domains.petitions.models import Promise
from shanyraq.domains.petitions.queries.next_step import BY, NEXT, Who, next_step
from shanyraq.domains.petitions.states import ENDED, PetitionState
from shanyraq.kernel.languages import LANGUAGES
from tests.domains.petitions import public_scene as scene

pytestmark = pytest.mark.django_db
DAY = dt.date
DUE = DAY(2026, 11, 26)


def test_every_state_has_a_next_step_or_is_an_end() -> None:
    assert set(NEXT) == set(BY) == set(PetitionState) - ENDED | {PetitionState.STOPPED}
    assert set(BY.values()) == set(Who)
    for language in LANGUAGES:
        with override(language):
            assert all(str(text) for text in NEXT.values())


@pytest.mark.parametrize(
    ("state", "by"),
    [
        ("moderation", Who.MODERATOR),
        ("correction", Who.INITIATOR),
        ("refused", Who.INITIATOR),
        ("appeal", Who.APPEAL_OFFICER),
        ("reached", Who.ADDRESSEE),
        ("review", Who.ADDRESSEE),
    ],
)
def test_a_term_counts_working_days_until_its_last_day(state: str, by: Who) -> None:
    petition = scene.petition(state, due_date=DUE)
    step = next_step(petition, [], DAY(2026, 11, 20))
    assert step is not None
    assert (step.until, step.days_left, step.by, step.is_late) == (DUE, 4, by, False)
    assert step.is_by_addressee is (by is Who.ADDRESSEE)
    on_the_day = next_step(petition, [], DUE)
    assert on_the_day is not None
    assert (on_the_day.days_left, on_the_day.is_late) == (0, False)


@pytest.mark.parametrize("state", ["moderation", "appeal", "reached", "review"])
def test_a_term_that_is_over_is_late(state: str) -> None:
    step = next_step(scene.petition(state, due_date=DUE), [], DAY(2026, 11, 30))
    assert step is not None
    assert (step.is_late, step.days_late) == (True, 2)


def test_after_the_term_to_appeal_nothing_is_left() -> None:
    petition = scene.petition("refused", due_date=DUE)
    assert next_step(petition, [], DUE) is not None
    assert next_step(petition, [], DUE + scene.DAY) is None


def test_signatures_are_gathered_until_the_day_their_time_ends() -> None:
    end = dt.datetime.fromisoformat("2026-11-30T23:59:59.999999+05:00")
    step = next_step(scene.petition("collecting", signing_ends_at=end), [], DUE)
    assert step is not None
    assert (step.until, step.by) == (DAY(2026, 11, 30), Who.SIGNERS)


def test_an_answered_petition_waits_for_its_next_promise() -> None:
    petition = scene.petition("answered")
    late = Promise(petition=petition, due_date=DAY(2026, 12, 1), state="late")
    kept = Promise(petition=petition, due_date=DAY(2026, 11, 1), state="kept")
    step = next_step(petition, [kept, late], DUE)
    assert step is not None
    assert step.until == DAY(2026, 12, 1)
    assert next_step(petition, [kept], DUE) is None


@pytest.mark.parametrize("state", ["completed", "lapsed", "withdrawn", "refusal_upheld"])
def test_ends_have_no_next_step(state: str) -> None:
    assert next_step(scene.petition(state), [], DUE) is None
