"""Whole books as one file, made in the background."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.models.digital_edition import DigitalEdition
from shanyraq.domains.library.reading.models.files import file_field


class Download(models.Model):
    """The PDF or EPUB of a digital edition as it was at ``of_change`` (its ``changed_at``)."""

    class Kind(models.TextChoices):
        """The formats that are made."""

        PDF = "pdf", _("PDF")
        EPUB = "epub", _("EPUB")

    edition = models.ForeignKey(DigitalEdition, related_name="downloads", on_delete=models.CASCADE)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    file = file_field()
    size = models.PositiveBigIntegerField(default=0)
    of_change = models.DateTimeField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("download of a book")
        verbose_name_plural = _("downloads of books")
        constraints = [models.UniqueConstraint(fields=["edition", "kind"], name="library_download_once")]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.kind}"
