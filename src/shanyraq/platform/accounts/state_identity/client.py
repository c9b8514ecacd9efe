"""The calls to the provider: discovery, token, keys, person."""

from typing import Any
from urllib.parse import urlsplit

import typing_extensions
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_iin
from shanyraq.platform.accounts import sealing
from shanyraq.platform.accounts.actions.persons import Identity
from shanyraq.platform.accounts.state_identity.tokens import BadToken, verify_id_token

SEALED = "sealed_identity"  # the entry of allauth's state that carries the identity to the moment of linking
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


class StateIdentityClient(OpenIDConnectOAuth2Adapter):
    """allauth's client, with every answer of the provider checked.

    ``state`` is what was stashed before the visitor left; the callback view sets it.
    """

    state: dict[str, Any]

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's own description.

        :raises OAuth2Error: when it speaks for another issuer, or names an address without TLS in service.
        """
        config: dict[str, Any] = super().openid_config
        if str(config.get("issuer", "")).rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("the provider speaks for another issuer")
        for name in ENDPOINTS:
            scheme = urlsplit(str(config.get(name, ""))).scheme
            if scheme != "https" and not settings.TEST_IDENTITY_PROVIDER:
                raise OAuth2Error(f"{name} is missing or not protected")
        return config

    @typing_extensions.override
    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """One address for all languages, to be registered with the provider once."""
        url = reverse("accounts_state_identity_callback")
        return str(build_absolute_uri(request, url, self.redirect_uri_protocol))

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """The login of a person whose tokens hold together; their identity lies sealed in ``state``.

        :raises OAuth2Error: when anything is missing or does not fit.
        """
        id_token = kwargs["response"].get("id_token")
        if not isinstance(id_token, str):
            raise OAuth2Error("no ID token")
        claims = self._verified(app, id_token)
        userinfo = self._fetch_user_info(token.token)
        if not isinstance(userinfo, dict) or userinfo.get("sub") != claims["sub"]:
            raise OAuth2Error("the tokens speak of two people")
        data = {**claims, **userinfo}
        self.state[SEALED] = _seal_identity(data)
        data.pop(settings.OIDC_IIN_CLAIM, None)
        return self.get_provider().sociallogin_from_response(request, data)

    def _verified(self, app: Any, id_token: str) -> dict[str, Any]:
        config = self.openid_config
        with get_adapter().get_requests_session() as session:
            answer = session.get(config["jwks_uri"])
            answer.raise_for_status()
        keys = answer.json()
        try:
            return verify_id_token(
                id_token,
                keys=keys if isinstance(keys, dict) else {},
                issuer=config["issuer"],
                client_id=app.client_id,
                nonce=self.state.get("nonce", ""),
            )
        except BadToken as error:
            raise OAuth2Error(f"ID token refused: {error}") from None


def _seal_identity(data: dict[str, Any]) -> str:
    try:
        iin = parse_iin(str(data.get(settings.OIDC_IIN_CLAIM, ""))).number
    except Refusal:
        raise OAuth2Error("the provider gave no valid identity number") from None
    names = [str(data.get(name) or "")[:150] for name in ("given_name", "family_name", "middle_name")]
    return sealing.seal(
        "\n".join([iin, *(name.replace("\n", " ") for name in names)]), purpose=sealing.IDENTITY_NUMBER
    )


def sealed_identity(state: dict[str, Any]) -> Identity | None:
    """The identity that ``complete_login`` sealed into ``state``; ``None`` when there is none."""
    sealed = state.get(SEALED)
    if not isinstance(sealed, str):
        return None
    iin, given, family, middle = sealing.unseal(sealed, purpose=sealing.IDENTITY_NUMBER).split("\n")
    return Identity(iin=iin, given_name=given, family_name=family, middle_name=middle)
