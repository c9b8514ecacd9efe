"""The door of the staff's pages of petitions."""

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

from shanyraq.domains.petitions.permissions import is_staff_of_petitions
from shanyraq.platform.accounts.queries.persons import has_second_factor

View = Callable[..., HttpResponseBase]


def petition_staff(view: View) -> View:
    """Let in moderators, officers and all who work on petitions, with a second factor where it is asked for.

    What each may do behind the door is asked for each thing (``permissions``). Caches keep nothing.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_staff_of_petitions(request.user):
            raise PermissionDenied
        if settings.STAFF_NEEDS_SECOND_FACTOR and not has_second_factor(request.user):  # type: ignore[arg-type]  # signed in, so an account
            messages.warning(request, _("Staff sign in with a second factor. Set one up to continue."))
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    guarded: View = never_cache(login_required(checked))
    return guarded
