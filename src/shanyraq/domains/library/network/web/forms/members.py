"""Forms of a member: particulars, import profile, steps of the membership."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network import trial
from shanyraq.domains.library.network.actions.members import DETAILS, RESERVED
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.models.library import CODE
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_bin

_LATIN = {"dir": "ltr", "autocapitalize": "off", "spellcheck": "false"}


class DetailsForm(forms.ModelForm):
    """The particulars of a library; ``values`` is what the action takes."""

    class Meta:
        model = Library
        fields = DETAILS
        widgets = {
            "isil": forms.TextInput(attrs=_LATIN),
            "bin": forms.TextInput(attrs={**_LATIN, "inputmode": "numeric", "maxlength": 20}),
            "website": forms.URLInput(attrs=_LATIN),
            "email": forms.EmailInput(attrs=_LATIN),
            "phone": forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bin"].max_length = None  # type: ignore[attr-defined]  # spaces between digits are taken out
        self.fields["bin"].validators = []

    def _get_validation_exclusions(self) -> set[str]:
        """That an ISIL is taken is left to the action, which names the field."""
        return {*super()._get_validation_exclusions(), "isil"}  # type: ignore[misc]  # Django has it; the stubs do not

    def clean_bin(self) -> str:
        """Spaces do not matter; the check digit does."""
        given = str(self.cleaned_data["bin"]).strip()
        try:
            return parse_bin(given).number if given else ""
        except Refusal as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from None

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by names of fields."""
        return {name: self.cleaned_data[name] for name in DETAILS}


class NewMemberForm(DetailsForm):
    """The first step of a new member: its code and particulars."""

    field_order = ["code", *DETAILS]
    code = forms.CharField(
        label=_("Code"),
        max_length=32,
        validators=[CODE],
        help_text=_("Names the library in addresses and imports, for ever."),
        widget=forms.TextInput(attrs=_LATIN),
    )

    def clean_code(self) -> str:
        """Codes that stand for something else in addresses are taken."""
        code = str(self.cleaned_data["code"])
        if code in RESERVED:
            raise ValidationError(_("This code is taken. Choose another one."), code="code_taken")
        return code


class ProfileForm(forms.Form):
    """How the library's records are read."""

    profile_code = forms.ChoiceField(label=_("Import profile"), widget=forms.RadioSelect, choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.code, each.name) for each in trial.import_profiles()]
        self.fields["profile_code"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration

    @property
    def has_choices(self) -> bool:
        """Whether anybody gives profiles."""
        return bool(self.fields["profile_code"].choices)  # type: ignore[attr-defined]  # a choice field by its declaration


class StepForm(forms.Form):
    """The reason of a step that needs one."""

    step = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
