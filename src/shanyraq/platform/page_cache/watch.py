"""What a web process knows of the generation: a thread that listens, and a lease that ends by itself."""

import logging
import os
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from shanyraq.platform.page_cache.generation import QUERY
from shanyraq.platform.page_cache.tables import unguarded_tables

LOG = logging.getLogger(__name__)

# A notification is followed at once. Should one get lost, the next look comes after PULSE; should the
# connection hang, knowledge ends LEASE after the last look began. Both lie below the promised second.
PULSE_SECONDS = 0.25
LEASE_SECONDS = 0.9
LONGEST_PAUSE_SECONDS = 2.0

# A network that swallows everything is noticed in two seconds; the lease is over long before.
CONNECTION: dict[str, Any] = {
    "autocommit": True,
    "application_name": "shanyraq page cache",
    "connect_timeout": 3,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 2000,
}

Connect = Callable[[], "psycopg.Connection[Any]"]


def connect_directly() -> "psycopg.Connection[Any]":
    """A connection past any pooler (``SHANYRAQ_LISTEN_DATABASE_URL``): LISTEN needs a session of its own."""
    if settings.PAGE_CACHE_LISTEN_URL:
        return psycopg.connect(settings.PAGE_CACHE_LISTEN_URL, **CONNECTION)
    parameters = connections["default"].get_connection_params()
    for django_only in ("cursor_factory", "context", "prepare_threshold", "server_side_binding", "pool"):
        parameters.pop(django_only, None)
    return psycopg.connect(**(parameters | CONNECTION))


class GenerationWatch:
    """Follows the generation in a thread of this process, begun at the first question.

    *on_doubt* is called whenever the connection was lost or begins anew, *on_change* with each new number.
    """

    def __init__(
        self,
        *,
        on_doubt: Callable[[], None],
        on_change: Callable[[int], None],
        connect: Connect = connect_directly,
    ) -> None:
        self._on_doubt = on_doubt
        self._on_change = on_change
        self._connect = connect
        self._known: tuple[int, float] | None = None
        self._process = 0
        self._stopping = threading.Event()
        self._lock = threading.Lock()

    def known(self) -> int | None:
        """The present generation, or None while there is any doubt about it."""
        if (
            self._process != os.getpid()
        ):  # the first question, or we are a fork, and threads do not survive one
            self._begin()
        known = self._known
        return known[0] if known is not None and monotonic() < known[1] else None

    def stop(self) -> None:
        """End the thread, within a pulse."""
        self._stopping.set()
        self._known = None

    def _begin(self) -> None:
        with self._lock:
            if self._process == os.getpid():
                return
            self._known = None
            self._on_doubt()
            self._process = os.getpid()
            threading.Thread(target=self._run, name="page cache watch", daemon=True).start()

    def _run(self) -> None:
        pause = 0.1
        while not self._stopping.is_set():
            try:
                self._follow()
            except Exception as error:  # noqa: BLE001 - whatever happens, the cache serves nothing and tries again
                LOG.warning(
                    "page cache: waiting for the database: %s", str(error).strip() or type(error).__name__
                )
            if self._was_sure():
                pause = 0.1
            self._stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _was_sure(self) -> bool:
        """Forget what was known; tells whether anything was."""
        was_sure, self._known = self._known is not None, None
        self._on_doubt()
        return was_sure

    def _follow(self) -> None:
        with self._connect() as connection:
            connection.execute("LISTEN page_cache")
            with connection.cursor() as cursor:
                missing = unguarded_tables(cursor)
            if missing:
                raise RuntimeError(f"run `shanyraq migrate`: no trigger on {', '.join(sorted(missing))}")
            while not self._stopping.is_set():
                self._look(connection)
                for _ in connection.notifies(timeout=PULSE_SECONDS, stop_after=1):
                    pass

    def _look(self, connection: "psycopg.Connection[Any]") -> None:
        asked = monotonic()
        row = connection.execute(QUERY).fetchone()
        if row is None:
            raise RuntimeError("the generation is missing")
        before = self._known
        self._known = (row[0], asked + LEASE_SECONDS)
        if before is None or before[0] != row[0]:
            self._on_change(row[0])
