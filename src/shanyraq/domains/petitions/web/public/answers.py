"""How answers of this room are kept and addressed: for a moment in each process, and in every language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation

from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.page_cache.marks import cacheable

Response = TypeVar("Response", bound=HttpResponseBase)

MOMENT: Final = 2.0
"""Seconds after which a page of petitions is rendered anew.

While one request renders it, others get the old one for at most two seconds more (``LATE_SECONDS`` of the
page cache): under load a page is four seconds old at most.

Tables of this room raise no generation of the page cache: drafts are saved and signatures come in many times
a second, and each would empty the cache of all rooms (docs/decisions/0011).
"""

BLINK: Final = 1.0
"""Seconds after which a process asks for a bare count anew; three at most under load, as above.

Each process keeps its own, so two answers one after the other may come from an older and a newer one. Every
answer says ``as_of`` and ``log_size``: of two the one with the greater ``log_size`` is the later.
"""
COUNT_CONTROL: Final = "public, max-age=1, stale-while-revalidate=5, stale-if-error=60"
"""For proxies and browsers: a second, five more while a new one comes, a minute while the origin fails."""

MACHINE_CONTROL: Final = "public, max-age=2, stale-while-revalidate=30, stale-if-error=300"


def kept(response: Response, *, query: Iterable[str] = (), seconds: float = MOMENT) -> Response:
    """The same for every reader without an account, for a moment."""
    return cacheable(response, query=query, seconds=seconds)


def open_to_all(response: Response) -> Response:
    """Pages of any origin may read this answer; no cookies are sent with such a request."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def private(response: HttpResponse) -> HttpResponse:
    """Seen by who has the link alone: kept nowhere, in no index, and the link is told to no other site.

    Our own pages are told where one comes from: browsers send forms of pages that tell nobody with no origin,
    and such forms are refused.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def whole(path: str) -> str:
    """A path with the scheme and host of the house, as its settings have them."""
    return f"{settings.NOTIFICATIONS_ADDRESS}{path}"


def language() -> str:
    """The language of the page."""
    code = translation.get_language() or DEFAULT
    return code if code in LANGUAGES else DEFAULT


def head_links(name: str, *arguments: Any) -> dict[str, Any]:
    """The canonical address of a page and those in all languages."""
    addresses = {}
    for code in LANGUAGES:
        with translation.override(code):
            addresses[code] = whole(reverse(f"petitions:{name}", args=arguments))
    return {
        "canonical": addresses[language()],
        "alternates": [(LANGUAGES[code].bcp47, address) for code, address in addresses.items()],
        "default": addresses[DEFAULT],
    }


def chosen(request: HttpRequest, name: str, choices: Iterable[str]) -> str:
    """A value of the query that is among the choices; what is not there narrows nothing."""
    given = request.GET.get(name, "")
    return given if given in set(choices) else ""
