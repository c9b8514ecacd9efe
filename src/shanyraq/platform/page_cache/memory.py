"""What pages are made of and hardly ever changes (menus), kept in a process as long as nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Any, Final, TypeVar, cast

from django.db import connection

from shanyraq.platform.page_cache.generation import generation

Value = TypeVar("Value")

# The bound for what no trigger tells: a trigger that was taken away by hand, a copy restored in between.
LONGEST_SECONDS: Final = 60.0

_kept: dict[Hashable, tuple[Any, float, Any]] = {}


def remembered(key: Hashable, make: Callable[[], Value]) -> Value:
    """What *make* gives, made anew when any table that pages are made of has changed since. One query, but
    where the request began with it.

    *make* may read only such tables (``page_cache_tables``) and what its *key* names; keys are few, for none
    is ever given up. The generation is read first and on the same connection, so a value is never older than
    the number it is kept under. Inside a transaction nothing is kept: what it sees may never come to be.
    """
    if connection.in_atomic_block:
        return make()
    present = generation()
    known = _kept.get(key)
    if known is not None and known[0] == present and monotonic() < known[1]:
        return cast("Value", known[2])
    value = make()
    if present is not None:
        _kept[key] = (present, monotonic() + LONGEST_SECONDS, value)
    return value


def forget() -> None:
    """Begin anew."""
    _kept.clear()
