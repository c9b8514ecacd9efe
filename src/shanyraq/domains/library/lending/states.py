"""States of loans and holds, and sets derived from them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LoanState(models.TextChoices):
    """Where a lent copy is. ``replaced``: the reader gave an equal one; ``mistaken``: undone at the desk."""

    OPEN = "open", _("lent")
    RETURNED = "returned", _("returned")
    LOST = "lost", _("lost by the reader")
    REPLACED = "replaced", _("replaced by an equal copy")
    MISTAKEN = "mistaken", _("lent by mistake")


class HoldState(models.TextChoices):
    """Where a reservation stands."""

    QUEUED = "queued", _("in the queue")
    IN_TRANSIT = "in_transit", _("on the way to the branch")
    READY = "ready", _("ready on the hold shelf")
    PICKED_UP = "picked_up", _("picked up")
    CANCELLED = "cancelled", pgettext_lazy("hold", "cancelled")
    EXPIRED = "expired", _("not picked up in time")


OWED: Final = (LoanState.OPEN, LoanState.LOST)
"""The reader still owes the copy."""
ACTIVE_HOLDS: Final = (HoldState.QUEUED, HoldState.IN_TRANSIT, HoldState.READY)
ASSIGNED_HOLDS: Final = (HoldState.IN_TRANSIT, HoldState.READY)
"""A certain copy belongs to the hold."""
