"""Forms of the review of signatures."""

from __future__ import annotations

import ipaddress
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import InvalidationReason, Petition, Territory


def moment() -> forms.DateTimeInput:
    """The browser's own choice of day and hour."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ExplanationForm(forms.Form):
    """Why signatures leave the count, or come back; everybody reads it."""

    explanation = forms.CharField(
        label=_("Explanation for everybody"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SuspicionForm(forms.Form):
    """Which signatures a reviewer wants to look at."""

    petition = forms.CharField(label=_("Petition (the ten letters in its address)"), max_length=10)
    kind = forms.ChoiceField(label=_("Suspicion"), choices=InvalidationReason.choices)
    network = forms.CharField(label=_("Address or range of addresses"), max_length=50, required=False)
    since = forms.DateTimeField(label=_("Signed from"), required=False, widget=moment())
    until = forms.DateTimeField(label=_("Signed before"), required=False, widget=moment())
    territory = forms.ModelChoiceField(
        label=_("Territory"), queryset=Territory.objects.none(), required=False, empty_label=_("Any")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        territory = self.fields["territory"]
        assert isinstance(territory, forms.ModelChoiceField)  # noqa: S101 - as declared above
        territory.queryset = Territory.objects.exclude(kind="country").order_by("code")

    def clean_petition(self) -> Petition:
        found = Petition.objects.filter(public_id=self.cleaned_data["petition"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("There is no such petition."))
        return found

    def clean_network(self) -> str:
        given = str(self.cleaned_data["network"]).strip()
        if not given:
            return ""
        try:
            return str(ipaddress.ip_network(given, strict=False))
        except ValueError:
            raise forms.ValidationError(_("This is no address and no range of addresses.")) from None

    def facts(self) -> dict[str, str]:
        """What a valid form asks for, as a finding keeps it."""
        given = self.cleaned_data
        found = {name: given[name].isoformat() for name in ("since", "until") if given[name]}
        if given["network"]:
            found["network"] = given["network"]
        if given["territory"]:
            found["territory"] = given["territory"].code
        return found
