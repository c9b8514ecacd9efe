"""Appeals are decided by somebody else, with reasons, and either end a petition or open it."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.actions.appeals import appeal, grant_appeal, uphold_refusal
from shanyraq.domains.petitions.models import Verdict
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import history
from tests.factories import petitions as people
from tests.factories.petitions import AT, Hands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hands")]
DAY = dt.date


def code_of(call, **values) -> str:
    with pytest.raises(Refusal) as refused:
        call(**values)
    return refused.value.code


def test_an_appeal_takes_the_petition_up_again(hands: Hands) -> None:
    petition = people.refused()
    at = hands.turn(days=1)
    appeal(petition=petition, reason="Бұл тіл туралы емес.", actor=petition.user, at=at)
    petition.refresh_from_db()
    assert (petition.state, petition.ended_at, petition.due_date) == ("appeal", None, DAY(2026, 9, 30))
    assert history(petition).last().reason == "Бұл тіл туралы емес."


def test_the_term_to_appeal_ends_with_its_last_day(hands: Hands) -> None:
    petition = people.refused()
    call = {"petition": petition, "reason": "Неге?", "actor": petition.user}
    assert petition.due_date == DAY(2026, 9, 15)
    hands.at = dt.datetime.fromisoformat("2026-09-16T00:00:00+05:00")
    assert code_of(appeal, at=hands.at, **call) == "too_late"
    hands.at = dt.datetime.fromisoformat("2026-09-15T23:59:59+05:00")
    appeal(at=hands.at, **call)


def test_an_appeal_has_reasons() -> None:
    petition = people.refused()
    assert code_of(appeal, petition=petition, reason="", actor=petition.user, at=AT) == "reason_required"
    assert petition.ended_at == AT


def test_an_upheld_refusal_is_the_end(hands: Hands) -> None:
    petition = people.appealed()
    at = hands.turn(days=1)
    uphold_refusal(petition=petition, reason="Тыйым бар.", actor=people.appeal_officer(), at=at)
    petition.refresh_from_db()
    assert (petition.state, petition.ended_at, petition.due_date) == ("refusal_upheld", at, None)


def test_a_granted_appeal_opens_the_petition(hands: Hands) -> None:
    petition = people.appealed()
    at = hands.turn(days=1)
    grant_appeal(petition=petition, reason="Тыйым жоқ.", actor=people.appeal_officer(), at=at)
    petition.refresh_from_db()
    assert (petition.state, petition.admitted_at, petition.due_date) == ("opening", at, DAY(2026, 9, 30))
    assert petition.count.valid == 0
    assert petition.key.sealed


def test_who_refused_does_not_decide_on_the_appeal() -> None:
    petition = people.appealed()
    refuser = Verdict.objects.get().user
    refuser.user_permissions.add(*people.appeal_officer().user_permissions.all())
    refuser = type(refuser).objects.get(pk=refuser.pk)
    for decide in (grant_appeal, uphold_refusal):
        assert code_of(decide, petition=petition, reason="-", actor=refuser, at=AT) == "not_allowed"
