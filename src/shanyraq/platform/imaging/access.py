"""Whether this reader may see this picture: asked on every request, remembered for seconds.

What is remembered is bounded in number and time (``sources``), and only for exactly the same reader: the same
cookies, authorisation and address. A decision is never written down or sent. When a room tells of a change
(``changes.tell_on_commit``), every process of the node forgets all of it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.wsgi import WSGIRequest
from django.db import connections
from django.utils.functional import SimpleLazyObject

from shanyraq.platform.imaging import changes, measures
from shanyraq.platform.imaging.memories import ShortMemory
from shanyraq.platform.imaging.sources import Decision, Picture, source_of

LONGEST_HEADERS: Final = 8192
MOST_PLACES: Final = 20_000
MOST_DECISIONS: Final = 50_000
NOWHERE_SECONDS: Final = 1.0
TOLD_BY: Final = (
    "HTTP_COOKIE",
    "HTTP_AUTHORIZATION",
    "REMOTE_ADDR",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REAL_IP",
)
FOR_EVERYBODY: Final = Decision(is_allowed=True)

Environ = Mapping[str, Any]
_places: ShortMemory[str, Picture | bool] = ShortMemory(MOST_PLACES)
_decisions: ShortMemory[tuple[str, ...], Decision] = ShortMemory(MOST_DECISIONS)


class _Seen:
    """The news up to which the memory of this process is true (``changes``)."""

    stamp = 0


def listen() -> None:
    """Forget everything where access changed on this node; called at the beginning of each request."""
    news = changes.stamp()
    if news != _Seen.stamp:
        _Seen.stamp = news
        forget_everything()


def find_picture(identifier: str, *, anew: bool = False) -> Picture | None:
    """The picture of *identifier*, by the room that registered it; *anew* trusts no memory."""
    known = None if anew else _places.get(identifier)
    if known is not None:
        return known if isinstance(known, Picture) else None
    found = source_of(identifier)
    if found is None:
        return None
    source, name = found
    before = changes.stamp()
    with _connections():
        picture = source.locate(name)
    if changes.stamp() == before:
        _places.put(identifier, picture or False, picture.holds if picture else NOWHERE_SECONDS)
    return picture


def decide(identifier: str, picture: Picture, environ: Environ) -> Decision:
    """Whether whoever sent this request may see *picture*."""
    if picture.group is None:
        return FOR_EVERYBODY
    prefix = identifier.partition(":")[0]
    key = (prefix, picture.group, *(environ.get(name, "") for name in TOLD_BY))
    known = _decisions.get(key)
    if known is not None:
        return known
    before = changes.stamp()
    decision = _ask(identifier, picture.group, environ)
    # what was asked while access changed may be what it was before: it holds for this request alone
    if changes.stamp() == before and sum(map(len, key)) <= LONGEST_HEADERS:
        _decisions.put(key, decision, decision.holds)
    return decision


def _ask(identifier: str, group: str, environ: Environ) -> Decision:
    found = source_of(identifier)
    if found is None:
        return Decision(is_allowed=False, holds=0)
    measures.DECISIONS.inc()
    with _connections():
        return found[0].may_see(group, request_of(environ))


@contextmanager
def _connections() -> Iterator[None]:
    """Connections to the database that are fit for use, and none kept too long: as Django's handler does."""
    _tidy()
    try:
        yield
    finally:
        _tidy()


def _tidy() -> None:
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


def request_of(environ: Environ) -> WSGIRequest:
    """The request as rooms know it, with session and user, though Django's middleware has not run."""
    request = WSGIRequest({**environ, "wsgi.input": BytesIO()})
    engine = import_module(settings.SESSION_ENGINE)
    request.session = engine.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = SimpleLazyObject(lambda: get_user(request))  # type: ignore[assignment]  # as AuthenticationMiddleware does
    return request


def forget_everything() -> None:
    """Ask anew for every picture and reader: after the pictures on this node were changed at once."""
    _places.clear()
    _decisions.clear()
