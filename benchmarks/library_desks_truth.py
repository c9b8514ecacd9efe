"""What must hold in the database after any number of desks have worked at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from django.db.models import Count, F, Sum

from shanyraq.domains.library.lending.models import Hold, LendingRule, Loan, Transfer
from shanyraq.domains.library.lending.states import ACTIVE_HOLDS, ASSIGNED_HOLDS
from shanyraq.platform.transparency.models import MoveRecord


def lost(done: Mapping[str, int]) -> Iterator[str]:
    """Operations of which the desks were told, and that the database does not show as often."""
    found = {
        "lent": Loan.objects.count(),
        "returned": Loan.objects.filter(state="returned").count(),
        "renewed": Loan.objects.aggregate(number=Sum("renewals"))["number"] or 0,
        "reserved": Hold.objects.count(),
        "cancelled": Hold.objects.filter(state="cancelled").count(),
    }
    for name, number in found.items():
        if done.get(name, 0) != number:
            yield f"{name}: the desks were told {done.get(name, 0)}, the database holds {number}"


def contradictions() -> Iterator[str]:
    """Rows that cannot be true together."""
    yield from _copies()
    yield from _readers()
    yield from _ways()
    yield from _register()


def _copies() -> Iterator[str]:
    lent = list(Loan.objects.filter(state="open").values_list("item_id", flat=True))
    kept = list(Hold.objects.filter(state__in=ASSIGNED_HOLDS).values_list("item_id", flat=True))
    for item, number in (Counter(lent) + Counter(kept)).items():
        if number > 1:
            yield f"copy {item} is lent or kept {number} times"
    lain = Hold.objects.filter(needs_clearing=True, item_id__in=lent)
    yield from (f"copy {hold.item_id} is lent and lies on the hold shelf" for hold in lain)
    for hold in Hold.objects.filter(item__isnull=False, state__in=ASSIGNED_HOLDS).select_related(
        "item__record"
    ):
        if hold.item and hold.item.record.edition_id != hold.edition_id:
            yield f"hold {hold.pk} keeps a copy of another edition"


def _readers() -> Iterator[str]:
    most_loans = max(LendingRule.objects.values_list("max_loans", flat=True))
    most_holds = max(LendingRule.objects.values_list("max_holds", flat=True))
    loans = Loan.objects.filter(state="open").values("reader_id", "item__branch__library_id")
    for row in loans.annotate(number=Count("pk")).filter(number__gt=most_loans):
        yield f"a reader has too many loans: {row}"
    holds = Hold.objects.filter(state__in=ACTIVE_HOLDS).values("reader_id")
    for row in holds.annotate(number=Count("pk")).filter(number__gt=most_holds):
        yield f"a reader has too many holds: {row}"
    ended = Loan.objects.filter(state="returned", reader__isnull=False, reader__keeps_history=False)
    yield from (f"loan {loan.pk} still names its reader" for loan in ended)


def _ways() -> Iterator[str]:
    for hold in Hold.objects.filter(state="in_transit"):
        way = Transfer.objects.filter(item=hold.item, received_at__isnull=True, to_branch=hold.pickup_branch)
        if way.count() != 1:
            yield f"hold {hold.pk} is on no way to its branch"
    for way in Transfer.objects.filter(received_at__isnull=True, item__loans__state="open"):
        yield f"copy {way.item_id} is lent and on the way"
    ready = Hold.objects.filter(state="ready", item__transfers__received_at__isnull=True)
    for hold in ready.exclude(item__transfers=None):
        yield f"hold {hold.pk} is ready and its copy on the way"


def _register() -> Iterator[str]:
    """The recorded moves of each loan and hold form a chain that ends in its state."""
    chains: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    names = ("library.loan", "library.hold")
    for record in MoveRecord.objects.filter(workflow__in=names).order_by("sequence"):
        chains[record.workflow, record.subject_id].append((record.source, record.target))
    for workflow, model, first in (("library.loan", Loan, "open"), ("library.hold", Hold, "queued")):
        for key, state in model.objects.values_list("pk", "state"):
            chain = chains.get((workflow, str(key)), [])
            ends = [first, *(target for _source, target in chain)]
            begins = [*(source for source, _target in chain), state]
            if ends != begins:
                yield f"{workflow} {key} is {state}, its moves tell {chain}"
    returns = MoveRecord.objects.filter(workflow="library.loan", move="return").count()
    closed = Loan.objects.filter(state="returned").exclude(closed_at=F("lent_at")).count()
    if returns < closed:
        yield f"{closed} loans were returned, the register tells {returns}"
