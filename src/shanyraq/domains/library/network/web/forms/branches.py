"""Forms of branches and of closed days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from shanyraq.design.forms import DateInput
from shanyraq.domains.library.network import opening_hours
from shanyraq.domains.library.network.actions.branches import FIELDS
from shanyraq.domains.library.network.models import Branch, BranchService, ClosedDay, Library
from shanyraq.domains.library.network.models.library import CODE
from shanyraq.kernel.errors import Refusal

HOURS = tuple(f"hours_{weekday}" for weekday in opening_hours.WEEKDAYS)
_PLAIN = tuple(name for name in FIELDS if name not in {"opening_hours", "services"})


class BranchForm(forms.ModelForm):
    """A branch with its hours, a line a day; ``values`` is what the action takes."""

    services = forms.MultipleChoiceField(
        label=_("Services"),
        choices=BranchService.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Branch
        fields = _PLAIN
        widgets = {"phone": forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, name in enumerate(HOURS):
            typed = opening_hours.written(opening_hours.of_weekday(self.instance.opening_hours, weekday))
            self.fields[name] = forms.CharField(
                label=WEEKDAYS[weekday],
                required=False,
                max_length=80,
                initial=typed,
                widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
            )
        self.fields["services"].initial = self.instance.services

    def clean(self) -> dict[str, Any]:
        """The hours of every day; each fault at its day."""
        cleaned: dict[str, Any] = super().clean() or {}
        hours: dict[str, list[list[str]]] = {}
        for weekday, name in enumerate(HOURS):
            try:
                intervals = opening_hours.parse_day(str(cleaned.get(name, "")), field=name)
            except Refusal as refusal:
                self.add_error(name, ValidationError(refusal.message, code=refusal.code))
                continue
            if intervals:
                hours[str(weekday)] = intervals
        self.hours = hours
        return cleaned

    @property
    def hour_fields(self) -> list[forms.BoundField]:
        """The lines of the week, for a template that lays them out."""
        return [self[name] for name in HOURS]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """All other fields in their order."""
        return [self[name] for name in self.fields if name not in HOURS]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by names of the model's fields."""
        plain = {name: self.cleaned_data[name] for name in _PLAIN}
        return {**plain, "services": self.cleaned_data["services"], "opening_hours": self.hours}


class NewBranchForm(BranchForm):
    """A branch that is not there yet."""

    field_order = ["code", "name"]
    code = forms.CharField(
        label=_("Code"),
        max_length=32,
        validators=[CODE],
        help_text=_("Names the branch in imports, for ever."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "off", "spellcheck": "false"}),
    )


class ClosedDaysForm(forms.Form):
    """From when to when a branch, or the whole library, is closed, and why."""

    branch = forms.ModelChoiceField(
        label=_("Branch"), queryset=Branch.objects.none(), required=False, empty_label=_("All branches")
    )
    first = forms.DateField(label=_("First day"), widget=DateInput)
    last = forms.DateField(label=_("Last day"), widget=DateInput, required=False)
    reason = ClosedDay._meta.get_field("reason").formfield()  # noqa: SLF001 -- Django documents it as open to all

    def __init__(self, *args: Any, library: Library, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = library.branches.filter(is_closed=False)  # type: ignore[attr-defined]  # a choice field by its declaration

    def clean(self) -> dict[str, Any]:
        """One day when the last one is left empty."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["last"] = cleaned.get("last") or cleaned.get("first")
        return cleaned
