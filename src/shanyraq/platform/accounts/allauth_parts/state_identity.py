"""allauth's hooks for the state's identity provider: from a proven identity to an account."""

from typing import Any

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.signals import social_account_added
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.actions.persons import Identity, check_link, link_person
from shanyraq.platform.accounts.models import User
from shanyraq.platform.accounts.queries.persons import person_with
from shanyraq.platform.accounts.state_identity.client import sealed_identity
from shanyraq.platform.accounts.test_provider.transport import InsideTransport


class StateIdentityAdapter(DefaultSocialAccountAdapter):
    """Every sign-in through the provider confirms the person; no sign-in gives a person a second account."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "email_taken": _("Sign in with your e-mail address first, then connect your state identity."),
        "no_password": _("Set a password first, else you could not sign in any more."),
        "no_verified_email": _("Confirm your e-mail address first, else you could not sign in any more."),
    }

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account of the person, or refuse before anything is changed."""
        sociallogin.token = None  # nothing of the provider's is needed any more, so nothing is kept
        try:
            _settle(request, sociallogin, _identity(sociallogin))
        except Refusal as refusal:
            raise _turn_back(request, refusal) from None

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """A new account and its person, both or neither."""
        try:
            with transaction.atomic():
                user: User = super().save_user(request, sociallogin, form)
                link_person(user=user, identity=_identity(sociallogin), at=timezone.now())
        except Refusal as refusal:
            raise _turn_back(request, refusal) from None
        return user

    def get_requests_session(self) -> requests.Session:
        """Calls to the provider. The test provider lives in this process, which must not wait for itself."""
        session: requests.Session = super().get_requests_session()
        if settings.TEST_IDENTITY_PROVIDER:
            session.mount(settings.OIDC_ISSUER, InsideTransport())
        return session


def _identity(sociallogin: SocialLogin) -> Identity:
    identity = sealed_identity(sociallogin.state)
    if identity is None:
        raise Refusal(
            _("The state identity provider did not confirm who you are. Try again."), code="no_identity"
        )
    return identity


def _settle(request: HttpRequest, sociallogin: SocialLogin, identity: Identity) -> None:
    person = person_with(identity.iin)
    if sociallogin.state.get("process") == AuthProcess.CONNECT:
        if request.user.is_authenticated:
            check_link(user=request.user, person=person)
    elif sociallogin.is_existing:
        link_person(user=sociallogin.user, identity=identity, at=timezone.now())
    elif person is not None and person.user is not None:
        # the provider names them otherwise than before, or they had disconnected it: the number decides
        sociallogin.connect(request, person.user)


@receiver(social_account_added, dispatch_uid="accounts.link_connected_identity")
def link_connected_identity(sociallogin: SocialLogin, **_kwargs: Any) -> None:
    """Confirm the person once the owner has connected the provider; undo the connection if refused."""
    try:
        link_person(user=sociallogin.user, identity=_identity(sociallogin), at=timezone.now())
    except Refusal as refusal:
        sociallogin.account.delete()
        raise ValidationError(refusal.message, code=refusal.code) from None


def _turn_back(request: HttpRequest, refusal: Refusal) -> ImmediateHttpResponse:
    messages.error(request, str(refusal))
    target = "socialaccount_connections" if request.user.is_authenticated else "account_login"
    return ImmediateHttpResponse(redirect(target))
