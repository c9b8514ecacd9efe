"""Where copies are just now, and how many readers wait."""

from collections.abc import Collection, Sequence

from django.db.models import Count, Q

from shanyraq.domains.library.catalogue.models import Item
from shanyraq.domains.library.catalogue.public_parts import Availability
from shanyraq.domains.library.catalogue.queries.families import edition_now
from shanyraq.domains.library.lending.models import Hold, Loan, Transfer
from shanyraq.domains.library.lending.states import HoldState, LoanState


def availability_of(item_ids: Sequence[int]) -> dict[int, Availability]:
    """Copies that are ``lent`` (and until when), ``held`` for a reader, or in ``transit``; three queries."""
    wanted = list(item_ids)
    ways = Transfer.objects.filter(item__in=wanted, received_at__isnull=True)
    found = {key: Availability("transit") for key in ways.order_by().values_list("item_id", flat=True)}
    kept = Hold.objects.filter(Q(state=HoldState.READY) | Q(needs_clearing=True), item__in=wanted)
    found |= {key: Availability("held") for key in kept.order_by().values_list("item_id", flat=True)}
    lent = Loan.objects.filter(item__in=wanted, state=LoanState.OPEN)
    for key, due in lent.order_by().values_list("item_id", "due_date"):
        found[key] = Availability("lent", due)
    return found


def waiting_for(edition_ids: Sequence[int]) -> dict[int, int]:
    """How many readers wait in the queue for each of these editions, holds on merged ones counted in."""
    holds = Hold.objects.filter(state=HoldState.QUEUED).annotate(one=edition_now())
    holds = holds.filter(one__in=list(edition_ids))
    return dict(holds.order_by().values("one").annotate(number=Count("pk")).values_list("one", "number"))


def editions_with_copies(edition_ids: Sequence[int]) -> set[int]:
    """Those of the editions of which a live library has a copy that may be lent."""
    items = Item.objects.filter(
        record__edition_id__in=list(edition_ids), state="available", branch__library__state="live"
    )
    return set(items.order_by().values_list("record__edition_id", flat=True))


def editions_of_items(item_keys: Collection[str]) -> set[str]:
    """The keys of the editions that these copies are of; one query."""
    found = Item.objects.filter(pk__in=[int(key) for key in item_keys])
    return {str(number) for number in found.order_by().values_list("record__edition_id", flat=True)}
