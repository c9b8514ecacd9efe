"""How a view says that its answer is the same for everybody and may be kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from django.http import HttpResponseBase

MARK: Final = "page_cache_mark"
DEFAULT_SECONDS: Final = 60

Response = TypeVar("Response", bound=HttpResponseBase)


@dataclass(frozen=True, slots=True)
class Mark:
    """``query``: every query key the view reads; ``seconds``: how long it holds though nothing changes."""

    query: frozenset[str]
    seconds: float
    every_language: bool = False
    control: str = ""


def cacheable(
    response: Response,
    *,
    query: Iterable[str] = (),
    seconds: float = DEFAULT_SECONDS,
    every_language: bool = False,
    control: str = "",
) -> Response:
    """Mark *response* as one that every anonymous reader with the same address and preferences would get.

    *query* names the query keys the view reads; a request with any other key is neither kept nor served from
    the cache. *seconds* bounds the age of what changes with time alone (a day that begins, an event that is
    over); changes of content show at once, whatever it says. *every_language*: at an address without a
    language (a sitemap), the answer is the same for all; Django says ``Vary: Accept-Language`` there.
    *control* is a ``Cache-Control`` of its own for readers and proxies, for what may be a moment old.

    The mark is a wish: the answer is not kept when it sets a cookie, used a CSRF token, wrote to a session,
    is for someone signed in, streams, or varies by anything but preferences (see ``middleware``).
    """
    setattr(response, MARK, Mark(frozenset(query), seconds, every_language, control))
    return response
