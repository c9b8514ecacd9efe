"""Lending, renewing, taking back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Item, ItemState
from shanyraq.domains.library.catalogue.queries.families import family_of
from shanyraq.domains.library.lending.actions.forgetting import forget
from shanyraq.domains.library.lending.actions.locks import gone, lock_hold, lock_item, lock_reader
from shanyraq.domains.library.lending.actions.routing import Route, route
from shanyraq.domains.library.lending.models import Hold, Loan, Transfer
from shanyraq.domains.library.lending.permissions import Borrower, Librarian
from shanyraq.domains.library.lending.rules.borrowing import check_loan
from shanyraq.domains.library.lending.rules.choosing import rule_for
from shanyraq.domains.library.lending.rules.due_dates import due_after
from shanyraq.domains.library.lending.states import ACTIVE_HOLDS, OWED, HoldState, LoanState
from shanyraq.domains.library.network.models import Reader
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import perform

UNDONE = "undone at the desk"
"""The reason in the register of what a librarian took back at once."""


@dataclass(frozen=True, slots=True)
class Lent:
    """A new loan, and the hold that it fulfilled."""

    loan: Loan
    hold: Hold | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A copy that came to a desk: the loan that ended, whose it was, and where the copy goes."""

    item: Item
    route: Route
    loan: Loan | None = None
    reader_id: int | None = None


def lend(*, item: Item, reader: Reader, librarian: Librarian, at: datetime) -> Lent:
    """Lend a copy over the desk of the librarian's branch; a hold of the reader on this book is fulfilled.

    :raises Refusal: ``already_lent_here`` (to this reader), ``lent_elsewhere`` (to another), or a
        hindrance of ``rules.borrowing``.
    """
    day = timezone.localdate(at)
    with transaction.atomic():
        locked, who = lock_item(item.pk), lock_reader(reader.pk)
        _check_free(locked, who)
        rule = rule_for(locked, day)
        check_loan(locked, who, rule=rule, at=at)
        hold = _fulfil(locked, who, librarian=librarian, at=at)
        Hold.objects.filter(item=locked, needs_clearing=True).exclude(pk=hold.pk if hold else 0).update(
            needs_clearing=False
        )
        Transfer.objects.filter(item=locked, received_at__isnull=True).update(received_at=at)
        loan = Loan.objects.create(
            item=locked,
            reader=who,
            rule=rule,
            branch=librarian.branch,
            lent_at=at,
            due_date=due_after(librarian.branch, day, rule.loan_days),
        )
    return Lent(loan, hold)


def _check_free(item: Item, reader: Reader) -> None:
    owed = Loan.objects.filter(item=item, state__in=OWED).first()
    if owed is None:
        return
    if owed.reader_id == reader.pk:
        raise Refusal(_("The reader has this copy already."), code="already_lent_here")
    raise Refusal(_("This copy is lent to another reader: take it back first."), code="lent_elsewhere")


def _fulfil(item: Item, reader: Reader, *, librarian: Librarian, at: datetime) -> Hold | None:
    """End the reader's hold on this book; another copy that lay ready for it is to be cleared."""
    family = family_of(item.record.edition_id)
    hold = lock_hold(reader=reader, edition_id__in=family, state__in=ACTIVE_HOLDS)
    if hold is None:
        return None
    lies_on_shelf = hold.state == HoldState.READY and hold.item_id != item.pk
    perform("pick_up", subject=hold, actor=librarian, at=at)
    hold.closed_at, hold.needs_clearing = at, lies_on_shelf
    hold.item_id = hold.item_id or item.pk
    hold.save(update_fields=["closed_at", "needs_clearing", "item"])
    forget(hold)
    return hold


def renew(*, loan: Loan, actor: Borrower | Librarian, at: datetime) -> Loan:
    """Begin the term of a loan anew today; its due date never moves back.

    :raises Refusal: ``no_renewals_left``, ``awaited``, what is wrong with the card, or ``due_later`` when
        nothing would be gained.
    """
    with transaction.atomic():
        perform("renew", subject=loan, actor=actor, at=at)
        fresh = _with_rule(loan.pk)
        due = due_after(fresh.branch, timezone.localdate(at), fresh.rule.loan_days)
        if due <= fresh.due_date:
            text = _("It was lent or renewed today: renew it closer to the due date.")
            raise Refusal(text, code="due_later")
        fresh.due_date, fresh.renewals = due, fresh.renewals + 1
        fresh.overdue_letters = 0
        fresh.save(update_fields=["due_date", "renewals", "overdue_letters"])
    return fresh


def take_back_renewal(*, loan: Loan, due_date: date, librarian: Librarian, at: datetime) -> Loan:
    """Undo a renewal: the loan is due on ``due_date`` again."""
    with transaction.atomic():
        perform("take_back_renewal", subject=loan, actor=librarian, at=at, reason=UNDONE)
        Loan.objects.filter(pk=loan.pk).update(due_date=due_date, renewals=F("renewals") - 1)
        return _with_rule(loan.pk)


def receive(*, item: Item, librarian: Librarian, at: datetime) -> Received:
    """Take a copy over the desk: end its loan, if it has one, and decide where it goes.

    A copy that was lost or missing is found again. Whoever scans it a second time changes nothing.
    """
    with transaction.atomic():
        locked = lock_item(item.pk)
        loan = (
            Loan.objects.select_for_update(of=("self",), no_key=True)
            .filter(item=locked, state__in=OWED)
            .first()
        )
        reader_id = loan.reader_id if loan else None
        if loan is not None:
            move = "return" if loan.state == LoanState.OPEN else "find"
            _close(loan, move, librarian=librarian, at=at)
        if locked.state == ItemState.MISSING:
            locked.state = ItemState.AVAILABLE
            locked.save(update_fields=["state"])
        way = route(item=locked, librarian=librarian, at=at)
    return Received(locked, way, loan, reader_id)


def _close(loan: Loan, move: str, *, librarian: Librarian, at: datetime, reason: str = "") -> None:
    loan.closed_at, loan.returned_to = at, librarian.branch
    loan.save(update_fields=["closed_at", "returned_to"])
    perform(move, subject=loan, actor=librarian, at=at, reason=reason)
    forget(loan)


def declare_lost(*, loan: Loan, librarian: Librarian, reason: str, at: datetime) -> Loan:
    """The reader lost the copy, which is missing from now on. The reader still owes it.

    :raises Refusal: ``reason_required``, ``wrong_state``.
    """
    with transaction.atomic():
        item, locked = _item_and_loan(loan)
        locked.closed_at = at
        locked.save(update_fields=["closed_at"])
        perform("declare_lost", subject=locked, actor=librarian, at=at, reason=reason)
        item.state = ItemState.MISSING
        item.save(update_fields=["state"])
    return locked


def accept_replacement(*, loan: Loan, librarian: Librarian, reason: str, at: datetime) -> Loan:
    """The reader gave an equal copy for a lost one, which leaves the holdings."""
    with transaction.atomic():
        item, locked = _item_and_loan(loan)
        _close(locked, "replace", librarian=librarian, at=at, reason=reason)
        item.state = ItemState.WITHDRAWN
        item.save(update_fields=["state"])
    return locked


def _item_and_loan(loan: Loan) -> tuple[Item, Loan]:
    item = lock_item(loan.item_id)
    locked = Loan.objects.select_for_update(of=("self",), no_key=True).filter(pk=loan.pk).first()
    if locked is None:
        raise gone()
    return item, locked


def _with_rule(loan_id: int) -> Loan:
    return Loan.objects.select_related("rule", "branch", "reader", "item__record__edition").get(pk=loan_id)
