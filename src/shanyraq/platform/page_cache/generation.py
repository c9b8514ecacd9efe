"""The generation as a request sees it: read on the request's own connection before anything is rendered."""

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection

TICKET = "shanyraq.page_cache"
QUERY = "SELECT number FROM page_cache_generation"


@dataclass(slots=True)
class Ticket:
    """Travels with a request whose answer may be kept; None as long as the generation is not known."""

    generation: int | None = None


def read_for_ticket(*, environ: dict[str, Any] | None = None, **_: Any) -> None:
    """Fill in the ticket of a request that begins.

    The same connection renders the page later, so it never sees older content than this number stands for,
    also when it reads from a replica that lags.
    """
    ticket = (environ or {}).get(TICKET)
    if ticket is None:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(QUERY)
            row = cursor.fetchone()
    except DatabaseError:
        return
    ticket.generation = row[0] if row else None
