"""Forms of who carries out orders of courts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    """Which petition an order names."""

    petition = forms.RegexField(
        regex=r"^\s*[0-9a-z]{10}\s*$",
        label=_("Petition (the ten letters in its address)"),
        error_messages={"invalid": _("There is no such petition.")},
    )
