"""The state's identity provider as allauth sees it."""

import secrets
from typing import Any

import typing_extensions
from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.accounts.state_identity.client import StateIdentityClient

# What is kept of the provider's claims beside the person: nothing that identifies anybody elsewhere.
KEPT_CLAIMS = ("sub",)


class StateIdentityProvider(OpenIDConnectProvider):
    """OpenID Connect with a nonce, with fixed parameters, and without keeping the claims."""

    oauth2_adapter_class = StateIdentityClient
    supports_token_authentication = False

    @typing_extensions.override
    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        return reverse("accounts_state_identity", query=kwargs or None)

    def get_default_scope(self) -> list[str]:
        return ["openid", "profile", "email", "iin"]

    @typing_extensions.override
    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """The visitor does not choose what we ask for."""
        return self.get_scope()

    @typing_extensions.override
    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """The visitor does not add parameters, so cannot bring a nonce either."""
        return self.get_auth_params()

    @typing_extensions.override
    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        nonce, language = secrets.token_urlsafe(32), get_language() or DEFAULT
        asked = {"nonce": nonce, "ui_locales": LANGUAGES.get(language, LANGUAGES[DEFAULT]).bcp47}
        kwargs["auth_params"] = {**(kwargs.get("auth_params") or {}), **asked}
        return super().redirect(
            request, process, next_url=next_url, data=data, nonce=nonce, language=language, **kwargs
        )

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {name: data[name] for name in KEPT_CLAIMS if name in data}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """An address is ours only after the person has typed our code, whatever the provider says."""
        email = data.get("email")
        return (
            [EmailAddress(email=email, verified=False, primary=True)]
            if isinstance(email, str) and email
            else []
        )
