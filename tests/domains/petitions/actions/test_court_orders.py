"""Courts stop petitions and let them go on; the time of signing that was left is not lost."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.actions.clock import advance
from shanyraq.domains.petitions.actions.court_orders import resume_petition, stop_petition
from shanyraq.domains.petitions.rules.terms import local_day
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import history, perform
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people
from tests.factories.petitions import AT, Hands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hands")]
ORDER = "Астана қалалық соты, 2026-09-03, № 12"


def test_a_stopped_petition_takes_no_signatures_and_goes_on_with_the_time_it_had(hands: Hands) -> None:
    petition = people.admitted()
    people.counted(petition, 50)
    advance(petition, AT)
    end = petition.signing_ends_at
    clerk = people.staff("stop_petition")
    stopped = hands.turn(days=10)
    stop_petition(petition=petition, reason=ORDER, actor=clerk, at=stopped)
    petition.refresh_from_db()
    assert (petition.state, petition.signing_ends_at, petition.ended_at) == ("stopped", stopped, stopped)
    resumed = hands.turn(days=100)
    resume_petition(petition=petition, reason=ORDER, actor=clerk, at=resumed)
    petition.refresh_from_db()
    assert (petition.state, petition.ended_at, petition.due_date) == ("collecting", None, None)
    assert petition.signing_ends_at == end + dt.timedelta(days=100)
    assert history(petition).last().reason == ORDER


def test_a_petition_that_was_never_opened_gathers_its_first_supporters_again(hands: Hands) -> None:
    petition = people.admitted()
    end = petition.signing_ends_at
    clerk = people.staff("stop_petition")
    stop_petition(petition=petition, reason=ORDER, actor=clerk, at=AT)
    resumed = hands.turn(days=10)
    resume_petition(petition=petition, reason=ORDER, actor=clerk, at=resumed)
    petition.refresh_from_db()
    assert (petition.state, petition.opened_at, petition.ended_at) == ("opening", None, None)
    assert petition.signing_ends_at == end + dt.timedelta(days=10)
    assert petition.due_date == local_day(petition.signing_ends_at)
    assert history(petition).last().move == "resume_opening"
    people.counted(petition, 50)
    advance(petition, resumed)
    assert (petition.state, petition.opened_at) == ("collecting", resumed)


def test_a_review_goes_on_with_the_working_days_that_were_left(hands: Hands) -> None:
    # Tuesday 1 September; the term ends after five more working days, on Tuesday the 8th
    petition = scene.petition("review", registered_at=AT, signing_ends_at=AT, due_date=dt.date(2026, 9, 8))
    clerk = people.staff("stop_petition")
    stop_petition(petition=petition, reason=ORDER, actor=clerk, at=AT)
    petition.refresh_from_db()
    assert petition.due_date is None
    resumed = hands.turn(days=13)  # Monday the 14th
    resume_petition(petition=petition, reason=ORDER, actor=clerk, at=resumed)
    petition.refresh_from_db()
    assert (petition.state, petition.ended_at, petition.signing_ends_at) == ("review", None, AT)
    assert petition.due_date == dt.date(2026, 9, 21)
    assert advance(petition, resumed) == []


def test_a_review_that_was_late_stays_due(hands: Hands) -> None:
    petition = scene.petition("review", registered_at=AT, due_date=dt.date(2026, 8, 3))
    clerk = people.staff("stop_petition")
    stop_petition(petition=petition, reason=ORDER, actor=clerk, at=AT)
    resumed = hands.turn(days=1)
    resume_petition(petition=petition, reason=ORDER, actor=clerk, at=resumed)
    assert petition.due_date == dt.date(2026, 9, 2)


@pytest.mark.parametrize(
    ("dates", "refused"),
    [
        ({"opened_at": None}, {"resume": "not_opened", "resume_review": "not_registered"}),
        ({}, {"resume_opening": "opened", "resume_review": "not_registered"}),
        ({"registered_at": AT}, {"resume": "registered", "resume_opening": "opened"}),
    ],
)
def test_a_petition_goes_on_where_it_stood_and_nowhere_else(
    dates: dict[str, object], refused: dict[str, str]
) -> None:
    clerk = people.staff("stop_petition")
    petition = scene.petition("stopped", **dates)
    for move, code in refused.items():
        with pytest.raises(Refusal) as refusal:
            perform(move, subject=petition, actor=clerk, at=AT, reason=ORDER)
        assert refusal.value.code == code


def test_orders_have_reasons_and_are_carried_out_by_who_may() -> None:
    petition = scene.petition("collecting")
    for actor, reason, code in (
        (people.staff("stop_petition"), " ", "reason_required"),
        (people.moderator(), ORDER, "not_allowed"),
    ):
        with pytest.raises(Refusal) as refused:
            stop_petition(petition=petition, reason=reason, actor=actor, at=AT)
        assert refused.value.code == code
