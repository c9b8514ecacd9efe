"""The generation as a request sees it: read on the request's own connection before anything is rendered."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db import DatabaseError, connection

TICKET = "shanyraq.page_cache"
QUERY: Final = "SELECT number, pg_postmaster_start_time()::text FROM page_cache_generation"


class Generation(NamedTuple):
    """The number, and when the server that told it began.

    A server that took over from another one, or was restored, counts on from where it stands: its start
    tells.
    """

    number: int
    server: str


@dataclass(slots=True)
class Ticket:
    """Travels with a request whose answer may be kept; None as long as the generation is not known."""

    generation: int | None = None


_of_request: Final[ContextVar[Generation | None]] = ContextVar("the generation read as the request began")


def read_for_ticket(*, environ: dict[str, Any] | None = None, **_: Any) -> None:
    """Fill in the ticket of a request that begins.

    The same connection renders the page later, so it never sees older content than this number stands for,
    also when it reads from a replica that lags.
    """
    _of_request.set(None)
    ticket = (environ or {}).get(TICKET)
    if ticket is None:
        return
    try:
        found = _read()
    except DatabaseError:
        return
    _of_request.set(found)
    ticket.generation = found.number if found else None


def forget_of_request(**_: Any) -> None:
    """The request has ended."""
    _of_request.set(None)


def generation() -> Generation | None:
    """The generation that was read as the present request began, else that of now; None for none at all."""
    return _of_request.get(None) or _read()


def _read() -> Generation | None:
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        row = cursor.fetchone()
    return Generation(*row) if row else None
