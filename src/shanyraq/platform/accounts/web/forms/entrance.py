"""Signing in, signing up, e-mail addresses."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _

from shanyraq.platform.accounts.web.forms.fields import dress, dress_code, dress_new_password, email_field

EMAIL = _("E-mail address")


class SignInForm(allauth_forms.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()
        self.order_fields(["login", "password", "remember"])
        dress(self, password=_("Password"), remember=_("Stay signed in on this device for two weeks"))
        self.fields["password"].help_text = ""


class SignUpForm(allauth_forms.SignupForm):
    """A new account; also without a password, for who makes a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, email=EMAIL, password1=_("Password"))
        self.fields["email"].help_text = _("We send a code to this address to confirm that it is yours.")
        if "password1" in self.fields:
            dress_new_password(self)


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    """Asks for the address of the account."""

    email = email_field()


class AddEmailForm(allauth_forms.AddEmailForm):
    """One more address."""

    email = email_field()


class OtherEmailForm(allauth_forms.ChangeEmailForm):
    """Another address than the one that was mistyped."""

    email = email_field()


class EmailCodeForm(allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code of the letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress_code(self, _("Code from the letter"))
