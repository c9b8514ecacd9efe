"""A key signs for its holder, in one account, one petition, one version, once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from shanyraq.domains.petitions.actions.retention import clear
from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.actions.submission import write_version
from shanyraq.domains.petitions.actions.withdrawal import withdraw_signature
from shanyraq.domains.petitions.models import Petition, Signature, SignatureEvidence
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import Person, User
from shanyraq.platform.transparency.log.sequencing import sequence_now
from tests.domains.petitions.electronic_scene import document, give, key_of, signature
from tests.domains.petitions.signing_scene import AT, iin, open_petition, published, recounted, region, sign
from tests.factories.accounts import UserFactory, identity
from tests.platform.electronic_signatures.authority_scene import DAY, Authority
from tests.platform.electronic_signatures.authority_scene import sign as sign_bytes

pytestmark = pytest.mark.django_db
MINE, OTHERS = iin(1), iin(2)


@pytest.fixture
def petition() -> Petition:
    region()
    return open_petition()


def account(number: str | None = MINE) -> User:
    user = UserFactory()
    if number is not None:
        link_person(user=user, identity=identity(number), at=AT)
    return user


def code_of(petition: Petition, user: User, cms: bytes, **values: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        give(petition, user, cms, **values)
    assert not SignatureEvidence.objects.exists()
    return refusal.value.code


def test_a_key_signs_for_a_confirmed_person(authority: Authority, petition: Petition) -> None:
    user = account()
    signed = give(petition, user, signature(petition, user, key_of(authority, MINE)), shows_name=True)
    assert signed.is_new
    row = Signature.objects.get()
    assert (row.method, row.person, row.public_name) == ("cms", user.person, "Айгүл С.")
    sequence_now(LOG)
    assert published(petition) == recounted(petition)
    assert published(petition)["valid"] == 1


def test_a_key_confirms_who_the_account_is(authority: Authority, petition: Petition) -> None:
    user = account(None)
    give(petition, user, signature(petition, user, key_of(authority, MINE)), shows_name=True)
    person = Person.objects.get(user=user)
    assert person.full_name == "Сыналыева Айгүл Үлгіқызы"
    assert Signature.objects.get().person == person
    assert Signature.objects.get().public_name == "Айгүл С."


def test_names_of_a_confirmed_person_stay(authority: Authority, petition: Petition) -> None:
    user = UserFactory()
    link_person(user=user, identity=identity(MINE, given_name="Ерлан", family_name="Ахмет"), at=AT)
    give(petition, user, signature(petition, user, key_of(authority, MINE)))
    assert Person.objects.get().full_name == "Ахмет Ерлан"


def test_the_key_of_another_person(authority: Authority, petition: Petition) -> None:
    user = account()
    cms = signature(petition, user, key_of(authority, OTHERS))
    assert code_of(petition, user, cms) == "certificate_of_another_person"
    assert not Signature.objects.exists()


def test_a_person_with_another_account(authority: Authority, petition: Petition) -> None:
    account(MINE)
    second = account(None)
    cms = signature(petition, second, key_of(authority, MINE))
    assert code_of(petition, second, cms) == "identity_taken"
    assert not Person.objects.filter(user=second).exists()
    assert not Signature.objects.exists()


def test_a_signature_that_fell_into_other_hands_confirms_nobody(
    authority: Authority, petition: Petition
) -> None:
    """Whoever gets somebody's file may not become that person with it."""
    owner, thief = account(None), account(None)
    cms = signature(petition, owner, key_of(authority, MINE))
    assert code_of(petition, thief, cms) == "other_content"
    assert not Person.objects.exists()
    assert give(petition, owner, cms).is_new


def test_the_signature_of_another_petition(authority: Authority, petition: Petition) -> None:
    user = account()
    other = open_petition()
    cms = signature(other, user, key_of(authority, MINE))
    assert code_of(petition, user, cms) == "other_content"


def test_the_signature_of_an_older_version(authority: Authority, petition: Petition) -> None:
    user, pair = account(), key_of(authority, MINE)
    old = signature(petition, user, pair)
    petition.title, petition.version = "Ауылға екі кітапхана керек", 2
    write_version(petition, AT)
    petition.save()
    assert code_of(petition, user, old) == "other_content"
    assert give(petition, user, signature(petition, user, pair)).is_new


@pytest.mark.parametrize("is_attached", [True, False])
def test_a_text_with_one_letter_changed(authority: Authority, petition: Petition, is_attached: bool) -> None:
    user = account()
    text = document(petition, user).replace("кітапхана".encode(), "кітапханА".encode(), 1)
    cms = sign_bytes(text, key_of(authority, MINE), is_attached=is_attached)
    assert code_of(petition, user, cms) == "other_content"


@pytest.mark.parametrize("is_attached", [True, False])
@pytest.mark.parametrize("is_pem", [True, False])
def test_every_form_is_taken(
    authority: Authority, petition: Petition, is_attached: bool, is_pem: bool
) -> None:
    user = account()
    cms = signature(petition, user, key_of(authority, MINE), is_attached=is_attached, is_pem=is_pem)
    assert give(petition, user, cms).is_new


def test_a_replay_counts_once(authority: Authority, petition: Petition) -> None:
    user, pair = account(), key_of(authority, MINE)
    cms = signature(petition, user, pair)
    first = give(petition, user, cms)
    again = give(petition, user, cms)
    other = give(petition, user, signature(petition, user, pair))
    assert (again.number, again.is_new) == (other.number, other.is_new) == (first.number, False)
    assert SignatureEvidence.objects.count() == Signature.objects.count() == 1


def test_with_a_key_and_without_is_one_signature(authority: Authority, petition: Petition) -> None:
    user = account()
    sign(petition, user.person)
    assert not give(petition, user, signature(petition, user, key_of(authority, MINE))).is_new
    assert Signature.objects.get().method == "identity"
    assert not SignatureEvidence.objects.exists()


def test_taken_back_and_given_again_by_the_same_account(authority: Authority, petition: Petition) -> None:
    user, pair = account(), key_of(authority, MINE)
    give(petition, user, signature(petition, user, pair))
    withdraw_signature(petition=petition, person=user.person, at=AT)
    assert give(petition, user, signature(petition, user, pair)).is_new
    sequence_now(LOG)
    assert published(petition) == recounted(petition)
    assert published(petition)["valid"] == 1


def test_a_closed_petition_asks_no_authority(authority: Authority, petition: Petition) -> None:
    user = account()
    cms = signature(petition, user, key_of(authority, MINE))
    Petition.objects.update(state="review")
    petition.refresh_from_db()
    assert code_of(petition, user, cms) == "closed"
    assert authority.behaviour.asked == []


def test_what_is_refused_confirms_nobody(authority: Authority, petition: Petition) -> None:
    """A petition that closed while the authority was asked takes nothing, the identity included."""
    user = account(None)
    cms = signature(petition, user, key_of(authority, MINE))
    Petition.objects.update(state="review")  # the one in hand does not know
    assert code_of(petition, user, cms) == "closed"
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"ends": AT - DAY}, "expired"),
        ({"begins": AT + DAY}, "not_yet_valid"),
        ({"usage": {"digital_signature"}}, "wrong_key"),
    ],
)
def test_bad_certificates_sign_nothing(
    authority: Authority, petition: Petition, values: dict[str, dt.datetime], code: str
) -> None:
    user = account()
    cms = signature(petition, user, key_of(authority, MINE, **values))
    assert code_of(petition, user, cms) == code
    assert not Signature.objects.exists()


def test_revoked_keys_sign_nothing(authority: Authority, petition: Petition) -> None:
    user, pair = account(), key_of(authority, MINE)
    authority.revoke(pair, AT - DAY)
    assert code_of(petition, user, signature(petition, user, pair)) == "revoked"


def test_a_name_of_the_account_from_before_a_change_of_the_secret(
    authority: Authority, petition: Petition, settings: Any
) -> None:
    user, old = account(None), settings.IDENTITY_KEY
    cms = signature(petition, user, key_of(authority, MINE))
    settings.IDENTITY_KEY, settings.IDENTITY_KEY_FALLBACKS = "another secret of the house, long enough", [old]
    assert give(petition, user, cms).is_new


def test_the_evidence_goes_with_the_retention(authority: Authority, petition: Petition) -> None:
    user = account()
    give(petition, user, signature(petition, user, key_of(authority, MINE)))
    assert SignatureEvidence.objects.exists()
    Petition.objects.update(state="lapsed", ended_at=AT)
    petition.refresh_from_db()
    clear(petition, AT + 200 * DAY)
    assert not SignatureEvidence.objects.exists()
    assert Signature.objects.get().person is None
