"""Reserving, waiting, the hold shelf."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from shanyraq.domains.library.lending.actions.holds import cancel_hold, expire_holds, place_hold
from shanyraq.domains.library.lending.actions.loans import lend, receive
from shanyraq.domains.library.lending.actions.routing import Way
from shanyraq.domains.library.lending.models import Hold, Transfer
from shanyraq.domains.library.lending.permissions import Borrower
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.notifications.models import Message
from tests.factories import lending as make
from tests.factories.lending import AT

LATER = AT + timedelta(days=1)


def hold_for(house, reader, branch=None, at=AT):
    return place_hold(reader=reader, edition=house.edition, branch=branch or house.main, at=at)


def refusal_of(call, **arguments) -> str:
    with pytest.raises(Refusal) as refused:
        call(**arguments)
    return refused.value.code


def test_returned_copy_goes_to_the_first_who_waits_and_a_letter_goes_out(house):
    lend(item=house.item, reader=house.reader, librarian=house.desk, at=AT)
    hold_for(house, house.third, at=LATER)
    first = hold_for(house, house.second)
    received = receive(item=house.item, librarian=house.desk, at=LATER)
    first.refresh_from_db()
    assert (received.route.way, received.route.hold) == (Way.HOLD_SHELF, first)
    assert (first.state, first.item, first.shelf_until) == ("ready", house.item, date(2026, 11, 29))
    letter = Message.objects.get()
    assert (letter.recipient, letter.kind) == (house.second.email, "library_holds")
    assert house.edition.title in letter.body_text


def test_copy_travels_to_the_branch_where_its_reader_comes(house):
    hold = hold_for(house, house.second, house.other)
    sent = receive(item=house.item, librarian=house.desk, at=AT)
    hold.refresh_from_db()
    assert (sent.route.way, sent.route.branch, hold.state) == (Way.SEND, house.other, "in_transit")
    way = Transfer.objects.get()
    assert (way.from_branch, way.to_branch, way.hold) == (house.main, house.other, hold)
    arrived = receive(item=house.item, librarian=house.other_desk, at=LATER)
    hold.refresh_from_db()
    assert (arrived.route.way, hold.state) == (Way.HOLD_SHELF, "ready")
    assert Transfer.objects.get().received_at == LATER


def test_copy_that_may_not_travel_waits_for_a_reader_of_its_own_library(house):
    make.make_rule(house.main.library, travels=False)
    elsewhere = {"reader": house.second, "edition": house.edition, "branch": house.other, "at": AT}
    assert refusal_of(place_hold, **elsewhere) == "no_copies"
    hold_for(house, house.third, house.hall)
    assert receive(item=house.item, librarian=house.desk, at=AT).route.branch == house.hall


def test_ready_copy_found_at_another_branch_is_sent_to_its_reader(house):
    hold = hold_for(house, house.second)
    receive(item=house.item, librarian=house.desk, at=AT)
    away = receive(item=house.item, librarian=house.hall_desk, at=AT)
    hold.refresh_from_db()
    assert (away.route.way, away.route.branch, hold.state) == (Way.SEND, house.main, "in_transit")


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda house: setattr(house.main, "is_pickup", False), "not_a_pickup_branch"),
        (lambda house: setattr(house.main, "is_closed", True), "not_a_pickup_branch"),
        (lambda house: hold_for(house, house.reader), "already_held"),
        (
            lambda house: lend(item=house.item, reader=house.reader, librarian=house.desk, at=AT),
            "already_lent",
        ),
        (lambda house: house.item.delete(), "no_copies"),
        (lambda house: type(house.item).objects.update(state="reference"), "no_copies"),
        (lambda house: type(house.reader).objects.update(blocked_reason="no"), "card_blocked"),
    ],
)
def test_place_hold_is_refused_with_its_reason(house, prepare, code):
    prepare(house)
    assert (
        refusal_of(place_hold, reader=house.reader, edition=house.edition, branch=house.main, at=AT) == code
    )


def test_place_hold_refuses_more_than_the_rule_allows(house):
    for _number in range(2):
        edition = make.make_edition()
        make.make_item(edition, house.main)
        place_hold(reader=house.reader, edition=edition, branch=house.main, at=AT)
    given = {"reader": house.reader, "edition": house.edition, "branch": house.main, "at": AT}
    assert refusal_of(place_hold, **given) == "too_many_holds"


def test_database_keeps_a_copy_for_one_reader_only(house):
    hold_for(house, house.second)
    receive(item=house.item, librarian=house.desk, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(
            edition=house.edition, reader=house.third, pickup_branch=house.main, item=house.item,
            state="in_transit", placed_at=AT,
        )  # fmt: skip  # a row is read better in lines


def test_cancelled_hold_leaves_its_copy_to_be_cleared_for_the_next(house):
    first = hold_for(house, house.second)
    second = hold_for(house, house.third, at=LATER)
    receive(item=house.item, librarian=house.desk, at=LATER)
    cancel_hold(hold=first, actor=Borrower(house.second.pk), at=LATER)
    first.refresh_from_db()
    assert (first.state, first.needs_clearing, first.reader) == ("cancelled", True, None)
    assert receive(item=house.item, librarian=house.desk, at=LATER).route.hold == second


def test_cancel_is_refused_to_strangers(house):
    hold = hold_for(house, house.second)
    assert refusal_of(cancel_hold, hold=hold, actor=Borrower(house.third.pk), at=AT) == "not_allowed"


def test_expire_ends_what_lies_too_long_and_nothing_else(house):
    hold = hold_for(house, house.second)
    receive(item=house.item, librarian=house.desk, at=AT)
    assert expire_holds(at=AT + timedelta(days=5)) == 0
    assert expire_holds(at=AT + timedelta(days=6)) == 1
    assert expire_holds(at=AT + timedelta(days=6)) == 0
    hold.refresh_from_db()
    assert (hold.state, hold.needs_clearing) == ("expired", True)


def test_holds_follow_an_edition_that_was_merged_into_another(house):
    old = make.make_edition("Абай жолы, басқа жазба")
    make.make_item(old, house.main, state="missing")
    twin = make.make_item(old, house.main)
    hold = place_hold(reader=house.second, edition=old, branch=house.main, at=AT)
    old.merged_into = house.edition
    old.save()
    twin.record.edition = house.edition
    twin.record.save()
    assert receive(item=house.item, librarian=house.desk, at=AT).route.hold == hold
    other = {"reader": house.second, "edition": house.edition, "branch": house.main, "at": AT}
    assert refusal_of(place_hold, **other) == "already_held"
