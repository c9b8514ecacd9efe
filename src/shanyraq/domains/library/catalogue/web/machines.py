"""What all answers to programs share: open to every origin, and a limit on how often one visitor may ask."""

from __future__ import annotations

from typing import TypeVar

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from shanyraq.platform.accounts.limits import RETRY_AFTER_SECONDS

Response = TypeVar("Response", bound=HttpResponseBase)


def open_to_all(response: Response) -> Response:
    """Let pages of any origin read this answer; a signed-in reader's cookies are not sent with such a
    request.
    """
    response["Access-Control-Allow-Origin"] = "*"
    return response


def is_within_rate(request: HttpRequest, action: str) -> bool:
    """Count the request; False when its address asked more often than ``settings.ACCOUNT_RATE_LIMITS``
    lets.
    """
    return bool(ratelimit.consume(request, action=action))


def refused_by_rate(request: HttpRequest, action: str) -> HttpResponse | None:
    """The answer 429 in plain text for who asked too often, None for everybody else."""
    if is_within_rate(request, action):
        return None
    response = HttpResponse("Too many requests.\n", status=429, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = RETRY_AFTER_SECONDS
    return open_to_all(response)
