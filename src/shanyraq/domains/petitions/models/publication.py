"""What was told to the public and to subscribers, so that it is told once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models.petition import Petition


class RegionRelease(models.Model):
    """Signatures by region as they were told at one time (``rules/small_cells``); rows are only added.

    ``steps`` maps the code of each region to its number of full tens. ``total`` is the exact sum of the time.
    """

    petition = models.ForeignKey(Petition, related_name="region_releases", on_delete=models.CASCADE)
    at = models.DateTimeField(_("at"))
    total = models.PositiveIntegerField(_("signatures"))
    signed = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()
    steps = models.JSONField()

    class Meta:
        verbose_name = _("release of numbers by region")
        verbose_name_plural = _("releases of numbers by region")
        ordering = ["petition", "at", "pk"]
        constraints = [models.UniqueConstraint(fields=["petition", "at"], name="petitions_release_once")]

    def __str__(self) -> str:
        return f"{self.petition_id} · {self.at:%Y-%m-%d}"


class Milestone(models.Model):
    """Something that subscribers are told of. ``told_to`` is the last subscription that got its letter.

    ``reference`` tells two of one kind apart: a share in per cent, the number of a hearing or of a report.
    """

    class Kind(models.TextChoices):
        """What happened."""

        OPENED = "opened", _("opened to the public")
        SHARE = "share", _("part of the signatures gathered")
        HANDED_OVER = "handed_over", _("handed over to the addressee")
        HEARING = "hearing", _("hearing announced")
        ANSWERED = "answered", _("answered")
        PROMISE = "promise", _("report on a promise")

    petition = models.ForeignKey(Petition, related_name="milestones", on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reference = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()
    told_to = models.PositiveBigIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("milestone of a petition")
        verbose_name_plural = _("milestones of petitions")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "kind", "reference"], name="petitions_milestone_once")
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(done_at__isnull=True), name="petitions_milestones_untold"
            )
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} · {self.kind} {self.reference}"
