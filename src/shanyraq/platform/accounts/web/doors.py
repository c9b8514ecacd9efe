"""Doors before pages outside the admin: who is let in, where one comes back to, the staff's second factor."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from shanyraq.platform.accounts.queries.persons import has_second_factor

View = Callable[..., HttpResponseBase]

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def account_door(view: View) -> View:
    """Let in whoever is signed in. Others are asked to, and come back to the page that they were on.

    One comes back by GET. Who sent a form comes back to the page of that form, which the browser names, and
    not to an address that takes forms alone; and is told that nothing was done yet.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return ask_to_sign_in(request)

    return checked


def ask_to_sign_in(request: HttpRequest, back: str = "") -> HttpResponseBase:
    """To the sign-in and from there to the page that was asked for; after a form to the form's page.

    :param back: the page of the form, for browsers that do not name it.
    """
    page = request.get_full_path()
    if request.method not in SAFE:
        page = _page_of_form(request) or back or page
        messages.info(request, _("You were signed out, so nothing was done yet. Sign in and do it again."))
    return redirect_to_login(page, resolve_url(settings.LOGIN_URL))


def _page_of_form(request: HttpRequest) -> str:
    """Path and query of the page of this house that a form was sent from; empty when it is not told."""
    named = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(named, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(named)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def staff_door(may_enter: Callable[[Any], bool]) -> Callable[[View], View]:
    """Let in accounts that *may_enter*, with a second factor where the house asks for one.

    Who is not signed in is asked to; others are refused (403). What each may do behind the door is asked for
    each thing. Caches keep nothing.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user: Any = request.user
            if not may_enter(user):
                raise PermissionDenied
            if settings.STAFF_NEEDS_SECOND_FACTOR and not has_second_factor(user):
                return ask_for_second_factor(request)
            return view(request, *args, **kwargs)

        guarded: View = never_cache(account_door(checked))
        return guarded

    return decorate


def ask_for_second_factor(request: HttpRequest) -> HttpResponseBase:
    """Send staff to set a second factor up, and say why."""
    messages.warning(request, _("Staff sign in with a second factor. Set one up to continue."))
    return redirect("mfa_index")
