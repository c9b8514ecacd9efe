"""Limits on how often one visitor may knock at a door."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]
RETRY_AFTER_SECONDS = "60"


def limited(action: str) -> Callable[[View], View]:
    """Let a view be asked (other than by GET) as often as ``settings.ACCOUNT_RATE_LIMITS[action]`` says.

    A rate is ``amount/period/per``, as "20/m/ip" or "5/10m/user", several with commas. The counts are shared
    by all nodes. Too many give the page of status 429.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in {"GET", "HEAD"} and not ratelimit.consume(request, action=action):
                return too_many_requests(request)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 — Django's handlers get it
    """The page for who was too quick (``handler429`` of the root addresses)."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = RETRY_AFTER_SECONDS
    return response
