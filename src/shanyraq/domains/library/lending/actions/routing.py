"""What becomes of a copy that lies on a desk: the hold shelf, another branch, or its own shelf."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from shanyraq.domains.library.catalogue.models import Item
from shanyraq.domains.library.lending.actions.letters import tell_hold_is_ready
from shanyraq.domains.library.lending.actions.locks import lock_hold
from shanyraq.domains.library.lending.models import Hold, LendingRule, Transfer
from shanyraq.domains.library.lending.permissions import Librarian
from shanyraq.domains.library.lending.rules.choosing import hindrance_of_item, rule_for
from shanyraq.domains.library.lending.rules.copies import may_go_to
from shanyraq.domains.library.lending.rules.due_dates import due_after
from shanyraq.domains.library.lending.rules.families import queued_for
from shanyraq.domains.library.lending.states import ASSIGNED_HOLDS, HoldState
from shanyraq.domains.library.network.models import Branch
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import perform


class Way(StrEnum):
    """What the librarian does with the copy next."""

    HOLD_SHELF = "hold_shelf"
    SEND = "send"
    SHELVE = "shelve"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Route:
    """The way, the branch to send to, and the hold that the copy is for."""

    way: Way
    branch: Branch | None = None
    hold: Hold | None = None


@dataclass(frozen=True, slots=True)
class _Scan:
    item: Item
    librarian: Librarian
    at: datetime

    @property
    def branch(self) -> Branch:
        return self.librarian.branch


def route(*, item: Item, librarian: Librarian, at: datetime) -> Route:
    """Decide and note where a copy goes that was scanned at the librarian's branch. ``item`` is locked.

    Ends a way that led here, clears a hold shelf, gives the copy to the first reader who waits for it.
    """
    scan = _Scan(item, librarian, at)
    Hold.objects.filter(item=item, needs_clearing=True).update(needs_clearing=False)
    kept = lock_hold(item=item, state__in=ASSIGNED_HOLDS)
    if kept is not None:
        return _bring(kept, scan)
    rule = _rule_if_fit(item, at)
    if rule is None:
        return _take_home(scan, Way.SET_ASIDE)
    hold = _first_waiting(item, rule)
    if hold is None:
        return _take_home(scan, Way.SHELVE)
    hold.item = item
    hold.save(update_fields=["item"])
    return _bring(hold, scan)


def _rule_if_fit(item: Item, at: datetime) -> LendingRule | None:
    try:
        rule = rule_for(item, timezone.localdate(at))
    except Refusal:
        return None
    return rule if hindrance_of_item(item, rule) is None else None


def _first_waiting(item: Item, rule: LendingRule) -> Hold | None:
    """The first in the queue whom this copy can reach, locked; who is served elsewhere is passed over."""
    for waiting in queued_for(item.record.edition_id).select_related("pickup_branch"):
        if may_go_to(item, rule, waiting.pickup_branch):
            hold = lock_hold(pk=waiting.pk, state=HoldState.QUEUED)
            if hold is not None:
                return hold
    return None


def _bring(hold: Hold, scan: _Scan) -> Route:
    """Put the copy on the hold shelf here, or send it to where its reader will come."""
    if hold.pickup_branch_id != scan.branch.pk:
        _send(scan, hold.pickup_branch, hold)
        if hold.state != HoldState.IN_TRANSIT:
            perform("send", subject=hold, actor=scan.librarian, at=scan.at)
        return Route(Way.SEND, hold.pickup_branch, hold)
    _end_way(scan)
    if hold.state != HoldState.READY:
        day = timezone.localdate(scan.at)
        term = rule_for(scan.item, day).hold_shelf_days
        hold.shelf_until = due_after(scan.branch, day, term)
        hold.save(update_fields=["shelf_until"])
        perform("shelve", subject=hold, actor=scan.librarian, at=scan.at)
        tell_hold_is_ready(hold)
    return Route(Way.HOLD_SHELF, scan.branch, hold)


def _take_home(scan: _Scan, at_home: Way) -> Route:
    if scan.item.branch_id == scan.branch.pk:
        _end_way(scan)
        return Route(at_home)
    _send(scan, scan.item.branch, None)
    return Route(Way.SEND, scan.item.branch)


def _end_way(scan: _Scan) -> None:
    Transfer.objects.filter(item=scan.item, received_at__isnull=True).update(received_at=scan.at)


def _send(scan: _Scan, target: Branch, hold: Hold | None) -> None:
    """Begin a way; one that leads from here to there already goes on."""
    under_way = Transfer.objects.filter(item=scan.item, received_at__isnull=True)
    if under_way.filter(from_branch=scan.branch, to_branch=target, hold=hold).exists():
        return
    under_way.update(received_at=scan.at)
    Transfer.objects.create(
        item=scan.item, from_branch=scan.branch, to_branch=target, hold=hold, sent_at=scan.at
    )
