"""What the text of a page was and became: versions that are only added to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.models.page import DigitalPage
from shanyraq.domains.library.reading.states import TextOrigin


class TextVersion(models.Model):
    """A text of a page, kept from its first correction on; the highest ``number`` is the present one.

    ``alto`` is the deflated ALTO file, so that every version can be brought back with its boxes. Nobody made
    what a program recognised. ``restored``: the number of the version that was brought back by this one.
    """

    page = models.ForeignKey(DigitalPage, related_name="text_versions", on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    alto = models.BinaryField()
    origin = models.CharField(max_length=5, choices=TextOrigin.choices)
    changed_lines = models.PositiveIntegerField(default=0)
    restored = models.PositiveIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", on_delete=models.SET_NULL, null=True, blank=True
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("version of a page's text")
        verbose_name_plural = _("versions of pages' texts")
        ordering = ["page", "-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="library_text_version_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.number}"
