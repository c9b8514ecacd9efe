"""The provider's pages and endpoints (OpenID Connect Core 1.0, authorization code flow with PKCE)."""

import base64
import binascii
import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.http.request import validate_host
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shanyraq.kernel.languages import negotiate
from shanyraq.platform.accounts.test_provider import grants
from shanyraq.platform.accounts.test_provider.guard import refuse_in_service
from shanyraq.platform.accounts.test_provider.persons import PERSONS

View = Callable[[HttpRequest], HttpResponse]
ASKED = ("client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge", "ui_locales")


def _only_in_play(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        refuse_in_service()
        return view(request)

    return guarded


def _app() -> dict[str, Any]:
    app: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    return app


@_only_in_play
@require_GET
def describe(_request: HttpRequest) -> HttpResponse:
    """OpenID Connect Discovery 1.0."""
    issuer = settings.OIDC_ISSUER
    return JsonResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "userinfo_endpoint": f"{issuer}/userinfo",
            "jwks_uri": f"{issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
            "scopes_supported": ["openid", "profile", "email", "iin"],
        }
    )


@_only_in_play
@require_GET
def show_keys(_request: HttpRequest) -> HttpResponse:
    """The public keys."""
    return JsonResponse(grants.public_keys())


def _is_ours(redirect_uri: str) -> bool:
    parts = urlsplit(redirect_uri)
    known = validate_host(parts.hostname or "", settings.ALLOWED_HOSTS)
    return (
        known
        and parts.scheme in {"http", "https"}
        and parts.path == reverse("accounts_state_identity_callback")
    )


def _fault(asked: dict[str, str]) -> str | None:
    """What is wrong with a request to authorise, as OAuth's error code."""
    if asked["response_type"] != "code":
        return "unsupported_response_type"
    if asked["code_challenge_method"] != "S256" or len(asked["code_challenge"]) != 43:
        return "invalid_request"
    return None if "openid" in asked["scope"].split() else "invalid_scope"


@_only_in_play
@never_cache
@require_http_methods(["GET", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """The page on which one chooses who to be."""
    query = request.POST if request.method == "POST" else request.GET
    asked = {name: query.get(name, "") for name in (*ASKED, "response_type", "code_challenge_method")}
    if asked["client_id"] != _app()["client_id"] or not _is_ours(asked["redirect_uri"]):
        return HttpResponseBadRequest("unknown client or redirect_uri", content_type="text/plain")
    if fault := _fault(asked):
        return _answer(asked, error=fault)
    if request.method == "POST":
        return _decide(request, asked)
    with translation.override(negotiate(asked["ui_locales"])):
        response = render(
            request, "accounts/test_provider.html", {"asked": asked, "persons": PERSONS.values()}
        )
    back = urlsplit(asked["redirect_uri"])
    response._csp_update = {"form-action": [f"{back.scheme}://{back.netloc}"]}  # type: ignore[attr-defined]  # noqa: SLF001 — where django-csp looks for it
    return response


def _decide(request: HttpRequest, asked: dict[str, str]) -> HttpResponse:
    person = PERSONS.get(request.POST.get("person", ""))
    if person is None:
        return _answer(asked, error="access_denied")
    code = grants.new_code(
        person=person.key,
        client_id=asked["client_id"],
        redirect_uri=asked["redirect_uri"],
        nonce=asked["nonce"],
        challenge=asked["code_challenge"],
    )
    return _answer(asked, code=code)


def _answer(asked: dict[str, str], **values: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{asked['redirect_uri']}?{urlencode({**values, 'state': asked['state']})}")


def _client_of(request: HttpRequest) -> tuple[str, str]:
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return request.POST.get("client_id", ""), request.POST.get("client_secret", "")
    try:
        name, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote(name), unquote(secret)


@_only_in_play
@csrf_exempt
@never_cache
@require_POST
def give_token(request: HttpRequest) -> HttpResponse:
    """Tokens for a code."""
    client_id, secret = _client_of(request)
    app = _app()
    if client_id != app["client_id"] or not hmac.compare_digest(secret.encode(), app["secret"].encode()):
        return JsonResponse({"error": "invalid_client"}, status=401)
    grant = grants.redeem_code(
        request.POST.get("code", ""),
        client_id=client_id,
        redirect_uri=request.POST.get("redirect_uri", ""),
        verifier=request.POST.get("code_verifier", ""),
    )
    if request.POST.get("grant_type") != "authorization_code" or grant is None:
        return JsonResponse({"error": "invalid_grant"}, status=400)
    return JsonResponse(
        {
            "access_token": grants.new_access_token(grant.person),
            "id_token": grants.new_id_token(grant),
            "token_type": "Bearer",
            "expires_in": grants.TOKEN_SECONDS,
        }
    )


@_only_in_play
@never_cache
@require_GET
def show_userinfo(request: HttpRequest) -> HttpResponse:
    """The claims about the person whose token is shown."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    person = PERSONS.get(grants.bearer(token) or "") if scheme.lower() == "bearer" else None
    if person is None:
        return JsonResponse({"error": "invalid_token"}, status=401, headers={"WWW-Authenticate": "Bearer"})
    claims = {
        "sub": person.key,
        settings.OIDC_IIN_CLAIM: person.iin,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "middle_name": person.middle_name,
        "email": person.email,
    }
    return JsonResponse({name: value for name, value in claims.items() if value})
