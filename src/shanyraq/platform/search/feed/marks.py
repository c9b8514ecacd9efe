"""Marks: a note in the transaction of a change that something must be indexed anew."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import connections, transaction

KEPT: Final = timedelta(days=7)
"""A node that was away for longer builds its index anew."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of the feed; ``xact`` is the number of the transaction that wrote it."""

    number: int
    xact: int
    source: str
    key: str


def mark_changed(source: str, keys: Collection[str], *, using: str = "default") -> None:
    """Note that these things of *source* changed. Takes effect with the transaction that it is called in."""
    if keys:
        with connections[using].cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_change (source, key) SELECT %s, unnest(%s::text[])", [source, list(keys)]
            )


def oldest_running(*, using: str = "default") -> int:
    """The oldest transaction that has not ended; every mark of an earlier one is visible or never will be."""
    return int(_value("SELECT pg_snapshot_xmin(pg_current_snapshot())::text", using))


def newest_begun(*, using: str = "default") -> int:
    """One past the newest transaction: no position can lie behind it."""
    return int(_value("SELECT pg_snapshot_xmax(pg_current_snapshot())::text", using))


def trimmed_below(*, using: str = "default") -> int:
    """Marks of transactions before this one may be gone."""
    return int(_value("SELECT trimmed_below::text FROM search_feed", using))


def identity(*, using: str = "default") -> str:
    """Tells this database from any other, also from one restored from its dump, even into the same place."""
    return _value(
        "SELECT concat_ws('/', (SELECT system_identifier FROM pg_control_system()), oid, "
        "(SELECT timeline_id FROM pg_control_checkpoint()), 'search_change'::regclass::oid) "
        "FROM pg_database WHERE datname = current_database()",
        using,
    )


def marks_since(position: int, *, using: str = "default") -> list[Mark]:
    """All visible marks of transactions from *position* on, in the order of their numbers."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT id, xact::text::bigint, source, key FROM search_change "
            "WHERE xact >= %s::text::xid8 ORDER BY id",
            [str(position)],
        )
        return [Mark(*row) for row in cursor.fetchall()]


@transaction.atomic
def forget_foreign() -> None:
    """Remove what came with a dump from another server: numbers of transactions that have not begun here."""
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM search_change WHERE xact >= pg_snapshot_xmax(pg_current_snapshot())")
        cursor.execute(
            "UPDATE search_feed SET trimmed_below = '0' "
            "WHERE trimmed_below > pg_snapshot_xmax(pg_current_snapshot())"
        )


@transaction.atomic
def trim() -> int:
    """Remove marks older than ``KEPT`` and note up to where; returns how many went."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "WITH gone AS (DELETE FROM search_change WHERE at < now() - %s::interval "
            "AND xact < pg_snapshot_xmin(pg_current_snapshot()) RETURNING xact), "
            "bound AS (SELECT (max(xact::text::bigint) + 1)::text::xid8 AS xact, count(*) AS number "
            "FROM gone) "
            "UPDATE search_feed SET trimmed_below = greatest(trimmed_below, bound.xact) FROM bound "
            "RETURNING bound.number",
            [f"{KEPT.total_seconds():.0f} seconds"],
        )
        return int(cursor.fetchone()[0])


def _value(query: str, using: str) -> str:
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        return str(cursor.fetchone()[0])
