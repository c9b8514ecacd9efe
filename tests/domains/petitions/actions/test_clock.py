"""The platform's own steps: made when due, never early, and never at the cost of signatures given in time."""

import datetime as dt
import secrets
import threading

import pytest
from django.db import connection, transaction

from shanyraq.domains.petitions.actions import clock
from shanyraq.domains.petitions.actions.clock import advance, advance_due, due_petitions
from shanyraq.domains.petitions.actions.signing_lock import lock_signing
from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.platform.transparency.moves import history
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people
from tests.factories.petitions import AT, Hands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hands")]
DAY = dt.date
SECOND = dt.timedelta(seconds=1)


def moves(petition: Petition, at: dt.datetime) -> list[str]:
    return [record.move for record in advance(petition, at)]


def opened(number: int = 50) -> Petition:
    petition = people.admitted()
    people.counted(petition, number)
    advance(petition, AT)
    return petition


def signed(petition: Petition, number: int) -> None:
    Signature.objects.bulk_create(
        Signature(
            petition=petition,
            nullifier=secrets.token_bytes(32),
            territory_id="000000000",
            signed_at=AT,
            leaf_hash=secrets.token_bytes(32),
            method="identity",
        )
        for _number in range(number)
    )


def test_the_quorum_opens_a_petition_for_six_months() -> None:
    petition = people.admitted()
    people.counted(petition, 49)
    assert moves(petition, AT) == []
    people.counted(petition, 50)
    assert moves(petition, AT) == ["open"]
    petition.refresh_from_db()
    assert (petition.state, petition.opened_at, petition.due_date) == ("collecting", AT, None)
    assert petition.signing_ends_at == dt.datetime.fromisoformat("2027-03-01T23:59:59.999999+05:00")
    assert history(petition).last().actor_id is None


def test_without_a_quorum_a_petition_ends_a_moment_after_its_last_day(hands: Hands) -> None:
    petition = people.admitted()
    people.counted(petition, 49)
    end = petition.signing_ends_at
    hands.at = end - SECOND
    assert moves(petition, hands.at) == []
    hands.at = end
    assert moves(petition, hands.at) == ["miss_quorum"]
    petition.refresh_from_db()
    assert (petition.state, petition.ended_at, petition.due_date) == ("lapsed", end, None)
    assert petition.signing_ends_at == end


def test_the_threshold_hands_over_and_gives_days_to_register() -> None:
    petition = opened()
    people.counted(petition, 50_000)
    assert moves(petition, AT) == ["reach"]
    petition.refresh_from_db()
    assert (petition.state, petition.reached_at, petition.due_date) == ("reached", AT, DAY(2026, 9, 4))


def test_a_wave_takes_both_steps_at_once() -> None:
    petition = people.admitted()
    people.counted(petition, 60_000)
    assert moves(petition, AT) == ["open", "reach"]


def test_invalidated_signatures_bring_a_petition_back() -> None:
    petition = opened()
    people.counted(petition, 50_000)
    advance(petition, AT)
    people.counted(petition, 49_999)
    assert moves(petition, AT) == ["fall_below"]
    petition.refresh_from_db()
    assert (petition.state, petition.reached_at, petition.due_date) == ("collecting", None, None)
    assert moves(petition, AT) == []


def test_a_petition_that_falls_below_after_its_time_ends(hands: Hands) -> None:
    petition = opened()
    people.counted(petition, 50_000)
    advance(petition, AT)
    people.counted(petition, 10)
    hands.at = petition.signing_ends_at + SECOND
    assert moves(petition, hands.at) == ["fall_below", "expire"]
    assert (petition.state, petition.ended_at) == ("lapsed", hands.at)


def test_collection_ends_without_enough_signatures(hands: Hands) -> None:
    petition = opened(49_999)
    hands.at = petition.signing_ends_at
    assert moves(petition, hands.at) == ["expire"]
    petition.refresh_from_db()
    assert (petition.state, petition.ended_at) == ("lapsed", hands.at)


@pytest.mark.parametrize(("stored", "expected"), [(50, []), (49, ["miss_quorum"])])
def test_signatures_given_in_time_wait_for_the_count(hands: Hands, stored: int, expected: list[str]) -> None:
    petition = people.admitted()
    people.counted(petition, 3)
    signed(petition, stored)
    hands.at = petition.signing_ends_at + SECOND
    assert moves(petition, hands.at) == expected
    if not expected:
        people.counted(petition, stored)
        assert moves(petition, hands.at) == ["open"]


def test_withdrawn_signatures_keep_nothing_open(hands: Hands) -> None:
    petition = people.admitted()
    people.counted(petition, 3)
    signed(petition, 50)
    last = Signature.objects.last()
    Signature.objects.filter(pk=last.pk).update(withdrawn_at=AT)
    hands.at = petition.signing_ends_at + SECOND
    assert moves(petition, hands.at) == ["miss_quorum"]


def test_a_correction_that_never_came_closes_the_petition(hands: Hands) -> None:
    petition = people.returned()
    hands.at = dt.datetime.fromisoformat("2026-09-15T23:59:59+05:00")
    assert moves(petition, hands.at) == []
    hands.at += SECOND
    assert moves(petition, hands.at) == ["lapse_correction"]
    petition.refresh_from_db()
    assert (petition.state, petition.ended_at, petition.due_date) == ("lapsed", hands.at, None)


@pytest.mark.parametrize(
    "state", ["draft", "moderation", "refused", "review", "answered", "stopped", "lapsed"]
)
def test_other_states_are_left_alone(hands: Hands, state: str) -> None:
    petition = scene.petition(state, signing_ends_at=AT, due_date=DAY(2026, 9, 1), opened_at=AT)
    hands.turn(days=400)
    assert moves(petition, hands.at) == []
    assert not due_petitions(hands.at).exists()


def test_all_that_is_due_is_found_and_nothing_else(hands: Hands) -> None:
    people.edition()
    hands.at = scene.NOW
    gone = {"signing_ends_at": hands.at - SECOND}
    today = {"due_date": DAY(2026, 11, 26)}
    due = [
        scene.petition("opening", number=50),
        scene.petition("opening", number=1, **gone),
        scene.petition("collecting", number=50_000),
        scene.petition("collecting", number=1, **gone),
        scene.petition("reached", number=49_999),
        scene.petition("correction", due_date=DAY(2026, 11, 25)),
    ]
    for state, number, values in (
        ("opening", 49, {}),
        ("collecting", 49_999, {}),
        ("reached", 50_000, gone),
        ("correction", 0, today),
        ("moderation", 0, {"due_date": DAY(2020, 1, 1)}),
    ):
        scene.petition(state, number=number, **values)
    assert list(due_petitions(hands.at).order_by("pk")) == due
    assert advance_due(hands.at) == 6
    assert advance_due(hands.at) == 0


def test_one_that_fails_stops_no_other(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hands.at = scene.NOW
    bad = scene.petition("opening", number=50)
    good = scene.petition("opening", number=50)
    real = clock.advance

    def failing(petition: Petition, at: dt.datetime):
        if petition == bad:
            raise RuntimeError("broken")
        return real(petition, at)

    monkeypatch.setattr(clock, "advance", failing)
    assert advance_due(hands.at) == 1
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == ("collecting", "opening")
    assert bad.public_id in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_end_waits_for_signatures_that_are_being_given(hands: Hands) -> None:
    hands.at = scene.NOW
    petition = scene.petition("opening", number=1, signing_ends_at=hands.at - SECOND)
    made: list[str] = []

    def ending() -> None:
        try:
            made.extend(record.move for record in advance(Petition.objects.get(pk=petition.pk), hands.at))
        finally:
            connection.close()

    thread = threading.Thread(target=ending)
    with transaction.atomic():
        lock_signing(petition)
        thread.start()
        thread.join(1)
        assert made == []
    thread.join(20)
    assert made == ["miss_quorum"]
