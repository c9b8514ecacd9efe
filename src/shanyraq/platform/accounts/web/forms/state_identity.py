"""The rest that a new account from the state's provider needs."""

from typing import Any

from allauth.socialaccount.forms import SignupForm
from django.utils.translation import gettext_lazy as _

from shanyraq.platform.accounts.web.forms.fields import dress


class StateSignUpForm(SignupForm):
    """The e-mail address that the provider did not give."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, email=_("E-mail address"))
        self.fields["email"].help_text = _("We send a code to this address to confirm that it is yours.")
