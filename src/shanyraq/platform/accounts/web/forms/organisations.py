"""Organisations and invitations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_bin
from shanyraq.platform.accounts import permissions
from shanyraq.platform.accounts.models import Membership, Role
from shanyraq.platform.accounts.web.forms.fields import email_field


class OrganisationForm(forms.Form):
    """A new organisation."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    bin = forms.CharField(
        label=_("Business identification number (BIN)"),
        help_text=_("Twelve digits, as in the certificate of registration."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "maxlength": 20}),
    )

    def clean_bin(self) -> str:
        """Spaces do not matter; the check digit does."""
        try:
            return parse_bin(str(self.cleaned_data["bin"])).number
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from None


class InvitationForm(forms.Form):
    """Whom to invite, to which role."""

    email = email_field()
    role = forms.ChoiceField(label=_("Role"), choices=())

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [Role.MEMBER, Role.MANAGER, Role.OWNER]
        choices = [(role.value, role.label) for role in roles if permissions.may_invite(membership, role)]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]  # a choice field by its declaration


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
