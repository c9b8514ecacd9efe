"""Doors of this room: for its staff, for moderators, for who decides on appeals, for who writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shanyraq.domains.petitions.permissions import (
    is_staff_of_petitions,
    may_carry_out_orders,
    may_decide_appeals,
    may_moderate,
    may_review_fraud,
)
from shanyraq.domains.petitions.web.kept_words import SIGNING, keep_words
from shanyraq.platform.accounts.web.doors import View, account_door, ask_to_sign_in, staff_door

SIGNED_OUT = 401
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "do", "was", "number", "language"})


petition_staff = staff_door(is_staff_of_petitions)
"""Lets in moderators, officers and all who work on petitions."""

moderators = staff_door(may_moderate)
"""Lets in who checks petitions for the authorised body."""

reviewers = staff_door(may_review_fraud)
"""Lets in who reviews signatures against fraud."""

appeal_officers = staff_door(may_decide_appeals)
"""Lets in who decides on appeals."""


court_clerks = staff_door(may_carry_out_orders)
"""Lets in who carries out orders of courts."""


def writers(view: View) -> View:
    """Let in whoever is signed in. Who was signed out while writing gets back what they typed."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST" and (typed := _typed(request)):
            context = {"typed": typed, "address": request.get_full_path()}
            return render(request, "petitions/writing/signed_out.html", context, status=SIGNED_OUT)
        return ask_to_sign_in(request)

    kept_by_nobody: View = never_cache(checked)
    return kept_by_nobody


def signers(view: View) -> View:
    """Let in whoever is signed in. What somebody chose on the form before they were signed out is kept."""
    guarded = account_door(view)

    @wraps(view)
    def checked(request: HttpRequest, public_id: str, token: str = "") -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            keep_words(request, SIGNING, public_id)
        return guarded(request, public_id, token)

    return checked


def forms_of(page: Callable[..., str]) -> Callable[[View], View]:
    """Take forms alone. Who comes by a link or the address bar is led to *page*, where the form is.

    One comes here by GET after signing in, or from the history of the browser; nothing is done then.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in {"GET", "HEAD"}:
                return redirect(page(*args, **kwargs))
            return view(request, *args, **kwargs)

        guarded: View = never_cache(require_http_methods(["GET", "HEAD", "POST"])(checked))
        return guarded

    return decorate


def _typed(request: HttpRequest) -> list[str]:
    """Every text of the form, in its order; numbers of choices are none."""
    lists = (texts for name, texts in request.POST.lists() if name not in _NOT_TYPED)
    return [text for texts in lists for text in map(str, texts) if text.strip() and not text.isdecimal()]
