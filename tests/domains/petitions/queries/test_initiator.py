"""What an initiator sees of their own petitions."""

import datetime as dt

import pytest
from django.utils import timezone

from shanyraq.domains.petitions.actions.drafts import create_draft
from shanyraq.domains.petitions.queries.initiator import blank_draft, own_petition, own_petitions, standing
from shanyraq.domains.petitions.queries.next_step import Who
from shanyraq.domains.petitions.states import PetitionState as State
from tests.domains.petitions import public_scene
from tests.domains.petitions import writing_scene as scene

pytestmark = pytest.mark.django_db


def test_only_ones_own_are_found() -> None:
    scene.rules()
    user, other = scene.writer(), scene.writer(number=1)
    draft = scene.draft(user)
    assert list(own_petitions(user)) == [draft]
    assert list(own_petitions(other)) == []
    assert own_petition(other, draft.public_id) is None


def test_only_a_draft_without_a_word_is_blank() -> None:
    scene.rules()
    user = scene.writer()
    scene.draft(user, title="", body=None, topic=None, substance="", arguments="")
    assert blank_draft(user) is None
    blank = create_draft(actor=user, language="ru", at=timezone.now())
    assert blank_draft(user) == blank


def test_standing_tells_whose_step_it_is_and_how_long() -> None:
    monday = dt.date(2026, 11, 23)
    correction = public_scene.petition(State.CORRECTION, due_date=dt.date(2026, 11, 25))
    step = standing(correction, monday)
    assert step is not None
    assert (step.by, step.days_left, step.text) == (
        Who.INITIATOR,
        2,
        "Correct what was found and submit it again.",
    )
    late = standing(public_scene.petition(State.MODERATION, due_date=dt.date(2026, 11, 19)), monday)
    assert late is not None
    assert (late.by, late.is_late, late.days_late) == (Who.MODERATOR, True, 2)


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.LAPSED, State.REFUSAL_UPHELD, State.COMPLETED])
def test_what_has_ended_waits_for_nothing(state: State) -> None:
    assert standing(public_scene.petition(state), timezone.localdate()) is None
