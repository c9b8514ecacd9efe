"""Files that the library's staff uploaded."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading import faults
from shanyraq.domains.library.reading.models.digital_edition import DigitalEdition
from shanyraq.domains.library.reading.models.files import file_field
from shanyraq.domains.library.reading.states import SourceKind, SourceState


class SourceFile(models.Model):
    """An uploaded file, kept as it came. The same content is taken once for a digital edition."""

    edition = models.ForeignKey(DigitalEdition, related_name="sources", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=120)
    file = file_field()
    kind = models.CharField(max_length=7, choices=SourceKind.choices)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=SourceState.choices, default=SourceState.WAITING)
    error = models.TextField(_("error"), blank=True)
    """What went wrong, as ``faults`` stores it; ``told_error`` for people."""
    uploaded_by = models.BigIntegerField(null=True)
    uploaded_at = models.DateTimeField(_("uploaded at"))

    class Meta:
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "sha256"], name="library_source_content_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def told_error(self) -> str:
        """The error in the language now active."""
        return faults.told(self.error)
