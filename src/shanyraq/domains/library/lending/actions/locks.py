"""Rows that an action works on, locked. The order is always items, readers, holds, loans.

``no_key`` lets others write rows that point at these meanwhile: desks do not stand in line for nothing.
"""

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Item
from shanyraq.domains.library.lending.models import Hold
from shanyraq.domains.library.network.models import Reader
from shanyraq.kernel.errors import Refusal


def gone() -> Refusal:
    """What was chosen is not there any more."""
    return Refusal(_("This record is no longer there."), code="gone")


def lock_item(item_id: int) -> Item:
    """:raises Refusal: ``gone``."""
    items = Item.objects.select_for_update(of=("self",), no_key=True)
    item = items.select_related("record__edition", "branch__library").filter(pk=item_id).first()
    if item is None:
        raise gone()
    return item


def lock_reader(reader_id: int) -> Reader:
    """:raises Refusal: ``gone``."""
    reader = Reader.objects.select_for_update(of=("self",), no_key=True).filter(pk=reader_id).first()
    if reader is None:
        raise gone()
    return reader


def lock_hold(**conditions: object) -> Hold | None:
    """The hold, with its branch, or None when it is not in this state any more."""
    holds = Hold.objects.select_for_update(of=("self",), no_key=True)
    return holds.select_related("pickup_branch__library", "edition").filter(**conditions).first()
