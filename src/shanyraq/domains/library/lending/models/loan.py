"""A copy in a reader's hands."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Item
from shanyraq.domains.library.lending.models.lending_rule import LendingRule
from shanyraq.domains.library.lending.states import OWED, LoanState
from shanyraq.domains.library.lending.workflow import LOANS
from shanyraq.domains.library.network.models import Branch, Reader
from shanyraq.platform.transparency.procedure import Procedure


class Loan(models.Model):
    """One loan of one item. An item has at most one open loan, whoever asks at the same time.

    ``reader`` is emptied when the matter ends, unless the reader keeps a history; the row stays for counts.
    """

    procedure: ClassVar[Procedure] = Procedure("library.loan", LOANS)

    item = models.ForeignKey(Item, related_name="loans", on_delete=models.PROTECT)
    reader = models.ForeignKey(Reader, related_name="loans", on_delete=models.PROTECT, null=True, blank=True)
    rule = models.ForeignKey(LendingRule, related_name="loans", on_delete=models.PROTECT)
    branch = models.ForeignKey(Branch, related_name="loans", on_delete=models.PROTECT)
    """Where it was lent."""
    state = models.CharField(_("state"), max_length=8, choices=LoanState.choices, default=LoanState.OPEN)
    lent_at = models.DateTimeField(_("lent at"))
    due_date = models.DateField(_("due"))
    renewals = models.PositiveSmallIntegerField(_("renewals"), default=0)
    reminded_date = models.DateField(null=True, blank=True, editable=False)
    """The due date of which the reader was reminded beforehand."""
    overdue_letters = models.PositiveSmallIntegerField(default=0, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    returned_to = models.ForeignKey(Branch, related_name="+", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        verbose_name = _("loan")
        verbose_name_plural = _("loans")
        ordering = ["due_date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(state=LoanState.OPEN), name="library_item_lent_once"
            ),
            models.CheckConstraint(
                condition=Q(state=LoanState.OPEN) | Q(closed_at__isnull=False),
                name="library_loan_closed_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OWED) | Q(reader__isnull=False), name="library_loan_owed_has_reader"
            ),
            models.CheckConstraint(condition=Q(state__in=LoanState.values), name="library_loan_state_known"),
        ]
        indexes = [
            models.Index(fields=["due_date"], condition=Q(state=LoanState.OPEN), name="library_loan_due"),
            models.Index(fields=["branch", "lent_at"], name="library_loan_of_branch"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} → {self.due_date}"
