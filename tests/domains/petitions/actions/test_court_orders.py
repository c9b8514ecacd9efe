"""Courts stop petitions and let them go on; the time of signing that was left is not lost."""

import datetime as dt

import pytest

from shanyraq.domains.petitions.actions.clock import advance
from shanyraq.domains.petitions.actions.court_orders import resume_petition, stop_petition
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import history
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


def test_a_petition_that_was_never_opened_gets_the_whole_collection(hands: Hands) -> None:
    petition = people.admitted()
    clerk = people.staff("stop_petition")
    stop_petition(petition=petition, reason=ORDER, actor=clerk, at=AT)
    resumed = hands.turn(days=1)
    resume_petition(petition=petition, reason=ORDER, actor=clerk, at=resumed)
    assert petition.opened_at == resumed
    assert petition.signing_ends_at == dt.datetime.fromisoformat("2027-03-02T23:59:59.999999+05:00")


def test_orders_have_reasons_and_are_carried_out_by_who_may() -> None:
    petition = scene.petition("collecting")
    for actor, reason, code in (
        (people.staff("stop_petition"), " ", "reason_required"),
        (people.moderator(), ORDER, "not_allowed"),
    ):
        with pytest.raises(Refusal) as refused:
            stop_petition(petition=petition, reason=reason, actor=actor, at=AT)
        assert refused.value.code == code
