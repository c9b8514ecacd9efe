"""Passwords."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _

from shanyraq.platform.accounts.web.forms.fields import dress, dress_new_password

NEW = _("New password")


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """A new password in place of a forgotten one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, password1=NEW)
        dress_new_password(self)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, oldpassword=_("Present password"), password1=NEW)
        self.fields["oldpassword"].help_text = ""
        dress_new_password(self)


class FirstPasswordForm(allauth_forms.SetPasswordForm):
    """The first password of an account that was opened without."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, password1=NEW)
        dress_new_password(self)


class ConfirmPasswordForm(allauth_forms.ReauthenticateForm):
    """The password once more, before something important."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, password=_("Password"))
        self.fields["password"].help_text = ""
