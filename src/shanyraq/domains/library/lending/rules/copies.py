"""Copies of an edition: which can go to whom, and which are spoken for."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from shanyraq.domains.library.catalogue.models import Item, ItemState
from shanyraq.domains.library.catalogue.queries.families import family_of
from shanyraq.domains.library.lending.models import Hold, LendingRule, Loan, Transfer
from shanyraq.domains.library.lending.rules.choosing import RuleBook, hindrance_of_item
from shanyraq.domains.library.lending.rules.families import queued_for
from shanyraq.domains.library.lending.states import ASSIGNED_HOLDS, LoanState
from shanyraq.domains.library.network.models import Branch, Reader


def fit_copies(edition_ids: Iterable[int]) -> QuerySet[Item]:
    """Copies in lendable condition, wherever they are."""
    return Item.objects.filter(record__edition_id__in=list(edition_ids), state=ItemState.AVAILABLE)


def on_shelf(items: QuerySet[Item]) -> QuerySet[Item]:
    """Those of ``items`` that stand on their shelf: not lent, not held, not on the way, not to be cleared."""
    mine = {"item_id": OuterRef("pk")}
    return items.filter(
        ~Exists(Loan.objects.filter(state__in=[LoanState.OPEN, LoanState.LOST], **mine)),
        ~Exists(Transfer.objects.filter(received_at__isnull=True, **mine)),
        ~Exists(Hold.objects.filter(state__in=ASSIGNED_HOLDS, **mine)),
        ~Exists(Hold.objects.filter(needs_clearing=True, **mine)),
    )


def may_go_to(item: Item, rule: LendingRule, branch: Branch) -> bool:
    """Whether a copy may wait for its reader at a branch."""
    return rule.travels or item.branch.library_id == branch.library_id


def copies_for(edition_id: int, *, branch: Branch, day: date) -> list[Item]:
    """The copies that could ever come to a reader at ``branch``, lent or not."""
    items = list(fit_copies(family_of(edition_id)).select_related("branch__library"))
    book = RuleBook({item.branch.library_id for item in items}, day)
    fitting = []
    for item in items:
        rule = book.find(item.branch.library_id, item.item_type)
        if rule and hindrance_of_item(item, rule) is None and may_go_to(item, rule, branch):
            fitting.append(item)
    return fitting


def is_spoken_for(item: Item, *, reader: Reader, rule: LendingRule) -> bool:
    """Whether readers who came earlier wait for so many copies that this one is among them."""
    edition_id = item.record.edition_id
    waiting = list(queued_for(edition_id).values_list("reader_id", "pickup_branch__library_id"))
    ahead = 0
    for reader_id, library_id in waiting:
        if reader_id == reader.pk:
            break
        ahead += rule.travels or library_id == item.branch.library_id
    if not ahead:
        return False
    others = on_shelf(fit_copies(family_of(edition_id))).exclude(pk=item.pk)
    return ahead > others.count()
