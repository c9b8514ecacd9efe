"""Persons whose identity paper was shown to staff."""

from shanyraq.platform.accounts.actions.persons import link_person, record_person
from shanyraq.platform.accounts.models import Person
from tests.factories.accounts import AT, IINS, UserFactory, identity


def test_recorded_person_has_no_account_and_is_one_however_often_shown(db):
    person = record_person(identity=identity(), at=AT)
    assert person.user is None
    assert IINS[0] not in person.sealed_iin
    assert record_person(identity=identity(family_name="Другая"), at=AT) == person
    assert Person.objects.get().family_name == "Сыналыева"


def test_recorded_person_takes_the_account_that_the_state_confirms_later(db):
    person = record_person(identity=identity(), at=AT)
    user = UserFactory()
    assert link_person(user=user, identity=identity(), at=AT) == person
    assert record_person(identity=identity(), at=AT).user == user
