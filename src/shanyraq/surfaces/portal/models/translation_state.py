"""From which text a translation was made."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationState(models.Model):
    """One row for every page with a text of its own (no alias).

    ``source`` is empty for the original. A translation is stale when its ``source_digest`` differs from the
    ``text_digest`` of its source, that is: when words of the source changed in a later publication.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="translation_state"
    )
    text_digest = models.CharField(max_length=64)
    text_changed_at = models.DateTimeField(_("text changed"))
    source = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="translation_states",
    )
    source_revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    source_digest = models.CharField(max_length=64, blank=True)
    withdrawn = models.BooleanField(default=False)  # unpublished only because its source was
    translated_at = models.DateTimeField(_("translated"), null=True, blank=True)

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.text_digest[:8]}"
