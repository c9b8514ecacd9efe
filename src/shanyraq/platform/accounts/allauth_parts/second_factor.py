"""allauth's hooks for second factors: their secrets lie sealed in the database."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shanyraq.platform.accounts import sealing
from shanyraq.platform.accounts.models import User


class SecondFactorAdapter(DefaultMFAAdapter):
    """Seals what it stores and speaks our languages."""

    error_messages = {
        "add_email_blocked": _("Remove your second factor before you add an e-mail address."),
        "cannot_delete_authenticator": _("This account must keep a second factor."),
        "cannot_generate_recovery_codes": _("Set up a second factor first."),
        "incorrect_code": _("This code is not right. Take the newest one."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text, purpose=sealing.SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text, purpose=sealing.SECOND_FACTOR)

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002 — allauth's name
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey {number}").format(number=count + 1)
