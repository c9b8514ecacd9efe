"""A certificate confirms an account, under the same rules as the state's provider."""

from typing import Any

import pytest

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.actions.certificates import person_by_certificate
from shanyraq.platform.accounts.actions.persons import link_person, record_person
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.electronic_signatures.holders import Holder
from tests.factories.accounts import AT, IINS, UserFactory, identity

pytestmark = pytest.mark.django_db
HOLDER = Holder(iin=IINS[0], given_name="Айгүл", family_name="Сыналыева", middle_name="Үлгіқызы")


def test_an_account_without_a_person_becomes_the_holders() -> None:
    user = UserFactory()
    person = person_by_certificate(user=user, holder=HOLDER, at=AT)
    assert person == Person.objects.get(user=user)
    assert person.full_name == "Сыналыева Айгүл Үлгіқызы"
    assert person_by_certificate(user=user, holder=HOLDER, at=AT) == person


def test_somebody_known_without_an_account_gets_one() -> None:
    known = record_person(identity=identity(IINS[0]), at=AT)
    assert person_by_certificate(user=UserFactory(), holder=HOLDER, at=AT) == known


def test_one_person_has_one_account_and_one_account_is_one_person() -> None:
    first, second, other = UserFactory(), UserFactory(), UserFactory()
    person_by_certificate(user=first, holder=HOLDER, at=AT)
    link_person(user=other, identity=identity(IINS[1]), at=AT)
    for user, code in ((second, "identity_taken"), (other, "certificate_of_another_person")):
        with pytest.raises(Refusal) as refusal:
            person_by_certificate(user=user, holder=HOLDER, at=AT)
        assert refusal.value.code == code
    assert Person.objects.count() == 2


def test_the_number_under_an_earlier_key_is_recognised(settings: Any) -> None:
    user = UserFactory()
    person = person_by_certificate(user=user, holder=HOLDER, at=AT)
    old = settings.IDENTITY_KEY
    settings.IDENTITY_KEY = "another secret of the house, long enough"
    settings.IDENTITY_KEY_FALLBACKS = [old]
    assert person_by_certificate(user=user, holder=HOLDER, at=AT) == person
