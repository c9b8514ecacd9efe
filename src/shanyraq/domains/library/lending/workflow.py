"""Lending and reserving as data: from these tables come buttons, refusals, the public page and the tests."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shanyraq.domains.library.lending.permissions import (
    is_librarian,
    is_librarian_or_own,
    is_platform_or_librarian,
)
from shanyraq.domains.library.lending.rules.families import queued_for
from shanyraq.domains.library.lending.rules.readers import hindrance_of_reader
from shanyraq.domains.library.lending.states import HoldState, LoanState
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.workflow import Move, Workflow, described


@described(_("renewals are left"))
def _renewals_left(loan: Any, _actor: Any) -> Refusal | None:
    if loan.renewals < loan.rule.max_renewals:
        return None
    return Refusal(_("This loan cannot be renewed any more."), code="no_renewals_left")


@described(_("nobody waits for the book"))
def _nobody_waits(loan: Any, _actor: Any) -> Refusal | None:
    if not queued_for(loan.item.record.edition_id).exists():
        return None
    return Refusal(_("Another reader waits for this book: it cannot be renewed."), code="awaited")


@described(_("the card is valid and nothing is long overdue"))
def _reader_may_borrow(loan: Any, _actor: Any) -> Refusal | None:
    return hindrance_of_reader(loan.reader, rule=loan.rule, at=timezone.now())


@described(_("it was renewed"))
def _was_renewed(loan: Any, _actor: Any) -> Refusal | None:
    if loan.renewals:
        return None
    return Refusal(_("This loan was not renewed."), code="not_renewed")


LOANS = Workflow(
    states=tuple(LoanState),
    moves=(
        Move(
            name="renew",
            label=_("Renew"),
            sources=frozenset({LoanState.OPEN}),
            target=LoanState.OPEN,
            allowed=is_librarian_or_own,
            guards=(_reader_may_borrow, _renewals_left, _nobody_waits),
        ),
        Move(
            name="take_back_renewal",
            label=_("Undo the renewal"),
            sources=frozenset({LoanState.OPEN}),
            target=LoanState.OPEN,
            allowed=is_librarian,
            guards=(_was_renewed,),
            reason_required=True,
        ),
        Move(
            name="return",
            label=_("Take back"),
            sources=frozenset({LoanState.OPEN}),
            target=LoanState.RETURNED,
            allowed=is_librarian,
        ),
        Move(
            name="reopen",
            label=_("Undo the return"),
            sources=frozenset({LoanState.RETURNED}),
            target=LoanState.OPEN,
            allowed=is_librarian,
            reason_required=True,
        ),
        Move(
            name="undo",
            label=_("Undo the loan"),
            sources=frozenset({LoanState.OPEN}),
            target=LoanState.MISTAKEN,
            allowed=is_librarian,
            reason_required=True,
        ),
        Move(
            name="declare_lost",
            label=_("Declare lost"),
            sources=frozenset({LoanState.OPEN}),
            target=LoanState.LOST,
            allowed=is_librarian,
            reason_required=True,
        ),
        Move(
            name="find",
            label=_("Take back what was lost"),
            sources=frozenset({LoanState.LOST}),
            target=LoanState.RETURNED,
            allowed=is_librarian,
        ),
        Move(
            name="replace",
            label=_("Accept an equal copy"),
            sources=frozenset({LoanState.LOST}),
            target=LoanState.REPLACED,
            allowed=is_librarian,
            reason_required=True,
        ),
    ),
)

HOLDS = Workflow(
    states=tuple(HoldState),
    moves=(
        Move(
            name="send",
            label=_("Send to the branch"),
            sources=frozenset({HoldState.QUEUED, HoldState.READY}),
            target=HoldState.IN_TRANSIT,
            allowed=is_librarian,
        ),
        Move(
            name="shelve",
            label=_("Put on the hold shelf"),
            sources=frozenset({HoldState.QUEUED, HoldState.IN_TRANSIT}),
            target=HoldState.READY,
            allowed=is_librarian,
        ),
        Move(
            name="pick_up",
            label=_("Lend to the reader who waited"),
            sources=frozenset({HoldState.QUEUED, HoldState.IN_TRANSIT, HoldState.READY}),
            target=HoldState.PICKED_UP,
            allowed=is_librarian,
        ),
        Move(
            name="requeue",
            label=_("Put back into the queue"),
            sources=frozenset({HoldState.IN_TRANSIT, HoldState.READY, HoldState.PICKED_UP}),
            target=HoldState.QUEUED,
            allowed=is_librarian,
            reason_required=True,
        ),
        Move(
            name="put_back",
            label=_("Put back on the hold shelf"),
            sources=frozenset({HoldState.PICKED_UP}),
            target=HoldState.READY,
            allowed=is_librarian,
            reason_required=True,
        ),
        Move(
            name="cancel",
            label=pgettext_lazy("hold", "Cancel"),
            sources=frozenset({HoldState.QUEUED, HoldState.IN_TRANSIT, HoldState.READY}),
            target=HoldState.CANCELLED,
            allowed=is_librarian_or_own,
        ),
        Move(
            name="expire",
            label=_("End: not picked up"),
            sources=frozenset({HoldState.READY}),
            target=HoldState.EXPIRED,
            allowed=is_platform_or_librarian,
        ),
    ),
)
