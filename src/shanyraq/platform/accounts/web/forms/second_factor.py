"""Authenticator apps, recovery codes, passkeys."""

from typing import Any

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django.utils.translation import gettext_lazy as _

from shanyraq.platform.accounts.web.forms.fields import dress, dress_code

CODE = _("Code from the app, or a recovery code")
NAME = _("Name of the passkey")


class SecondFactorForm(base_forms.AuthenticateForm):
    """The code after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress_code(self, CODE)


class ConfirmSecondFactorForm(base_forms.ReauthenticateForm):
    """The code once more, before something important."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress_code(self, CODE)


class ActivateAppForm(totp_forms.ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress_code(self, _("Code from the app"))


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A passkey for signing in without a password, or a key as second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, name=NAME, passwordless=_("Sign in with it alone, without the password"))
        self.fields["passwordless"].help_text = _("The device then asks for your finger, face or PIN.")
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    """Another name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, name=NAME)


class SignUpPasskeyForm(webauthn_forms.SignupWebAuthnForm):
    """The passkey of a new account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, name=NAME)
