"""Who held the retention of a petition, who released it, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models.petition import Petition


class RetentionChange(models.Model):
    """Personal data of a petition is kept beyond its term, or no longer. Rows are only added."""

    class Kind(models.TextChoices):
        """Which way."""

        HELD = "held", _("personal data is held")
        RELEASED = "released", _("personal data is released")

    petition = models.ForeignKey(Petition, related_name="retention_changes", on_delete=models.PROTECT)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.TextField(_("reason"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("change of the retention")
        verbose_name_plural = _("changes of the retention")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.petition_id} · {self.kind}"
