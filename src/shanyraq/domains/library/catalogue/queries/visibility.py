"""What of the catalogue everybody may see: what a live member holds."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from shanyraq.domains.library.catalogue.models import Edition, Item, ItemState, Record, RecordState
from shanyraq.domains.library.network.states import MembershipState

HIDDEN_ITEM_STATES: Final = (ItemState.MISSING, ItemState.WITHDRAWN)
SEEN_RECORD: Final = Q(state=RecordState.ACTIVE, library__state=MembershipState.LIVE)


def seen_records() -> QuerySet[Record]:
    """Active records of live members."""
    return Record.objects.filter(SEEN_RECORD)


def seen_editions() -> QuerySet[Edition]:
    """Editions that a live member has a record of, without those that lead to another."""
    held = Exists(seen_records().filter(edition=OuterRef("pk")))
    return Edition.objects.filter(held, merged_into=None)


def seen_items() -> QuerySet[Item]:
    """Copies that a reader may ask for or look at; what is missing or withdrawn is not told."""
    return Item.objects.filter(
        record__state=RecordState.ACTIVE,
        record__library__state=MembershipState.LIVE,
        branch__is_closed=False,
    ).exclude(state__in=HIDDEN_ITEM_STATES)
