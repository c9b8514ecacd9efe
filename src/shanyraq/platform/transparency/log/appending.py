"""Stating entries: in the transaction of what they tell of, so that both are true or neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from shanyraq.kernel.merkle.entries import canonical
from shanyraq.kernel.merkle.tiles import LARGEST_ENTRY
from shanyraq.kernel.merkle.tree import leaf_hash
from shanyraq.platform.transparency.log.registry import logs
from shanyraq.platform.transparency.models import LogPending

INSERT = "INSERT INTO transparency_logpending (log, body, subject) VALUES (%s, %s, %s)"


def append(log: str, entry: Mapping[str, Any], *, subject: int | None = None) -> bytes:
    """State *entry* in *log*; it gets its place within seconds after the open transaction ends.

    :param subject: a private reference of the room, given back to its observer.
    :returns: the hash under which the entry will stand, 32 bytes.
    :raises ValueError: for an unknown log, or an entry too long or not of texts and whole numbers.
    """
    body = body_of(log, entry)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [log, body, subject])
    return leaf_hash(body)


def append_many(log: str, entries: Iterable[tuple[Mapping[str, Any], int | None]]) -> list[bytes]:
    """State many entries, each with its subject, in order; see ``append``."""
    pending = [
        LogPending(log_name=log, body=body_of(log, entry), subject=subject) for entry, subject in entries
    ]
    LogPending.objects.bulk_create(pending, batch_size=2_000)
    return [leaf_hash(bytes(one.body)) for one in pending]


def body_of(log: str, entry: Mapping[str, Any]) -> bytes:
    """*entry* as it is hashed.

    :raises ValueError: as ``append``.
    """
    if log not in logs():
        raise ValueError(f"there is no log called {log}")
    body = canonical(entry)
    if len(body) > LARGEST_ENTRY:
        raise ValueError(f"an entry has {len(body)} bytes; {LARGEST_ENTRY} are allowed")
    return body
