"""A copy on the way from one branch to another."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Item
from shanyraq.domains.library.lending.models.hold import Hold
from shanyraq.domains.library.network.models import Branch


class Transfer(models.Model):
    """One way of one item: to a reader who waits elsewhere (``hold``) or back home."""

    item = models.ForeignKey(Item, related_name="transfers", on_delete=models.PROTECT)
    from_branch = models.ForeignKey(Branch, related_name="sent_transfers", on_delete=models.PROTECT)
    to_branch = models.ForeignKey(Branch, related_name="awaited_transfers", on_delete=models.PROTECT)
    hold = models.ForeignKey(Hold, related_name="transfers", on_delete=models.PROTECT, null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"))
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(received_at__isnull=True), name="library_item_sent_once"
            ),
            models.CheckConstraint(
                condition=~Q(from_branch=models.F("to_branch")), name="library_transfer_goes_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.from_branch_id} → {self.to_branch_id}"
