"""The statutory clock in one look."""

import datetime as dt
from typing import Any

import pytest

from shanyraq.domains.petitions.actions.appeals import uphold_refusal
from shanyraq.domains.petitions.actions.moderation import admit
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.next_step import Who
from shanyraq.domains.petitions.queries.terms import clock_of
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people
from tests.factories.petitions import Hands

pytestmark = pytest.mark.django_db


def test_a_late_moderation_is_seen_while_it_lasts_and_ever_after(hands: Hands) -> None:
    petition = people.submitted()
    clock = clock_of(petition)
    assert clock.next is not None
    assert (clock.next.by, clock.next.days_left, clock.was_late) == (Who.MODERATOR, 20, False)
    hands.turn(days=29)
    late = clock_of(petition)
    assert late.next is not None
    assert (late.next.is_late, late.was_late, late.past) == (True, True, [])
    admit(petition=petition, actor=people.moderator(), at=hands.at)
    after = clock_of(petition)
    assert after.next is not None
    assert (after.next.by, after.next.is_late, after.was_late) == (Who.SIGNERS, False, True)
    assert [(step.move, step.days_late) for step in after.past] == [("admit", 1)]


def test_an_end_has_a_past_only(hands: Hands) -> None:
    petition = people.appealed()
    uphold_refusal(petition=petition, reason="-", actor=people.appeal_officer(), at=hands.at)
    clock = clock_of(petition)
    assert clock.next is None
    assert [step.move for step in clock.past] == ["refuse", "appeal", "uphold_refusal"]
    assert not clock.was_late


@pytest.mark.parametrize("state", ["moderation", "review", "answered", "lapsed"])
def test_two_queries_are_enough(django_assert_max_num_queries: Any, state: str) -> None:
    made = scene.petition(state, due_date=dt.date(2026, 12, 1))
    scene.moved(made, "submit", "draft", "moderation", at=scene.NOW)
    petition = Petition.objects.select_related("edition", "body").get(pk=made.pk)
    with django_assert_max_num_queries(2):
        clock_of(petition, scene.NOW.date())
