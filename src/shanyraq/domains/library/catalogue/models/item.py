"""Copies that stand on shelves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models.bibliographic import Record
from shanyraq.domains.library.network.models import Branch


class ItemState(models.TextChoices):
    """What a copy is fit for. Whether it is lent just now is told by its open loan, never here."""

    AVAILABLE = "available", _("available")
    REFERENCE = "reference", _("only in the reading room")
    PROCESSING = "processing", _("in processing")
    REPAIR = "repair", _("in repair")
    MISSING = "missing", _("missing")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Item(models.Model):
    """One copy of a record's edition at a branch. Bar codes are unique in the whole network."""

    record = models.ForeignKey(Record, related_name="items", on_delete=models.PROTECT)
    branch = models.ForeignKey(Branch, related_name="items", on_delete=models.PROTECT)
    inventory_number = models.CharField(_("inventory number"), max_length=40, blank=True)
    barcode = models.CharField(_("bar code"), max_length=40, null=True, blank=True, unique=True)
    shelf_mark = models.CharField(_("shelf mark"), max_length=120, blank=True)
    item_type = models.CharField(_("item type"), max_length=20, default="book")
    state = models.CharField(
        _("state"), max_length=12, choices=ItemState.choices, default=ItemState.AVAILABLE
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["branch", "shelf_mark", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "inventory_number"],
                condition=~models.Q(inventory_number=""),
                name="library_item_inventory_number_once",
            ),
        ]

    def __str__(self) -> str:
        return self.barcode or self.inventory_number or self.shelf_mark
