"""The account's own particulars."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.platform.accounts.models import User


class ProfileForm(forms.ModelForm[User]):
    """Name and language of letters."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "language"]
        labels = {
            "first_name": _("Given name"),
            "last_name": _("Family name"),
            "language": _("Language of letters"),
        }
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }
