"""Where copies are just now, and how many readers wait."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, DateField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from shanyraq.domains.library.catalogue.models import Edition, Item
from shanyraq.domains.library.catalogue.public_parts import Availability
from shanyraq.domains.library.catalogue.queries.families import edition_now, merged_into_any
from shanyraq.domains.library.lending.models import Hold, Loan, Transfer
from shanyraq.domains.library.lending.states import HoldState, LoanState
from shanyraq.kernel.prepared import Prepared, Slot, among

_ORDER: Final = ("transit", "held", "lent")
"""Of two states that a copy is in the later one is told."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An edition by its public id, and whether a live library has a copy of it that may be lent."""

    public_id: str
    is_lendable: bool


def availability_of(item_ids: Sequence[int]) -> dict[int, Availability]:
    """Copies that are ``lent`` (and until when), ``held`` for a reader, or in ``transit``; one query."""
    rows = _AWAY.rows(items=list(item_ids))
    found = sorted(rows, key=lambda row: _ORDER.index(row[1]))
    return {item: Availability(state, due) for item, state, due in found}


def waiting_for(edition_ids: Sequence[int]) -> dict[int, int]:
    """How many readers wait in the queue for each of these editions, holds on merged ones counted in."""
    return dict(_WAITING.rows(editions=list(edition_ids)))


def offers_of(edition_ids: Sequence[int]) -> dict[int, Offer]:
    """What lending can say of each of these editions; one query."""
    return {key: Offer(*told) for key, *told in _OFFERS.rows(editions=list(edition_ids))}


def _away() -> QuerySet[Any, Any]:
    never = Cast(Value(None), DateField())
    ways = Transfer.objects.filter(among("item_id", "items"), received_at__isnull=True)
    kept = Hold.objects.filter(Q(state=HoldState.READY) | Q(needs_clearing=True), among("item_id", "items"))
    lent = Loan.objects.filter(among("item_id", "items"), state=LoanState.OPEN)
    return (
        ways.order_by()
        .values_list("item_id", Value("transit"), never)
        .union(
            kept.order_by().values_list("item_id", Value("held"), never),
            lent.order_by().values_list("item_id", Value("lent"), "due_date"),
            all=True,
        )
    )


def _waiting() -> QuerySet[Any, Any]:
    holds = Hold.objects.filter(state=HoldState.QUEUED, edition__in=merged_into_any(Slot("editions")))
    counted = holds.annotate(one=edition_now()).order_by().values("one").annotate(number=Count("pk"))
    return counted.values_list("one", "number")


def _offers() -> QuerySet[Any, Any]:
    copies = Item.objects.filter(
        record__edition=OuterRef("pk"), state="available", branch__library__state="live"
    )
    wanted = Edition.objects.filter(among("pk", "editions")).order_by()
    return wanted.values_list("pk", "public_id", Exists(copies))


_AWAY: Final = Prepared(_away)
_WAITING: Final = Prepared(_waiting)
_OFFERS: Final = Prepared(_offers)


def editions_of_items(item_keys: Collection[str]) -> set[str]:
    """The keys of the editions that these copies are of; one query."""
    found = Item.objects.filter(pk__in=[int(key) for key in item_keys])
    return {str(number) for number in found.order_by().values_list("record__edition_id", flat=True)}
