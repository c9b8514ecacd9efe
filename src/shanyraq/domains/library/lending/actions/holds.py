"""Reserving and giving up."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.catalogue.queries.families import family_of
from shanyraq.domains.library.lending.actions.forgetting import forget
from shanyraq.domains.library.lending.actions.locks import gone, lock_hold, lock_reader
from shanyraq.domains.library.lending.models import Hold
from shanyraq.domains.library.lending.permissions import Borrower, Librarian
from shanyraq.domains.library.lending.rules.choosing import RuleBook
from shanyraq.domains.library.lending.rules.copies import copies_for
from shanyraq.domains.library.lending.rules.readers import hindrance_of_card
from shanyraq.domains.library.lending.states import ACTIVE_HOLDS, OWED, HoldState
from shanyraq.domains.library.network.models import Branch, Reader
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import perform

Actor = Borrower | Librarian


def place_hold(*, reader: Reader, edition: Edition, branch: Branch, at: datetime) -> Hold:
    """Put the reader into the queue for any copy of the edition, to be picked up at ``branch``.

    :raises Refusal: ``not_a_pickup_branch``, ``already_held``, ``already_lent``, ``too_many_holds``,
        ``no_copies``, or what is wrong with the card.
    """
    day = timezone.localdate(at)
    family = family_of(edition.pk)
    with transaction.atomic():
        locked = lock_reader(reader.pk)
        refusal = hindrance_of_card(locked, at=at)
        if refusal is not None:
            raise refusal
        _check_branch(branch)
        _check_reader(locked, family)
        _check_number(locked, branch, day)
        if not copies_for(edition.pk, branch=branch, day=day):
            text = _("No copy of this book can come to that branch.")
            raise Refusal(text, code="no_copies", field="branch")
        return Hold.objects.create(edition_id=family[0], reader=locked, pickup_branch=branch, placed_at=at)


def _check_branch(branch: Branch) -> None:
    if not branch.is_pickup or branch.is_closed or not branch.library.is_live:
        text = _("Books cannot be picked up at this branch. Choose another.")
        raise Refusal(text, code="not_a_pickup_branch", field="branch")


def _check_reader(reader: Reader, family: list[int]) -> None:
    if reader.holds.filter(edition_id__in=family, state__in=ACTIVE_HOLDS).exists():
        raise Refusal(_("You have already reserved this book."), code="already_held")
    if reader.loans.filter(item__record__edition_id__in=family, state__in=OWED).exists():
        raise Refusal(_("You have borrowed this book already."), code="already_lent")


def _check_number(reader: Reader, branch: Branch, day: date) -> None:
    rule = RuleBook([branch.library_id], day).find(branch.library_id, "")
    if rule is None:
        raise Refusal(_("This library has no lending rules yet."), code="no_rule")
    if reader.holds.filter(state__in=ACTIVE_HOLDS).count() >= rule.max_holds:
        text = _("You have as many holds as the rule allows: %(number)d.") % {"number": rule.max_holds}
        raise Refusal(text, code="too_many_holds")


def cancel_hold(*, hold: Hold, actor: Actor, at: datetime) -> Hold:
    """End a hold. Its copy, if it lies on the hold shelf, is to be cleared from there.

    :raises Refusal: when the hold has ended or is not the actor's.
    """
    return _end(hold, "cancel", actor=actor, at=at)


def _end(hold: Hold, move: str, *, actor: Actor | None, at: datetime) -> Hold:
    with transaction.atomic():
        locked = lock_hold(pk=hold.pk)
        if locked is None:
            raise gone()
        lies_on_shelf = locked.state == HoldState.READY
        perform(move, subject=locked, actor=actor, at=at)
        locked.closed_at, locked.needs_clearing = at, lies_on_shelf
        locked.save(update_fields=["closed_at", "needs_clearing"])
        forget(locked)
    return locked


def expire_holds(*, at: datetime) -> int:
    """End every hold whose time on the shelf is over; each in its own transaction. Returns how many."""
    return sum(1 for _hold in _expire(at))


def _expire(at: datetime) -> Iterator[Hold]:
    late = Hold.objects.filter(state=HoldState.READY, shelf_until__lt=timezone.localdate(at))
    for hold in late.order_by("pk"):
        try:
            yield _end(hold, "expire", actor=None, at=at)
        except Refusal:
            continue  # picked up or cancelled while we looked
