"""Forms of posts, reading rooms and devices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.models import Branch, Library, ReadingRoomRange, StaffRole
from shanyraq.domains.library.network.permissions import LIBRARY_ROLES


class PostForm(forms.Form):
    """Whom to give a post, and which."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.label) for role in LIBRARY_ROLES])


class NetworkPostForm(forms.Form):
    """A further administrator of the network."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    role = forms.CharField(widget=forms.HiddenInput, initial=StaffRole.NETWORK, required=False)


class RangeForm(forms.ModelForm):
    """Addresses of a reading room."""

    class Meta:
        model = ReadingRoomRange
        fields = ("network", "note")
        widgets = {
            "network": forms.TextInput(
                attrs={"dir": "ltr", "autocapitalize": "off", "spellcheck": "false", "autocomplete": "off"}
            )
        }


class PairingForm(forms.Form):
    """The code that a device shows, where the device stands, and its name."""

    code = forms.CharField(
        label=_("Code on the device"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    branch = forms.ModelChoiceField(label=_("Branch"), queryset=Branch.objects.none())
    name = forms.CharField(
        label=_("Name of the device"), max_length=80, help_text=_("For example: reading room, table 4")
    )

    def __init__(self, *args: Any, library: Library, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        branches = library.branches.filter(is_closed=False)
        self.fields["branch"].queryset = branches  # type: ignore[attr-defined]  # a choice field by its declaration
        if len(branches) == 1:
            self.fields["branch"].initial = branches[0]
