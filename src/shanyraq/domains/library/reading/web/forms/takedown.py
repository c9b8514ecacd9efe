"""The public form of a request for takedown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.models import TakedownRequest
from shanyraq.domains.library.reading.web.forms.files import SeveralFilesField

MEGABYTE = 1024 * 1024
CLAIM = ("name", "organisation", "email", "ground", "reason")


class TakedownForm(forms.ModelForm):
    """Who asks, on what ground, and what proves it."""

    attachments = SeveralFilesField(
        label=_("Documents that prove it"),
        kinds=("document", "picture"),
        max_bytes=10 * MEGABYTE,
        most=5,
        required=False,
        help_text=_("Up to five files: PDF, DOCX, ODT, TXT or pictures, 10 MB each."),
        error_messages={"too_many": _("At most five files.")},
    )
    is_true = forms.BooleanField(label=_("What I write is true, and I may act for the holder of the right."))

    class Meta:
        model = TakedownRequest
        fields = CLAIM
        widgets = {"reason": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [("", _("Choose")), *TakedownRequest.Ground.choices]  # type: ignore[attr-defined]  # a choice field by its model

    @property
    def claim(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in CLAIM}
