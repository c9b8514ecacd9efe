"""What somebody typed into a form of the staff and could not save yet."""

from django.conf import settings
from django.db import models

from shanyraq.domains.library.network.models.library import Library


class FormDraft(models.Model):
    """Typed values of one form, kept until it is saved: a person may leave and come back.

    ``typed`` maps names of inputs to lists of texts, as a browser sends them. No library: a new member.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.CASCADE)
    library = models.ForeignKey(Library, related_name="+", on_delete=models.CASCADE, null=True, blank=True)
    form = models.CharField(max_length=60)
    typed = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "library", "form"], name="library_form_draft_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.form
