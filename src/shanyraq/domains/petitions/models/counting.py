"""Counts that are published: kept by the observer of the log, in the transaction of its checkpoint."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models.petition import Petition
from shanyraq.domains.petitions.models.places import Territory


class PetitionCount(models.Model):
    """The number of valid signatures that the log's tree of ``log_size`` entries proves."""

    petition = models.OneToOneField(
        Petition, related_name="count", primary_key=True, on_delete=models.CASCADE
    )
    valid = models.PositiveIntegerField(default=0)
    signed = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    invalidated = models.PositiveIntegerField(default=0)
    log_size = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("count of a petition")
        verbose_name_plural = _("counts of petitions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    valid=models.F("signed") - models.F("withdrawn") - models.F("invalidated")
                ),
                name="petitions_count_adds_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.petition_id}: {self.valid}"


class TerritoryCount(models.Model):
    """Valid signatures by territory; shown only with small-cell protection."""

    petition = models.ForeignKey(Petition, related_name="territory_counts", on_delete=models.CASCADE)
    territory = models.ForeignKey(Territory, related_name="+", on_delete=models.PROTECT)
    valid = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of a territory")
        verbose_name_plural = _("counts of territories")
        constraints = [
            models.UniqueConstraint(fields=["petition", "territory"], name="petitions_territory_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} · {self.territory_id}: {self.valid}"


class HourCount(models.Model):
    """Signatures entered into the log in one hour: the curve of a petition, and what is trending."""

    petition = models.ForeignKey(Petition, related_name="hour_counts", on_delete=models.CASCADE)
    hour = models.DateTimeField()
    signed = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of an hour")
        verbose_name_plural = _("counts of hours")
        constraints = [models.UniqueConstraint(fields=["petition", "hour"], name="petitions_hour_count_once")]
        indexes = [models.Index(fields=["hour"], name="petitions_hour_counts")]

    def __str__(self) -> str:
        return f"{self.petition_id} · {self.hour:%Y-%m-%d %H}: {self.signed}"
