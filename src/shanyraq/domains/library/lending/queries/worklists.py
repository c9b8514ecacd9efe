"""What the staff of a branch has to do: pull, clear, ask back, await."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from shanyraq.domains.library.catalogue.models import Item
from shanyraq.domains.library.catalogue.queries.families import edition_now
from shanyraq.domains.library.lending.models import Hold, Loan, Transfer
from shanyraq.domains.library.lending.rules.choosing import RuleBook, hindrance_of_item
from shanyraq.domains.library.lending.rules.copies import may_go_to, on_shelf
from shanyraq.domains.library.lending.states import HoldState, LoanState
from shanyraq.domains.library.network.models import Branch

MOST_TO_PULL = 300


@dataclass(frozen=True, slots=True)
class Pull:
    """A copy to be taken from its shelf for a hold."""

    item: Item
    hold: Hold


def to_pull(branch: Branch, *, at: datetime) -> list[Pull]:
    """Copies of the branch for which a reader waits, by shelf mark; scanning one gives it to the first.

    A hold is left to its pick-up branch where that has a copy on the shelf itself.
    """
    waiting = Hold.objects.filter(state=HoldState.QUEUED).annotate(one=edition_now())
    mine = on_shelf(
        Item.objects.filter(
            branch=branch, state="available", record__edition_id__in=waiting.order_by().values("one")
        )
    ).select_related("record__edition", "branch__library")[:MOST_TO_PULL]
    copies: dict[int, list[Item]] = defaultdict(list)
    for item in mine:
        copies[item.record.edition_id].append(item)
    book = RuleBook([branch.library_id], timezone.localdate(at))
    holds = (
        waiting.filter(one__in=copies).select_related("pickup_branch__library").order_by("placed_at", "pk")
    )
    elsewhere = _on_shelves_elsewhere(set(copies), branch)
    pulls = []
    for hold in holds:
        if (hold.one, hold.pickup_branch_id) in elsewhere:
            continue
        fit = _fitting(copies[hold.one], hold, book)
        if fit is not None:
            copies[hold.one].remove(fit)
            pulls.append(Pull(fit, hold))
    return sorted(pulls, key=lambda pull: (pull.item.shelf_mark, pull.item.pk))


def _fitting(items: list[Item], hold: Hold, book: RuleBook) -> Item | None:
    for item in items:
        rule = book.find(item.branch.library_id, item.item_type)
        if rule and hindrance_of_item(item, rule) is None and may_go_to(item, rule, hold.pickup_branch):
            return item
    return None


def _on_shelves_elsewhere(editions: set[int], branch: Branch) -> set[tuple[int, int]]:
    items = Item.objects.filter(record__edition_id__in=editions, state="available").exclude(branch=branch)
    return set(on_shelf(items).order_by().values_list("record__edition_id", "branch_id"))


def on_hold_shelf(branch: Branch) -> QuerySet[Hold]:
    """Copies that lie ready at the branch, and those whose hold has ended and that are to be cleared."""
    lying = Hold.objects.filter(Q(state=HoldState.READY) | Q(needs_clearing=True), pickup_branch=branch)
    return lying.select_related("reader", "edition", "item").order_by("-needs_clearing", "shelf_until", "pk")


def overdue(branch: Branch, *, at: datetime) -> QuerySet[Loan]:
    """Loans made at the branch that should be back, the oldest first."""
    late = Loan.objects.filter(branch=branch, state=LoanState.OPEN, due_date__lt=timezone.localdate(at))
    return late.select_related("reader", "item__record__edition").order_by("due_date", "pk")


def on_the_way(branch: Branch) -> QuerySet[Transfer]:
    """Copies sent from the branch or awaited there, the oldest first."""
    ways = Transfer.objects.filter(Q(from_branch=branch) | Q(to_branch=branch), received_at__isnull=True)
    return ways.select_related("item__record__edition", "from_branch", "to_branch", "hold")


def counts(branch: Branch, *, at: datetime) -> dict[str, int]:
    """How much is on each list."""
    return {
        "pull": len(to_pull(branch, at=at)),
        "shelf": on_hold_shelf(branch).count(),
        "overdue": overdue(branch, at=at).count(),
        "ways": on_the_way(branch).count(),
    }
