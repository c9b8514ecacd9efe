"""Taking back the last step."""

from datetime import timedelta

import pytest

from shanyraq.domains.library.lending.actions.holds import place_hold
from shanyraq.domains.library.lending.actions.loans import lend, receive, renew, take_back_renewal
from shanyraq.domains.library.lending.actions.undoing import undo_loan, undo_return
from shanyraq.domains.library.lending.models import Hold, Transfer
from shanyraq.kernel.errors import Refusal
from tests.factories.lending import AT

SOON = AT + timedelta(minutes=2)
LATE = AT + timedelta(minutes=16)


def _lend(house):
    return lend(item=house.item, reader=house.reader, librarian=house.desk, at=AT)


def _undo_loan(house, lent, at=SOON):
    undo_loan(loan=lent.loan, reader=house.reader, hold=lent.hold, librarian=house.desk, at=at)


def test_undone_loan_is_no_loan_and_names_nobody(house):
    lent = _lend(house)
    _undo_loan(house, lent)
    lent.loan.refresh_from_db()
    assert (lent.loan.state, lent.loan.reader) == ("mistaken", None)
    assert _lend(house).loan.state == "open"


def test_undone_loan_puts_a_ready_hold_back_on_the_shelf(house):
    place_hold(reader=house.reader, edition=house.edition, branch=house.main, at=AT)
    receive(item=house.item, librarian=house.desk, at=AT)
    lent = _lend(house)
    _undo_loan(house, lent)
    hold = Hold.objects.get()
    assert (hold.state, hold.reader, hold.item, hold.closed_at) == ("ready", house.reader, house.item, None)


def test_undone_loan_puts_a_waiting_hold_back_into_the_queue(house):
    place_hold(reader=house.reader, edition=house.edition, branch=house.main, at=AT)
    lent = _lend(house)
    _undo_loan(house, lent)
    hold = Hold.objects.get()
    assert (hold.state, hold.reader, hold.item) == ("queued", house.reader, None)


def test_undone_return_gives_the_loan_back_and_the_next_reader_waits_again(house):
    loan = _lend(house).loan
    place_hold(reader=house.second, edition=house.edition, branch=house.other, at=AT)
    received = receive(item=house.item, librarian=house.desk, at=AT)
    undo_return(loan=received.loan, reader=house.reader, librarian=house.desk, at=SOON)
    loan.refresh_from_db()
    hold = Hold.objects.get()
    assert (loan.state, loan.reader, loan.closed_at, loan.returned_to) == ("open", house.reader, None, None)
    assert (hold.state, hold.item) == ("queued", None)
    assert not Transfer.objects.filter(received_at__isnull=True).exists()


def test_undone_renewal_restores_the_due_date(house):
    loan = _lend(house).loan
    before = loan.due_date
    renew(loan=loan, actor=house.desk, at=AT + timedelta(days=5))
    restored = take_back_renewal(loan=loan, due_date=before, librarian=house.desk, at=AT + timedelta(days=5))
    assert (restored.due_date, restored.renewals) == (before, 0)


def test_nothing_is_undone_after_a_quarter_of_an_hour(house):
    lent = _lend(house)
    with pytest.raises(Refusal) as refused:
        _undo_loan(house, lent, at=LATE)
    assert refused.value.code == "too_late"
    received = receive(item=house.item, librarian=house.desk, at=AT)
    with pytest.raises(Refusal) as refused:
        undo_return(loan=received.loan, reader=house.reader, librarian=house.desk, at=LATE)
    assert refused.value.code == "too_late"


def test_return_is_not_undone_once_the_copy_is_lent_again(house):
    _lend(house)
    received = receive(item=house.item, librarian=house.desk, at=AT)
    lend(item=house.item, reader=house.second, librarian=house.desk, at=AT)
    with pytest.raises(Refusal) as refused:
        undo_return(loan=received.loan, reader=house.reader, librarian=house.desk, at=SOON)
    assert refused.value.code == "too_late"
