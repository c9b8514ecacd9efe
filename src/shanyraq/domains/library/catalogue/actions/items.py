"""A librarian tells of copies."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Item
from shanyraq.domains.library.network.permissions import may_catalogue
from shanyraq.kernel.errors import Refusal


def save_item(*, item: Item, actor: Any) -> Item:
    """Add a copy or change one. Refuses who may not catalogue there (``not_allowed``), a branch of another
    library (``foreign_branch``), and numbers that another copy has (``number_taken``)."""
    library = item.record.library
    if not may_catalogue(actor, library):
        raise Refusal(_("Only cataloguers of this library may do this."), code="not_allowed")
    if item.branch.library_id != library.pk:
        raise Refusal(_("Choose a branch of this library."), code="foreign_branch", field="branch")
    item.barcode = item.barcode or None
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError:
        text = _("Another copy has this bar code or inventory number.")
        raise Refusal(text, code="number_taken", field="barcode") from None
    return item
