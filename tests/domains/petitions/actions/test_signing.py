"""One person, one signature; rows, published count and log always agree."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from shanyraq.domains.petitions.actions.signing import LOG, nullifier_of
from shanyraq.domains.petitions.actions.signing_lock import lock_signing
from shanyraq.domains.petitions.actions.withdrawal import withdraw_signature
from shanyraq.domains.petitions.models import (
    HourCount,
    PetitionKey,
    Signature,
    Territory,
    TerritoryCount,
)
from shanyraq.domains.petitions.states import SIGNABLE, PetitionState
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.queries.persons import reveal_iin
from shanyraq.platform.transparency.log.sequencing import sequence_now
from shanyraq.platform.transparency.models import LogLeaf, LogPending
from shanyraq_verify.petitions import commitment
from tests.domains.petitions import public_scene as scene
from tests.domains.petitions.signing_scene import (
    AT,
    entry_of,
    open_petition,
    person,
    published,
    recounted,
    region,
    sign,
    valid_rows,
)

pytestmark = pytest.mark.django_db


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_a_signature_is_stored_and_stands_in_the_log() -> None:
    petition = open_petition()
    signed = sign(petition, 1, public_name="Айгүл С.", network="192.0.2.7")
    row = Signature.objects.get(pk=signed.number)
    assert signed.is_new
    assert (row.public_name, row.network, row.territory_id) == ("Айгүл С.", "192.0.2.7", region().code)
    assert bytes(row.nullifier).hex() == nullifier_of(petition, person(1))
    assert published(petition)["valid"] == 0, "counted when the log has it, not before"

    sequence_now(LOG)
    leaf = LogLeaf.objects.get()
    assert bytes(leaf.leaf_hash) == signed.leaf_hash == bytes(row.leaf_hash)
    assert leaf.subject == row.pk
    assert entry_of(leaf) == {
        "commitment": commitment(
            salt=bytes(row.salt or b""),
            petition=petition.public_id,
            nullifier=bytes(row.nullifier).hex(),
            territory=region().code,
            bucket="2026-11-26T07",
        ),
        "kind": "signature",
        "nullifier": bytes(row.nullifier).hex(),
        "petition": petition.public_id,
    }
    assert published(petition) == recounted(petition)
    assert published(petition) == {"valid": 1, "signed": 1, "withdrawn": 0, "invalidated": 0}
    assert TerritoryCount.objects.get().valid == 1
    assert HourCount.objects.get().signed == 1


def test_neither_the_row_nor_the_entry_tells_the_identity_number() -> None:
    petition = open_petition()
    sign(petition, 1)
    sequence_now(LOG)
    number = reveal_iin(person(1))
    assert number not in bytes(LogLeaf.objects.get().body).decode()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(s)::text, to_jsonb(k)::text FROM petitions_signature s, petitions_petitionkey k"
        )
        assert number not in "".join(cursor.fetchone())


def test_one_person_has_another_name_in_another_petition() -> None:
    first, second = open_petition(), open_petition()
    assert nullifier_of(first, person(1)) == nullifier_of(first, person(1))
    assert nullifier_of(first, person(1)) != nullifier_of(second, person(1))
    assert nullifier_of(first, person(1)) != nullifier_of(first, person(2))


def test_who_signs_again_has_signed_once() -> None:
    petition = open_petition()
    first, again = sign(petition, 1), sign(petition, 1, territory=region("710000000"))
    assert (again.is_new, again.number, again.leaf_hash) == (False, first.number, first.leaf_hash)
    sequence_now(LOG)
    assert published(petition) == recounted(petition)
    assert valid_rows(petition) == 1


@pytest.mark.parametrize("state", PetitionState.values)
def test_signatures_are_taken_in_exactly_these_states(state: str) -> None:
    petition = open_petition(state=state, signing_ends_at=AT + dt.timedelta(days=1))
    if state in SIGNABLE:
        assert sign(petition).is_new
    else:
        assert refusal(lambda: sign(petition)) == "closed"
        assert not LogPending.objects.exists()


def test_not_a_second_after_the_end() -> None:
    petition = open_petition(signing_ends_at=AT)
    assert refusal(lambda: sign(petition, at=AT)) == "closed"
    assert sign(petition, at=AT - dt.timedelta(microseconds=1)).is_new


def test_the_state_that_is_stored_decides_not_the_page_that_was_open() -> None:
    petition = open_petition()
    type(petition).objects.update(state="withdrawn")
    assert refusal(lambda: sign(petition)) == "closed"


def test_without_a_key_nobody_signs() -> None:
    petition = scene.petition()
    assert not PetitionKey.objects.exists()
    assert refusal(lambda: sign(petition)) == "closed"


def test_only_people_of_the_territory_sign() -> None:
    elsewhere = Territory.objects.create(
        code="471000000", kind="district", parent=region("470000000"), name={"kk": "Аудан"}
    )
    national = open_petition()
    assert refusal(lambda: sign(national, territory=national.body.territory)) == "territory"
    assert refusal(lambda: sign(national, territory=elsewhere)) == "territory"
    local = open_petition(body=scene.body("akimat", "akimat", region("750000000")))
    assert refusal(lambda: sign(local, territory=region("710000000"))) == "territory"
    assert sign(local, territory=region("750000000")).is_new


def test_a_signature_is_taken_back_and_may_be_given_again() -> None:
    petition = open_petition()
    sign(petition, 1, public_name="Айгүл С.")
    sign(petition, 2)
    sequence_now(LOG)
    taken = withdraw_signature(petition=petition, person=person(1), at=AT)
    assert taken.public_name == ""
    assert refusal(lambda: withdraw_signature(petition=petition, person=person(1), at=AT)) == "not_signed"
    assert published(petition)["valid"] == 2, "until the log has it"
    sequence_now(LOG)
    assert published(petition) == recounted(petition)
    assert published(petition) == {"valid": 1, "signed": 2, "withdrawn": 1, "invalidated": 0}
    assert sign(petition, 1).is_new
    sequence_now(LOG)
    assert published(petition) == recounted(petition)
    assert published(petition)["valid"] == valid_rows(petition) == 2


def test_given_taken_back_and_given_again_before_the_log_looked() -> None:
    petition = open_petition()
    sign(petition, 1)
    withdraw_signature(petition=petition, person=person(1), at=AT)
    sign(petition, 1)
    sequence_now(LOG)
    assert published(petition) == recounted(petition)
    assert published(petition)["valid"] == valid_rows(petition) == 1


def test_nothing_is_taken_back_after_the_end() -> None:
    petition = open_petition()
    sign(petition, 1)
    late = AT + dt.timedelta(days=90)
    assert refusal(lambda: withdraw_signature(petition=petition, person=person(1), at=late)) == "closed"


@pytest.mark.django_db(transaction=True)
def test_thirty_at_once_with_one_identity_count_once() -> None:
    petition, someone = open_petition(), person(1)
    region()
    news: list[bool] = []

    def press() -> None:
        try:
            news.append(sign(petition, someone).is_new)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _number in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    sequence_now(LOG)
    assert sorted(news) == [False] * 29 + [True]
    assert published(petition)["valid"] == recounted(petition)["valid"] == valid_rows(petition) == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_ends_the_signing_waits_for_nobody_new() -> None:
    petition, someone = open_petition(), person(1)
    region()
    outcome: list[str] = []

    def press() -> None:
        try:
            outcome.append("signed" if sign(petition, someone).is_new else "again")
        except Refusal as refused:
            outcome.append(refused.code)
        finally:
            connection.close()

    with transaction.atomic():
        lock_signing(petition)
        thread = threading.Thread(target=press)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "a signature waits for who ends the signing"
        type(petition).objects.filter(pk=petition.pk).update(state="review")
    thread.join(60)
    assert outcome == ["closed"]
