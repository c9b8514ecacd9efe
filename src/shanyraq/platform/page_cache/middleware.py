"""The last look at an answer before it may be kept: whatever is one person's loses its mark."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from shanyraq.platform.page_cache.marks import MARK, Mark

KEPT_STATUSES = frozenset({200, 301, 302, 307, 308})
# What the key of the cache tells apart, or requests it passes by (see ``keys``).
KNOWN_VARIATIONS = frozenset({"", "cookie", "accept-encoding", "hx-request"})


class PageCacheVetting:
    """Stands first among the middleware, so that it sees the answer as it leaves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        mark: Mark | None = getattr(response, MARK, None)
        if mark is not None and mark.every_language:
            _forget_language(response)
        if mark is not None and not is_public(request, response):
            delattr(response, MARK)
        return response


def is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether nothing in this answer belongs to the person who asked."""
    return (
        response.status_code in KEPT_STATUSES
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and not _is_held_back(response)
        and not _is_personal(request)
        and _variations(response) <= _known_variations(request)
    )


def _is_personal(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    user = getattr(request, "_cached_user", None)
    return bool(
        request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        or getattr(request, "is_preview", False)
        or (user is not None and user.is_authenticated)
        or (session is not None and (session.modified or (session.accessed and not session.is_empty())))
    )


def _is_held_back(response: HttpResponseBase) -> bool:
    directives = response.get("Cache-Control", "").lower()
    return "no-store" in directives or "private" in directives


def _forget_language(response: HttpResponseBase) -> None:
    """Take back what ``LocaleMiddleware`` says of every address without a language."""
    left = [name.strip() for name in response.get("Vary", "").split(",")]
    response["Vary"] = ", ".join(name for name in left if name and name.lower() != "accept-language")
    if not response["Vary"]:
        del response["Vary"]


def _variations(response: HttpResponseBase) -> set[str]:
    return {name.strip().lower() for name in response.get("Vary", "").split(",")}


def _known_variations(request: HttpRequest) -> frozenset[str]:
    return KNOWN_VARIATIONS | {"accept-language"} if request.path_info == "/" else KNOWN_VARIATIONS
