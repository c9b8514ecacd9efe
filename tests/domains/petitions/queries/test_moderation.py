"""Queues of moderation and appeals: ages, terms, and who sees what."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.queries import moderation
from shanyraq.domains.petitions.queries.moderation import QueueWish
from shanyraq.domains.petitions.states import PetitionState as State
from tests.domains.petitions import public_scene
from tests.domains.petitions import writing_scene as scene

pytestmark = pytest.mark.django_db
THURSDAY = dt.date(2026, 11, 26)


def test_age_and_term_are_working_days_of_the_calendar() -> None:
    handed_over = dt.datetime(2026, 11, 19, 6, 0, tzinfo=dt.UTC)
    petition = public_scene.petition(
        State.MODERATION, submitted_at=handed_over, due_date=dt.date(2026, 11, 24)
    )
    row = moderation.waiting(petition, THURSDAY)
    assert (row.age, row.days_left, row.is_late, row.days_late) == (5, -2, True, 2)
    soon = moderation.waiting(petition, dt.date(2026, 11, 20))
    assert (soon.days_left, soon.is_late, soon.is_soon) == (2, False, True)


def test_soon_reaches_over_the_days_of_rest() -> None:
    due = {day: public_scene.petition(State.MODERATION, due_date=day) for day in map(_november, (25, 26, 30))}
    later = public_scene.petition(State.MODERATION, due_date=dt.date(2026, 12, 2))
    user = scene.staff("moderate_petition")
    found = list(moderation.queue(user, QueueWish(due="soon"), THURSDAY))
    assert found == [due[_november(26)], due[_november(30)]]
    assert later not in found
    assert moderation.numbers(user, THURSDAY)["late"] == 1


def _november(day: int) -> dt.date:
    return dt.date(2026, 11, day)


@pytest.mark.parametrize("state", [State.DRAFT, State.COLLECTING, State.WITHDRAWN, State.LAPSED])
def test_other_states_are_not_in_the_queue(state: State) -> None:
    petition = public_scene.petition(state)
    assert moderation.moderated_petition(scene.staff("moderate_petition"), petition.public_id) is None


def test_grounds_are_those_of_the_edition_that_is_pinned() -> None:
    ground = public_scene.ground()
    petition = public_scene.petition(State.MODERATION)
    assert list(moderation.grounds_of(petition)) == [ground]
    petition.edition = None
    assert list(moderation.grounds_of(petition)) == []
