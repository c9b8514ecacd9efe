"""After the term personal data goes; counts, log and receipts still hold; a held petition stops no other."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from shanyraq.domains.petitions.actions import retention
from shanyraq.domains.petitions.actions.court_orders import resume_petition
from shanyraq.domains.petitions.actions.retention import clear, clear_due, hold, release
from shanyraq.domains.petitions.actions.signing import LOG, nullifier_of
from shanyraq.domains.petitions.models import (
    FraudFinding,
    Petition,
    PetitionKey,
    RetentionChange,
    Signature,
)
from shanyraq.domains.petitions.queries.signing import receipt_of, signature_of
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.merkle.entries import canonical
from shanyraq.kernel.merkle.tree import leaf_hash
from shanyraq.platform.accounts.models import User
from shanyraq.platform.transparency.log.reading import place_of
from shanyraq.platform.transparency.log.sequencing import sequence_now
from tests.domains.petitions.signing_scene import AT, open_petition, person, published, recounted, sign
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(days=190)


@pytest.fixture
def officer() -> User:
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="stop_petition"))
    return user


def ended() -> Petition:
    petition = open_petition(initiator=person(9), initiator_name="Сыналыева Айгүл", user=UserFactory())
    sign(petition, 1, public_name="Айгүл С.", network="192.0.2.1")
    sign(petition, 2)
    sequence_now(LOG)
    Petition.objects.filter(pk=petition.pk).update(state="lapsed", ended_at=AT)
    petition.refresh_from_db()
    return petition


def test_who_signed_is_gone_and_the_proof_holds() -> None:
    petition = ended()
    kept = receipt_of(Signature.objects.order_by("pk")[0])
    assert clear_due(AT + dt.timedelta(days=100)) == 0
    assert clear_due(LATER) == 1
    assert clear_due(LATER) == 0

    assert not PetitionKey.objects.exists()
    for row in Signature.objects.all():
        assert (row.person, row.salt, row.network, row.public_name) == (None, None, None, "")
        assert receipt_of(row) is None
    petition.refresh_from_db()
    assert (petition.initiator, petition.user, petition.initiator_name) == (None, None, "")
    assert petition.anonymised_at == LATER
    with pytest.raises(Refusal):
        nullifier_of(petition, person(1))
    assert signature_of(petition, person(1)) is None

    assert published(petition) == recounted(petition)
    assert published(petition)["valid"] == 2
    assert kept is not None
    place = place_of(LOG, leaf_hash(canonical(kept.entry())))
    assert place is not None
    assert place.index == kept.index


def test_a_held_petition_stops_no_other(officer: User) -> None:
    held, other = ended(), ended()
    hold(petition=held, reason="Сот ісі.", actor=officer, at=AT)
    assert clear_due(LATER) == 1
    other.refresh_from_db()
    assert other.anonymised_at == LATER
    assert PetitionKey.objects.get().petition == held
    with pytest.raises(Refusal) as refused:
        clear(held, LATER)
    assert refused.value.code == "held"
    release(petition=held, reason="Іс аяқталды.", actor=officer, at=LATER)
    assert clear_due(LATER) == 1


def test_one_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, _second = ended(), ended()

    def fail(petition: Petition, at: dt.datetime) -> None:
        if petition.pk == first.pk:
            raise LookupError
        clear(petition, at)

    monkeypatch.setattr("shanyraq.domains.petitions.actions.retention.clear", fail)
    assert clear_due(LATER) == 1


def test_a_petition_that_goes_on_keeps_its_signers() -> None:
    petition = ended()
    Petition.objects.filter(pk=petition.pk).update(state="review", ended_at=None)
    assert clear_due(LATER) == 0


def test_holding_needs_a_reason_and_the_right(officer: User) -> None:
    petition = ended()
    for reason, actor, code in ((" ", officer, "incomplete"), ("Сот.", UserFactory(), "not_allowed")):
        with pytest.raises(Refusal) as refused:
            hold(petition=petition, reason=reason, actor=actor, at=AT)
        assert refused.value.code == code


def test_an_order_to_hold_that_comes_between_is_not_overrun(officer: User) -> None:
    petition = ended()
    read_before = Petition.objects.select_related("edition").get(pk=petition.pk)
    hold(petition=petition, reason="Сот ісі.", actor=officer, at=LATER)
    with pytest.raises(Refusal) as refused:
        clear(read_before, LATER)
    assert refused.value.code == "held"
    assert PetitionKey.objects.exists()


def test_a_petition_that_a_court_let_go_on_meanwhile_keeps_its_signers(officer: User) -> None:
    petition = ended()
    Petition.objects.filter(pk=petition.pk).update(state="stopped")
    read_before = Petition.objects.select_related("edition").get(pk=petition.pk)
    resume_petition(petition=petition, reason="Сот шешімі.", actor=officer, at=LATER)
    with pytest.raises(Refusal) as refused:
        clear(read_before, LATER)
    assert refused.value.code == "too_early"
    assert PetitionKey.objects.exists()


def test_without_its_key_a_petition_never_goes_on_and_is_never_held(officer: User) -> None:
    """Nobody could tell any more who has signed already: one person would count twice."""
    petition = ended()
    Petition.objects.filter(pk=petition.pk).update(state="stopped")
    assert clear_due(LATER) == 1
    for order in (
        lambda: resume_petition(petition=petition, reason="Сот шешімі.", actor=officer, at=LATER),
        lambda: hold(petition=petition, reason="Сот ісі.", actor=officer, at=LATER),
    ):
        with pytest.raises(Refusal) as refused:
            order()
        assert refused.value.code == "gone"
    petition.refresh_from_db()
    assert (petition.state, petition.is_held) == ("stopped", False)


def test_addresses_in_suspicions_go_too() -> None:
    petition = ended()
    facts = {"network": "192.0.2.1/32", "since": AT.isoformat(), "signatures": 1}
    FraudFinding.objects.create(petition=petition, kind="burst", facts=facts, found_at=AT)
    FraudFinding.objects.create(petition=petition, kind="region", facts={"territory": "75"}, found_at=AT)
    assert clear_due(LATER) == 1
    burst, region = FraudFinding.objects.order_by("pk")
    assert (burst.facts, burst.state) == ({"signatures": 1}, "dismissed")
    assert (region.facts, region.state) == ({"territory": "75"}, "open")


def test_every_change_is_on_record_and_none_is_made_twice(officer: User) -> None:
    petition = ended()
    hold(petition=petition, reason="Сот ісі.", actor=officer, at=AT)
    with pytest.raises(Refusal) as refused:
        hold(petition=petition, reason="Тағы.", actor=officer, at=AT)
    assert refused.value.code == "held"
    release(petition=petition, reason="Іс аяқталды.", actor=officer, at=LATER)
    with pytest.raises(Refusal) as refused:
        release(petition=petition, reason="Тағы.", actor=officer, at=LATER)
    assert refused.value.code == "not_held"
    changes = list(RetentionChange.objects.values_list("kind", "reason", "user", "at"))
    assert changes == [("held", "Сот ісі.", officer.pk, AT), ("released", "Іс аяқталды.", officer.pk, LATER)]


def test_what_is_gone_cannot_be_held(officer: User) -> None:
    petition = ended()
    clear(petition, LATER)
    with pytest.raises(Refusal) as refused:
        hold(petition=petition, reason="Сот ісі.", actor=officer, at=LATER)
    assert refused.value.code == "gone"


def test_an_order_to_hold_that_comes_while_rows_are_cleared_stops_the_clearing(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    petition = ended()
    monkeypatch.setattr(retention, "CHUNK", 1)
    clear_some = retention._clear_some

    def ordered_after_the_first(petition: Petition, at: dt.datetime) -> int:
        cleared = clear_some(petition, at)
        hold(petition=Petition.objects.get(pk=petition.pk), reason="Сот ісі.", actor=officer, at=at)
        return cleared

    monkeypatch.setattr(retention, "_clear_some", ordered_after_the_first)
    assert clear_due(LATER) == 0
    petition.refresh_from_db()
    assert (petition.is_held, petition.anonymised_at) == (True, None)
    assert petition.initiator is not None
    assert PetitionKey.objects.filter(petition=petition).exists()
    assert Signature.objects.filter(person__isnull=False, salt__isnull=False).count() == 1

    monkeypatch.setattr(retention, "_clear_some", clear_some)
    release(petition=petition, reason="Іс аяқталды.", actor=officer, at=LATER)
    assert clear_due(LATER) == 1
    assert not Signature.objects.filter(person__isnull=False).exists()
    assert not PetitionKey.objects.exists()
