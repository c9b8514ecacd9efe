"""What records were before somebody edited them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models.bibliographic import Record


class RecordVersion(models.Model):
    """A record's bytes as they were at a moment, kept when an edit replaced them. Only grows."""

    record = models.ForeignKey(Record, related_name="versions", on_delete=models.CASCADE)
    format = models.CharField(max_length=10)
    encoding = models.CharField(max_length=12)
    original = models.BinaryField(editable=False)
    replaced_at = models.DateTimeField(_("replaced at"))
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", on_delete=models.SET_NULL, null=True, blank=True
    )

    class Meta:
        verbose_name = _("version of a record")
        verbose_name_plural = _("versions of records")
        ordering = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["record", "-id"], name="library_record_versions")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.replaced_at:%Y-%m-%d %H:%M}"
