"""A reader's place in the queue for an edition."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Edition, Item
from shanyraq.domains.library.lending.states import ACTIVE_HOLDS, ASSIGNED_HOLDS, HoldState
from shanyraq.domains.library.lending.workflow import HOLDS
from shanyraq.domains.library.network.models import Branch, Reader
from shanyraq.platform.transparency.procedure import Procedure


class Hold(models.Model):
    """A reservation of any copy of an edition, to be picked up at a branch of any member.

    A copy is kept for one reader at most. ``needs_clearing``: the copy of a closed hold still lies on the
    hold shelf and is to be scanned by whoever takes it down. ``reader`` is emptied as in ``Loan``.
    """

    procedure: ClassVar[Procedure] = Procedure("library.hold", HOLDS)

    edition = models.ForeignKey(Edition, related_name="holds", on_delete=models.PROTECT)
    reader = models.ForeignKey(Reader, related_name="holds", on_delete=models.PROTECT, null=True, blank=True)
    pickup_branch = models.ForeignKey(
        Branch, verbose_name=_("pick-up branch"), related_name="holds", on_delete=models.PROTECT
    )
    item = models.ForeignKey(Item, related_name="holds", on_delete=models.PROTECT, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=HoldState.choices, default=HoldState.QUEUED)
    placed_at = models.DateTimeField(_("placed at"))
    shelf_until = models.DateField(_("kept until"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    needs_clearing = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        ordering = ["placed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "edition"],
                condition=Q(state__in=ACTIVE_HOLDS),
                name="library_hold_once",
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state__in=ASSIGNED_HOLDS), name="library_item_held_once"
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(needs_clearing=True), name="library_item_cleared_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ASSIGNED_HOLDS) | Q(item__isnull=False),
                name="library_hold_assigned_has_item",
            ),
            models.CheckConstraint(
                condition=~Q(state=HoldState.READY) | Q(shelf_until__isnull=False),
                name="library_hold_ready_has_term",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ACTIVE_HOLDS) | Q(reader__isnull=False),
                name="library_hold_active_has_reader",
            ),
            models.CheckConstraint(condition=Q(state__in=HoldState.values), name="library_hold_state_known"),
        ]
        indexes = [
            models.Index(
                fields=["edition", "placed_at"],
                condition=Q(state=HoldState.QUEUED),
                name="library_hold_queue",
            ),
            models.Index(
                fields=["pickup_branch", "state"],
                condition=Q(state__in=ACTIVE_HOLDS),
                name="library_hold_of_branch",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.state}"
