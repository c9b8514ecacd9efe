"""What is kept of a reader's reading."""

from shanyraq.domains.library.lending.actions.forgetting import delete_history, keep_history
from shanyraq.domains.library.lending.actions.holds import cancel_hold, place_hold
from shanyraq.domains.library.lending.actions.loans import lend, receive
from shanyraq.domains.library.lending.models import Hold, Loan
from shanyraq.domains.library.lending.permissions import Borrower
from shanyraq.domains.library.lending.queries.readers import history_of
from tests.factories import lending as make
from tests.factories.lending import AT


def borrow_and_return(house):
    lend(item=house.item, reader=house.reader, librarian=house.desk, at=AT)
    receive(item=house.item, librarian=house.desk, at=AT)
    return Loan.objects.latest("pk")


def test_returned_loan_names_nobody_but_still_counts(house):
    loan = borrow_and_return(house)
    assert (loan.reader, loan.state, loan.branch) == (None, "returned", house.main)
    assert not history_of(house.reader).exists()


def test_history_is_kept_when_the_reader_wants_it_and_deleted_when_not_any_more(house):
    keep_history(reader=house.reader, keeps=True)
    loan = borrow_and_return(house)
    assert list(history_of(house.reader)) == [loan]
    keep_history(reader=house.reader, keeps=False)
    loan.refresh_from_db()
    assert loan.reader is None


def test_delete_history_keeps_what_is_still_borrowed_and_waited_for(house):
    keep_history(reader=house.reader, keeps=True)
    borrow_and_return(house)
    other = make.make_item(make.make_edition(), house.main)
    lend(item=other, reader=house.reader, librarian=house.desk, at=AT)
    hold = place_hold(reader=house.reader, edition=house.edition, branch=house.main, at=AT)
    cancel_hold(hold=hold, actor=Borrower(house.reader.pk), at=AT)
    assert Hold.objects.get().reader == house.reader
    assert delete_history(reader=house.reader) == 2
    assert [loan.state for loan in house.reader.loans.all()] == ["open"]
    assert not house.reader.holds.exists()
