"""What may be lent for how long: versioned data with the day from which it holds."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.models import Library


class LendingRule(models.Model):
    """One version of a rule for a library (empty: for all) and a type of item (empty: for all).

    The most specific rule in force wins: library and type, library, type, network. Of the versions for the
    same library and type the newest that has begun holds; past its ``in_force_until`` there is none. A
    version is never changed (a trigger refuses it) but for the day it ends; loans keep the one they began by.
    """

    library = models.ForeignKey(
        Library, related_name="lending_rules", on_delete=models.PROTECT, null=True, blank=True
    )
    item_type = models.CharField(_("item type"), max_length=20, blank=True)
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    is_lendable = models.BooleanField(_("is lent"), default=True)
    travels = models.BooleanField(_("goes to other libraries"), default=True)
    loan_days = models.PositiveSmallIntegerField(_("days of a loan"), default=21)
    max_renewals = models.PositiveSmallIntegerField(_("renewals"), default=2)
    max_loans = models.PositiveSmallIntegerField(_("loans at once"), default=10)
    max_holds = models.PositiveSmallIntegerField(_("holds at once"), default=5)
    hold_shelf_days = models.PositiveSmallIntegerField(_("days on the hold shelf"), default=5)
    blocking_overdue_days = models.PositiveSmallIntegerField(
        _("days overdue after which nothing is lent"), null=True, blank=True, default=7
    )

    class Meta:
        verbose_name = _("lending rule")
        verbose_name_plural = _("lending rules")
        ordering = [F("library").asc(nulls_first=True), "item_type", "-in_force_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["library", "item_type", "in_force_from"],
                name="library_lending_rule_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gte=F("in_force_from")),
                name="library_lending_rule_dates",
            ),
            models.CheckConstraint(
                condition=Q(loan_days__range=(1, 366), hold_shelf_days__range=(1, 60)),
                name="library_lending_rule_terms",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.library or '*'} {self.item_type or '*'} {self.in_force_from}"
