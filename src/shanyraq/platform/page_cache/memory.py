"""What pages are made of and hardly ever changes (menus), kept in a process as long as nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Any, Final, TypeVar, cast

from django.db import connection

Value = TypeVar("Value")

# The bound for what no trigger tells: a trigger that was taken away by hand, a copy restored in between.
LONGEST_SECONDS: Final = 60.0
# A server that took over from another one, or was restored, counts on from where it stands: its start tells.
QUERY: Final = "SELECT number, pg_postmaster_start_time()::text FROM page_cache_generation"

_kept: dict[Hashable, tuple[Any, float, Any]] = {}


def remembered(key: Hashable, make: Callable[[], Value]) -> Value:
    """What *make* gives, made anew when any table that pages are made of has changed since. One query.

    *make* may read only such tables (``page_cache_tables``) and what its *key* names; keys are few, for none
    is ever given up. The generation is read first and on the same connection, so a value is never older than
    the number it is kept under. Inside a transaction nothing is kept: what it sees may never come to be.
    """
    if connection.in_atomic_block:
        return make()
    generation = _generation()
    known = _kept.get(key)
    if known is not None and known[0] == generation and monotonic() < known[1]:
        return cast("Value", known[2])
    value = make()
    if generation is not None:
        _kept[key] = (generation, monotonic() + LONGEST_SECONDS, value)
    return value


def forget() -> None:
    """Begin anew."""
    _kept.clear()


def _generation() -> tuple[int, str] | None:
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        return cast("tuple[int, str] | None", cursor.fetchone())
