"""The reader's own pages."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from shanyraq.domains.library.lending.actions.holds import place_hold
from shanyraq.domains.library.lending.actions.loans import lend, receive
from shanyraq.domains.library.lending.models import Hold, Loan
from shanyraq.domains.library.lending.public import availability_of, glance_of, parts_of
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.notifications.optouts import has_declined
from tests.factories import lending as make
from tests.factories.accounts import UserFactory, identity, signed_in
from tests.factories.lending import AT


def address(name, *args, language="en"):
    with override(language):
        return reverse(f"library_lending:{name}", args=args)


def lend_to(house, reader, item=None):
    return lend(item=item or house.item, reader=reader, librarian=house.desk, at=AT).loan


@pytest.mark.parametrize("language", ["kk", "ru", "en", "tr", "ar", "zh-hans", "fr", "es"])
def test_page_shows_loans_holds_and_the_card_in_every_language(reader_browser, house, language):
    lend_to(house, house.reader)
    other = make.make_edition("Көшпенділер")
    make.make_item(other, house.main)
    place_hold(reader=house.second, edition=other, branch=house.main, at=AT)
    place_hold(reader=house.reader, edition=other, branch=house.main, at=AT)
    page = reader_browser.get(address("my", language=language)).content.decode()
    assert house.edition.title in page
    assert "Көшпенділер" in page
    assert "<svg" in page


def test_place_in_the_queue_counts_those_before(reader_browser, house):
    for reader in (house.second, house.third, house.reader):
        place_hold(reader=reader, edition=house.edition, branch=house.main, at=AT)
    assert "place 3 in the queue" in reader_browser.get(address("my")).content.decode()


def test_page_without_a_card_offers_ways_to_one(house):
    user = UserFactory()
    browser = signed_in(user)
    assert "Confirm my identity" in browser.get(address("my")).content.decode()
    refused = browser.post(address("order_card"), {"library": house.main.library_id})
    assert "Confirm your identity first" in refused.content.decode()
    link_person(user=user, identity=identity(), at=AT)
    browser.post(address("order_card"), {"library": house.main.library_id})
    assert user.library_reader.home_library == house.main.library
    assert glance_of(user, at=AT).card_number == user.library_reader.card_number


def test_strangers_sign_in_first():
    for name in ("my", "history", "lists", "my_card"):
        assert Client().get(address(name)).status_code == 302


def test_only_own_loans_and_holds_can_be_touched(reader_browser, house):
    loan = lend_to(house, house.second)
    hold = place_hold(reader=house.third, edition=house.edition, branch=house.main, at=AT)
    assert reader_browser.post(address("renew", loan.pk)).status_code == 404
    assert reader_browser.post(address("give_up", hold.pk)).status_code == 404
    assert reader_browser.get(address("renew", loan.pk)).status_code == 405


def test_renew_says_why_not(reader_browser, house):
    loan = lend_to(house, house.reader)
    place_hold(reader=house.second, edition=house.edition, branch=house.main, at=AT)
    page = reader_browser.post(address("renew", loan.pk), follow=True).content.decode()
    assert "Another reader waits for this book" in page


def test_hold_is_given_up(reader_browser, house):
    hold = place_hold(reader=house.reader, edition=house.edition, branch=house.main, at=AT)
    reader_browser.post(address("give_up", hold.pk))
    assert Hold.objects.get().state == "cancelled"


def test_book_is_reserved_from_its_page(reader_browser, house):
    page = address("reserve", house.edition.public_id)
    assert house.edition.title in reader_browser.get(page).content.decode()
    assert reader_browser.post(page, {"branch": 10**6}).status_code == 200
    assert reader_browser.post(page, {"branch": house.hall.pk}).status_code == 302
    assert Hold.objects.get().pickup_branch == house.hall
    again = reader_browser.post(page, {"branch": house.hall.pk}).content.decode()
    assert "You have already reserved this book." in again
    assert reader_browser.get(address("reserve", "nothing")).status_code == 404


def test_letters_are_stopped_and_wanted_again(reader_browser, house):
    reader_browser.post(address("settings"), {"library_holds": "1"})
    declined = {
        kind: has_declined(recipient="own@example.kz", kind=kind)
        for kind in ("library_holds", "library_reminders")
    }
    assert declined == {"library_holds": False, "library_reminders": True}
    reader_browser.post(address("settings"), {"library_holds": "1", "library_reminders": "1"})
    assert not has_declined(recipient="own@example.kz", kind="library_reminders")


def test_history_is_opted_into_exported_and_deleted(reader_browser, house):
    page = address("history")
    assert "Nobody keeps what you have read" in reader_browser.get(page).content.decode()
    reader_browser.post(page, {"move": "keep"})
    lend_to(house, house.reader)
    receive(item=house.item, librarian=house.desk, at=AT)
    assert house.edition.title in reader_browser.get(page).content.decode()
    exported = json.loads(reader_browser.get(address("export_history")).content)
    assert [loan["edition"] for loan in exported["loans"]] == [house.edition.public_id]
    reader_browser.post(page, {"move": "delete"})
    assert Loan.objects.get().reader is None
    assert json.loads(reader_browser.get(address("export_history")).content) == {"loans": []}
    assert reader_browser.post(page, {"move": "nonsense"}).status_code == 404


def test_catalogue_gets_buttons_and_where_copies_are(house, rf, django_assert_num_queries):
    twin = make.make_item(house.edition, house.main)
    third = make.make_item(house.edition, house.main)
    loan = lend_to(house, house.third)
    place_hold(reader=house.reader, edition=house.edition, branch=house.main, at=AT)
    place_hold(reader=house.second, edition=house.edition, branch=house.other, at=AT)
    receive(item=twin, librarian=house.desk, at=AT)
    receive(item=third, librarian=house.desk, at=AT)
    with django_assert_num_queries(1):
        found = availability_of([house.item.pk, twin.pk, third.pk])
    assert {key: one.state for key, one in found.items()} == {
        house.item.pk: "lent", twin.pk: "held", third.pk: "transit"
    }  # fmt: skip  # three pairs in a line
    assert found[house.item.pk].due_date == loan.due_date
    bare = make.make_edition()
    with override("en"), django_assert_num_queries(2):
        parts = parts_of([house.edition.pk, bare.pk], rf.get("/"))
    assert [(part.kind, part.label) for part in parts[house.edition.pk]] == [
        ("reserve", "Reserve"),
        ("list", "Add to a list"),
    ]
    assert [part.kind for part in parts[bare.pk]] == ["list"]


def test_procedure_is_public_in_every_language(db):
    for language in ("kk", "ar", "en"):
        assert Client().get(address("procedure", language=language)).status_code == 200
