"""Lending, renewing, taking back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from shanyraq.domains.library.lending.actions.holds import place_hold
from shanyraq.domains.library.lending.actions.loans import (
    accept_replacement,
    declare_lost,
    lend,
    receive,
    renew,
)
from shanyraq.domains.library.lending.actions.routing import Way
from shanyraq.domains.library.lending.models import Hold, Loan, Transfer
from shanyraq.domains.library.lending.permissions import Borrower
from shanyraq.domains.library.network.models import ClosedDay
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.models import MoveRecord
from tests.factories import lending as make
from tests.factories.accounts import UserFactory
from tests.factories.lending import AT


def refused(call, **arguments) -> str:
    with pytest.raises(Refusal) as refusal:
        call(**arguments)
    return refusal.value.code


def lend_to(house, reader, item=None, at=AT, desk=None):
    return lend(item=item or house.item, reader=reader, librarian=desk or house.desk, at=at).loan


def test_lend_gives_the_copy_for_the_days_of_the_rule(house):
    loan = lend_to(house, house.reader)
    assert (loan.item, loan.reader, loan.state, loan.rule) == (house.item, house.reader, "open", house.rule)
    assert loan.due_date == date(2026, 12, 7)


def test_lend_is_never_due_on_a_day_when_the_branch_is_closed(house):
    house.main.opening_hours = {str(day): [["09:00", "18:00"]] for day in range(5)}
    house.main.save()
    ClosedDay.objects.create(library=house.main.library, date=date(2026, 12, 7))
    ClosedDay.objects.create(library=house.main.library, branch=house.main, date=date(2026, 12, 8))
    ClosedDay.objects.create(library=house.main.library, branch=house.hall, date=date(2026, 12, 9))
    assert lend_to(house, house.reader).due_date == date(2026, 12, 9)


def test_lend_refuses_a_copy_that_another_reader_has(house):
    lend_to(house, house.reader)
    common = {"item": house.item, "librarian": house.desk, "at": AT}
    assert refused(lend, reader=house.second, **common) == "lent_elsewhere"
    assert refused(lend, reader=house.reader, **common) == "already_lent_here"


def test_database_lets_no_item_be_lent_twice(house):
    lend_to(house, house.reader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.create(
            item=house.item, reader=house.second, rule=house.rule, branch=house.main, lent_at=AT,
            due_date=make.DAY,
        )  # fmt: skip  # a row is read better in lines


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": "reference"}, "not_lendable"),
        ({"state": "repair"}, "item_unfit"),
        ({"state": "withdrawn"}, "item_unfit"),
    ],
)
def test_lend_refuses_a_copy_that_is_not_fit(house, change, code):
    for name, value in change.items():
        setattr(house.item, name, value)
    house.item.save()
    assert refused(lend, item=house.item, reader=house.reader, librarian=house.desk, at=AT) == code
    assert not Loan.objects.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"blocked_reason": "Lost three books"}, "card_blocked"),
        ({"expires_at": AT}, "card_expired"),
        ({"expires_at": AT - timedelta(days=400)}, "card_expired"),
    ],
)
def test_lend_refuses_a_card_that_is_not_good(house, change, code):
    for name, value in change.items():
        setattr(house.reader, name, value)
    house.reader.save()
    assert refused(lend, item=house.item, reader=house.reader, librarian=house.desk, at=AT) == code


def test_lend_refuses_more_than_the_rule_allows(house):
    for _number in range(3):
        lend_to(house, house.reader, make.make_item(make.make_edition(), house.main))
    assert (
        refused(lend, item=house.item, reader=house.reader, librarian=house.desk, at=AT) == "too_many_loans"
    )


def test_a_rule_for_a_type_counts_loans_of_that_type_only(house):
    make.make_rule(house.main.library, item_type="map", max_loans=1)
    lend_to(house, house.reader)
    maps = [make.make_item(make.make_edition(), house.main, item_type="map") for _number in range(2)]
    lend_to(house, house.reader, maps[0])
    assert refused(lend, item=maps[1], reader=house.reader, librarian=house.desk, at=AT) == "too_many_loans"


def test_lend_refuses_a_reader_with_long_overdue_books(house):
    lend_to(house, house.reader)
    other = make.make_item(make.make_edition(), house.main)
    due = date(2026, 12, 7)
    seven = AT + timedelta(days=(due - make.DAY).days + 7)
    eight = seven + timedelta(days=1)
    assert (
        refused(lend, item=other, reader=house.reader, librarian=house.desk, at=eight) == "overdue_elsewhere"
    )
    assert lend_to(house, house.reader, other, at=seven).state == "open"


def test_lend_refuses_in_a_library_that_is_not_live(house):
    house.main.library.state = "suspended"
    house.main.library.save()
    assert (
        refused(lend, item=house.item, reader=house.reader, librarian=house.desk, at=AT) == "library_not_live"
    )


def test_renew_begins_the_term_anew_as_often_as_the_rule_says(house):
    loan = lend_to(house, house.reader)
    me = Borrower(house.reader.pk)
    days = [date(2026, 12, 14), date(2026, 12, 21)]
    for number, due in enumerate(days, 1):
        loan = renew(loan=loan, actor=me, at=AT + timedelta(days=7 * number))
        assert (loan.due_date, loan.renewals) == (due, number)
    assert refused(renew, loan=loan, actor=me, at=AT + timedelta(days=21)) == "no_renewals_left"


def test_renew_on_the_day_of_lending_gains_nothing_and_is_refused(house):
    loan = lend_to(house, house.reader)
    assert refused(renew, loan=loan, actor=Borrower(house.reader.pk), at=AT) == "due_later"
    assert not MoveRecord.objects.exists()
    loan.refresh_from_db()
    assert loan.renewals == 0


def test_renew_is_refused_while_another_waits_and_to_strangers(house):
    loan = lend_to(house, house.reader)
    later = AT + timedelta(days=7)
    assert refused(renew, loan=loan, actor=Borrower(house.second.pk), at=later) == "not_allowed"
    place_hold(reader=house.second, edition=house.edition, branch=house.main, at=AT)
    assert refused(renew, loan=loan, actor=Borrower(house.reader.pk), at=later) == "awaited"


def test_receive_ends_the_loan_and_tells_to_shelve(house):
    loan = lend_to(house, house.reader)
    received = receive(item=house.item, librarian=house.desk, at=AT)
    assert (received.loan, received.reader_id, received.route.way) == (loan, house.reader.pk, Way.SHELVE)
    loan.refresh_from_db()
    assert (loan.state, loan.closed_at, loan.returned_to) == ("returned", AT, house.main)


def test_receive_twice_changes_nothing_more(house):
    lend_to(house, house.reader)
    receive(item=house.item, librarian=house.desk, at=AT)
    again = receive(item=house.item, librarian=house.desk, at=AT)
    assert (again.loan, again.route.way) == (None, Way.SHELVE)
    assert MoveRecord.objects.count() == 1


def test_receive_at_another_library_sends_the_copy_home_and_it_arrives(house):
    lend_to(house, house.reader)
    away = receive(item=house.item, librarian=house.other_desk, at=AT)
    assert (away.route.way, away.route.branch) == (Way.SEND, house.main)
    receive(item=house.item, librarian=house.other_desk, at=AT)
    assert Transfer.objects.filter(received_at__isnull=True).count() == 1
    assert Transfer.objects.count() == 1
    home = receive(item=house.item, librarian=house.desk, at=AT)
    assert home.route.way == Way.SHELVE
    assert not Transfer.objects.filter(received_at__isnull=True).exists()


def test_lost_copy_is_owed_until_found(house):
    loan = lend_to(house, house.reader)
    assert refused(declare_lost, loan=loan, librarian=house.desk, reason=" ", at=AT) == "reason_required"
    lost = declare_lost(loan=loan, librarian=house.desk, reason="left in a train", at=AT)
    house.item.refresh_from_db()
    assert (lost.state, lost.reader, house.item.state) == ("lost", house.reader, "missing")
    found = receive(item=house.item, librarian=house.desk, at=AT)
    house.item.refresh_from_db()
    assert (found.loan.state, found.reader_id, house.item.state) == ("returned", house.reader.pk, "available")


def test_lost_copy_is_replaced_by_an_equal_one(house):
    loan = declare_lost(loan=lend_to(house, house.reader), librarian=house.desk, reason="burnt", at=AT)
    replaced = accept_replacement(loan=loan, librarian=house.desk, reason="same edition", at=AT)
    house.item.refresh_from_db()
    assert (replaced.state, replaced.reader, house.item.state) == ("replaced", None, "withdrawn")


def test_lend_fulfils_the_readers_hold(house):
    hold = place_hold(reader=house.reader, edition=house.edition, branch=house.main, at=AT)
    lent = lend(item=house.item, reader=house.reader, librarian=house.desk, at=AT)
    hold.refresh_from_db()
    assert (lent.hold, hold.state, hold.reader) == (hold, "picked_up", None)


def test_lend_of_another_copy_leaves_the_one_on_the_hold_shelf_to_be_cleared(house):
    place_hold(reader=house.reader, edition=house.edition, branch=house.main, at=AT)
    receive(item=house.item, librarian=house.desk, at=AT)
    twin = make.make_item(house.edition, house.main)
    lend_to(house, house.reader, twin)
    hold = Hold.objects.get()
    assert (hold.state, hold.item, hold.needs_clearing) == ("picked_up", house.item, True)
    receive(item=house.item, librarian=house.desk, at=AT)
    hold.refresh_from_db()
    assert not hold.needs_clearing


def test_lend_refuses_the_last_copy_while_others_wait_but_not_one_too_many(house):
    place_hold(reader=house.second, edition=house.edition, branch=house.main, at=AT)
    assert refused(lend, item=house.item, reader=house.reader, librarian=house.desk, at=AT) == "awaited"
    make.make_item(house.edition, house.main)
    assert lend_to(house, house.reader).state == "open"


def test_register_of_moves_never_names_a_reader(house):
    user = UserFactory(email="own@example.kz")
    house.reader.user = user
    house.reader.save()
    loan = lend_to(house, house.reader)
    renew(loan=loan, actor=Borrower(house.reader.pk), at=AT + timedelta(days=3))
    receive(item=house.item, librarian=house.desk, at=AT)
    assert [record.actor_id for record in MoveRecord.objects.all()] == [None, house.desk.pk]
    assert [record.data for record in MoveRecord.objects.all()] == [{}, {}]
