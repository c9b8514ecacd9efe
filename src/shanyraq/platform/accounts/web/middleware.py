"""What every request passes."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from shanyraq.platform.accounts.permissions import is_staff
from shanyraq.platform.accounts.queries.persons import has_second_factor
from shanyraq.platform.accounts.sessions import asking_for_account
from shanyraq.platform.accounts.web.doors import ask_for_second_factor

Answer = Callable[[HttpRequest], HttpResponseBase]
KNOWN: Final = "_cached_user"
"""Where Django's own middleware keeps the account, and allauth and the page cache look for it."""


class AccountOfSession(AuthenticationMiddleware):
    """Django's middleware, except that the account may have come with the session (``sessions``).

    Django judges it all the same: the session's seal, its backend, the hash of the password.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        account: Any = SimpleLazyObject(lambda: _account(request))
        request.user = account


def _account(request: HttpRequest) -> Any:
    known = getattr(request, KNOWN, None)
    if known is None:
        with asking_for_account(request.session):
            known = get_user(request)
        setattr(request, KNOWN, known)
    return known


class StaffSecondFactor:
    """Staff without a second factor are sent to set one up before the staff's side opens.

    Signing in asks for the factor as soon as an account has one, so who passes here has shown it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.door = reverse("wagtailadmin_home")
        self.ways_out = {reverse("wagtailadmin_logout"), reverse("wagtailadmin_javascript_catalog")}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            settings.STAFF_NEEDS_SECOND_FACTOR
            and self._is_at_the_door(request)
            and self._must_stay_out(request)
        ):
            return ask_for_second_factor(request)
        return self.get_response(request)

    def _is_at_the_door(self, request: HttpRequest) -> bool:
        return request.path.startswith(self.door) and request.path not in self.ways_out

    def _must_stay_out(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_authenticated and is_staff(user) and not has_second_factor(user)
