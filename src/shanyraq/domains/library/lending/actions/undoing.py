"""Taking back the last step at a desk, within minutes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.lending.actions.forgetting import forget
from shanyraq.domains.library.lending.actions.loans import UNDONE
from shanyraq.domains.library.lending.actions.locks import gone, lock_hold, lock_item, lock_reader
from shanyraq.domains.library.lending.models import Hold, Loan, Transfer
from shanyraq.domains.library.lending.permissions import Librarian
from shanyraq.domains.library.lending.states import ASSIGNED_HOLDS, HoldState, LoanState
from shanyraq.domains.library.network.models import Reader
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import perform

LONGEST = timedelta(minutes=15)


def _too_late() -> Refusal:
    return Refusal(_("This step can no longer be undone."), code="too_late")


def undo_loan(*, loan: Loan, reader: Reader, hold: Hold | None, librarian: Librarian, at: datetime) -> None:
    """A loan that was made by mistake a moment ago: the copy is free, a hold that it fulfilled stands again.

    :raises Refusal: ``too_late``, ``wrong_state``.
    """
    with transaction.atomic():
        lock_item(loan.item_id)
        who = lock_reader(reader.pk)
        if at - loan.lent_at > LONGEST:
            raise _too_late()
        if hold is not None:
            _restore_hold(hold, who, librarian=librarian, at=at)
        fresh = _locked_loan(loan)
        fresh.closed_at = at
        fresh.save(update_fields=["closed_at"])
        perform("undo", subject=fresh, actor=librarian, at=at, reason=UNDONE)
        forget(fresh)


def _restore_hold(hold: Hold, reader: Reader, *, librarian: Librarian, at: datetime) -> None:
    fresh = lock_hold(pk=hold.pk, state=HoldState.PICKED_UP)
    if fresh is None:
        raise _too_late()
    lay_ready = fresh.shelf_until is not None and fresh.item_id is not None
    fresh.reader, fresh.closed_at, fresh.needs_clearing = reader, None, False
    fresh.save(update_fields=["reader", "closed_at", "needs_clearing"])
    move = "put_back" if lay_ready else "requeue"
    perform(move, subject=fresh, actor=librarian, at=at, reason=UNDONE)
    if not lay_ready:
        fresh.item = None
        fresh.save(update_fields=["item"])


def undo_return(*, loan: Loan, reader: Reader, librarian: Librarian, at: datetime) -> None:
    """A return that was scanned by mistake a moment ago: the copy is with its reader again.

    A reader to whom the copy was given meanwhile goes back to the old place in the queue.

    :raises Refusal: ``too_late``, ``wrong_state``.
    """
    with transaction.atomic():
        item = lock_item(loan.item_id)
        who = lock_reader(reader.pk)
        if loan.closed_at is None or at - loan.closed_at > LONGEST:
            raise _too_late()
        if Loan.objects.filter(item=item, state=LoanState.OPEN).exists():
            raise _too_late()
        given = lock_hold(item=item, state__in=ASSIGNED_HOLDS)
        if given is not None:
            perform("requeue", subject=given, actor=librarian, at=at, reason=UNDONE)
            given.item, given.shelf_until = None, None
            given.save(update_fields=["item", "shelf_until"])
        Transfer.objects.filter(item=item, received_at__isnull=True).update(received_at=at)
        _reopen(loan, who, librarian=librarian, at=at)


def _reopen(loan: Loan, reader: Reader, *, librarian: Librarian, at: datetime) -> None:
    fresh = _locked_loan(loan)
    fresh.reader = reader
    fresh.save(update_fields=["reader"])
    perform("reopen", subject=fresh, actor=librarian, at=at, reason=UNDONE)
    fresh.closed_at, fresh.returned_to = None, None
    fresh.save(update_fields=["closed_at", "returned_to"])


def _locked_loan(loan: Loan) -> Loan:
    fresh = Loan.objects.select_for_update(of=("self",), no_key=True).filter(pk=loan.pk).first()
    if fresh is None:
        raise gone()
    return fresh
