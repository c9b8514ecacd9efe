"""Leaving for the state's identity provider and coming back."""

from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.accounts.limits import limited
from shanyraq.platform.accounts.state_identity.client import StateIdentityClient

PROVIDER = "state"


def _client(request: HttpRequest) -> StateIdentityClient:
    client = StateIdentityClient(request, PROVIDER)
    try:
        client.get_provider()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return client


@require_POST
@limited("state_identity")
@login_not_required
def leave(request: HttpRequest) -> HttpResponse:
    """Send the visitor to the provider; a provider that does not answer gives a page that says so."""
    provider = _client(request).get_provider()
    try:
        response: HttpResponse = provider.redirect_from_request(request)
    except (OAuth2Error, RequestException) as error:
        response = render_authentication_error(request, provider, exception=error)
    return response


class ReturnView(OAuth2CallbackView):
    """allauth's way back, which also gives the client what was stashed before leaving."""

    adapter: StateIdentityClient

    def _get_state(
        self, request: HttpRequest, provider: Any
    ) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        state, response = super()._get_state(request, provider)
        self.adapter.state = state or {}
        language = self.adapter.state.get("language")
        if language in LANGUAGES:
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return state, response


@require_GET
@never_cache
@login_not_required
def come_back(request: HttpRequest) -> HttpResponse:
    """The provider's answer. Only the browser that left with this state gets anywhere."""
    response: HttpResponse = ReturnView.adapter_view(_client(request))(request)
    return response
