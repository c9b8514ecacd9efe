"""The doors of staff pages outside the admin: who is let in, and the second factor of the house."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from shanyraq.platform.accounts.queries.persons import has_second_factor

View = Callable[..., HttpResponseBase]


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

        guarded: View = never_cache(login_required(checked))
        return guarded

    return decorate


def ask_for_second_factor(request: HttpRequest) -> HttpResponseBase:
    """Send staff to set a second factor up, and say why."""
    messages.warning(request, _("Staff sign in with a second factor. Set one up to continue."))
    return redirect("mfa_index")
