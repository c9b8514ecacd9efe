"""Cards."""

import pytest

from shanyraq.domains.library.lending.actions import readers as actions
from shanyraq.domains.library.lending.actions.readers import Particulars
from shanyraq.domains.library.lending.models import ReaderProfile
from shanyraq.domains.library.network.models import Reader
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_public_id
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import Person
from tests.factories.accounts import IINS, UserFactory, identity
from tests.factories.lending import AT


def at_desk(house, iin=None, **fields):
    return actions.register_at_desk(
        particulars=Particulars(**{"name": "Айгүл Сыналыева", **fields}),
        identity=identity(iin) if iin else None,
        library=house.main.library,
        at=AT,
    )


def refusal_of(call, **arguments) -> str:
    with pytest.raises(Refusal) as refused:
        call(**arguments)
    return refused.value.code


def test_card_from_a_desk_has_a_checked_number_and_is_good_for_years(house):
    reader = at_desk(house, email="aigul@example.kz", language="ru", desk_note="large print")
    assert parse_public_id(reader.card_number) == reader.card_number
    assert reader.expires_at.year == 2031
    assert (reader.profile.language, reader.profile.desk_note, reader.profile.person) == (
        "ru",
        "large print",
        None,
    )


def test_one_person_gets_one_card_at_all_desks(house):
    at_desk(house, IINS[0])
    with pytest.raises(Refusal) as refused:
        at_desk(house, IINS[0], name="The same under another name")
    assert refused.value.code == "has_card"
    assert ReaderProfile.objects.filter(person__isnull=False).count() == 1
    assert Person.objects.count() == 1
    assert at_desk(house, IINS[1]).profile.person.user is None


def test_card_is_ordered_with_a_confirmed_identity_only(house):
    user = UserFactory()
    order = {"user": user, "library": house.main.library, "at": AT}
    assert refusal_of(actions.order_card, **order) == "identity_needed"
    link_person(user=user, identity=identity(), at=AT)
    reader = actions.order_card(**order)
    assert (reader.user, reader.name) == (user, "Сыналыева Айгүл")
    assert actions.order_card(**order) == reader


def test_ordering_finds_the_card_that_a_desk_gave_to_the_same_person(house):
    given = at_desk(house, IINS[0])
    user = UserFactory()
    link_person(user=user, identity=identity(IINS[0]), at=AT)
    assert actions.order_card(user=user, library=house.other.library, at=AT) == given
    given.refresh_from_db()
    assert given.user == user


def test_an_account_with_a_card_gets_no_second_one(house):
    user = UserFactory()
    Reader.objects.filter(pk=house.reader.pk).update(user=user)
    link_person(user=user, identity=identity(), at=AT)
    assert refusal_of(actions.order_card, user=user, library=house.main.library, at=AT) == "has_card"


def test_card_from_a_desk_is_connected_by_number_and_confirmed_address(house):
    reader = at_desk(house, email="Own@Example.kz")
    user = UserFactory(email="own@example.kz")
    assert actions.connect_card(user=user, card_number=reader.card_number.upper()).user == user


@pytest.mark.parametrize("email", ["stranger@example.kz", "own@example.kz"])
def test_card_of_somebody_else_is_not_connected(house, email):
    reader = at_desk(house, email="other@example.kz" if email.startswith("own") else "")
    user = UserFactory(email=email)
    assert refusal_of(actions.connect_card, user=user, card_number=reader.card_number) == "card_unknown"


def test_card_is_not_connected_by_an_address_that_is_not_confirmed(house):
    reader = at_desk(house, email="own@example.kz")
    user = UserFactory(email="own@example.kz", address=False)
    assert refusal_of(actions.connect_card, user=user, card_number=reader.card_number) == "card_unknown"


def test_lost_card_gets_another_number(house):
    before = house.reader.card_number
    assert actions.replace_card(reader=house.reader).card_number != before


def test_block_needs_a_reason_and_can_be_lifted(house):
    assert refusal_of(actions.block_card, reader=house.reader, reason="  ") == "reason_required"
    assert actions.block_card(reader=house.reader, reason="owes a book").blocked_reason == "owes a book"
    assert actions.unblock_card(reader=house.reader).blocked_reason == ""
