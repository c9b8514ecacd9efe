"""A line before Django: a few are served at once, some wait in order, and who would wait too long is told so.

Readers of kept pages never stand in it, so a web process may have many threads
and few connections to the database: a connection belongs to a place, not to a thread.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.db import DEFAULT_DB_ALIAS, connections
from prometheus_client import Counter

from shanyraq.config.errors import error_page

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

SENT_AWAY = Counter("waiting_line_sent_away", "Requests that were asked to come back later.")


class Place:
    """Where one request at a time is served, with a connection to the database of its own."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._own: Any = None

    def enter(self) -> None:
        """Let the present thread use the connection of this place."""
        if self._connection is None:
            self._connection = connections.create_connection(DEFAULT_DB_ALIAS)
            self._connection.inc_thread_sharing()  # one thread after the other
        known = [one for one in connections.all(initialized_only=True) if one.alias == DEFAULT_DB_ALIAS]
        self._own = known[0] if known else None
        connections[DEFAULT_DB_ALIAS] = self._connection

    def leave(self) -> None:
        """Give the present thread back what it had."""
        if self._own is not None:
            connections[DEFAULT_DB_ALIAS] = self._own
        else:
            del connections[DEFAULT_DB_ALIAS]
        self._own = None


class _Waiter:
    """Somebody in the line: awake when ``place`` is theirs."""

    def __init__(self) -> None:
        self.place: Place | None = None
        self._signal = threading.Lock()
        self._signal.acquire()

    def wait(self, seconds: float) -> None:
        self._signal.acquire(timeout=seconds)

    def call(self, place: Place) -> None:
        self.place = place
        self._signal.release()


class Line:
    """*places*, passed on in the order of arrival; at most *longest* wait, none above *patience* seconds."""

    def __init__(self, *, places: int, longest: int, patience: float) -> None:
        self.longest, self.patience = longest, patience
        self._free = [Place() for _number in range(places)]
        self._waiting: deque[_Waiter] = deque()
        self._lock = threading.Lock()

    def take(self) -> Place | None:
        """A place, after waiting for it; None where the line is too long or did not move in time."""
        with self._lock:
            if self._free:
                return self._free.pop()
            if len(self._waiting) >= self.longest:
                return None
            mine = _Waiter()
            self._waiting.append(mine)
        mine.wait(self.patience)
        with self._lock:
            if mine.place is None:
                self._waiting.remove(mine)
            return mine.place

    def give_back(self, place: Place) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().call(place)
            else:
                self._free.append(place)


class WaitingLine:
    """Passes requests on to *application* as places become free; others get 503 with ``Retry-After``."""

    def __init__(self, application: Application, line: Line) -> None:
        self.application = application
        self.line = line

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        place = self.line.take()
        if place is None:
            return _sent_away(environ, start_response)
        place.enter()
        try:
            return self.application(environ, start_response)
        finally:
            # What an answer that is made while it is sent still asks, it asks on its thread's own connection:
            # a slow reader keeps nobody's place.
            place.leave()
            self.line.give_back(place)


def _sent_away(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    SENT_AWAY.inc()
    page = error_page(WSGIRequest(environ), HTTPStatus.SERVICE_UNAVAILABLE)
    page["Content-Length"] = str(len(page.content))
    start_response(f"{page.status_code} {page.reason_phrase}", list(page.items()))
    return [page.content]
