"""allauth's hooks for accounts: our texts, our language, our letters."""

from typing import Any

import typing_extensions
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.accounts.allauth_parts.letters import LETTERS, NOTICES, send_letter
from shanyraq.platform.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Letters in the language of the account; redirects only to where the visitor already is."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("Choose another main address before you remove this one."),
        "duplicate_email": _("This address is already yours."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "email_taken": _("There is an account with this e-mail address."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right. Take the newest one."),
        "incorrect_password": _("The password is not right."),
        "invalid_or_expired_key": _("This link is no longer good. Ask for a new one."),
        "invalid_login": _("The e-mail address or the password is not right."),
        "invalid_password_reset": _("This link is no longer good. Ask for a new one."),
        "max_email_addresses": _("You cannot have more than %d e-mail addresses."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "unverified_primary_email": _("Confirm your e-mail address first."),
        "same_as_current": _("This is the present one. Give another."),
        "rate_limited": _("Too many attempts. Wait a little, then try again."),
    }

    @typing_extensions.override
    def new_user(self, request: HttpRequest) -> User:
        """An account whose letters come in the language in which it was opened."""
        language = get_language() or DEFAULT
        return User(language=language if language in LANGUAGES else DEFAULT)

    def is_safe_url(self, url: str | None) -> bool:
        """Only this very host, and never from HTTPS down to HTTP."""
        request = allauth_context.request
        return bool(url) and url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    @typing_extensions.override
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts_profile")

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our letters, in the language of the account that it is about."""
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        language = user.language if isinstance(user, User) else get_language() or DEFAULT
        values = {
            name: translate_url(value, language) if name.endswith("_url") else value
            for name, value in context.items()
        }
        send_letter(LETTERS[template_prefix], recipient=email, language=language, context=values)

    @typing_extensions.override
    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Show one of our notices; what allauth would say besides stays unsaid."""
        text = message or NOTICES.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)
