"""Which logs there are, and which rooms look on when entries get their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.utils.functional import Promise

from shanyraq.kernel.merkle.entries import parse_entry


@dataclass(frozen=True)
class Sequenced:
    """An entry that has its place: *index* from 0, the *body* as it is hashed, the room's *subject*."""

    index: int
    body: bytes
    leaf_hash: bytes
    subject: int | None

    @cached_property
    def entry(self) -> dict[str, Any]:
        """What it states."""
        return parse_entry(self.body)


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries that got their places together; the tree has *size* entries with them."""

    log: str
    entries: Sequence[Sequenced]
    size: int


Observer = Callable[[Batch], None]


@dataclass(frozen=True, slots=True)
class LogPurpose:
    """What a log is for: *name* stands in addresses, *title* and *description* are for people."""

    name: str
    title: str | Promise
    description: str | Promise


_LOGS: Final[dict[str, LogPurpose]] = {}
_OBSERVERS: Final[dict[str, list[Observer]]] = {}


def register_log(name: str, *, title: str | Promise, description: str | Promise) -> None:
    """Have a log called *name*. A room calls this when it is ready."""
    _LOGS[name] = LogPurpose(name, title, description)


def register_observer(name: str, observer: Observer) -> None:
    """Call *observer* with every batch of the log *name*, in the transaction that gives the places.

    What it writes is committed with the checkpoint or not at all. What it raises stops the log, so it must
    not depend on anything but the database.
    """
    known = _OBSERVERS.setdefault(name, [])
    if observer not in known:
        known.append(observer)


def logs() -> dict[str, LogPurpose]:
    """The logs by name."""
    return dict(sorted(_LOGS.items()))


def observers(name: str) -> tuple[Observer, ...]:
    """Who looks on at the log *name*."""
    return tuple(_OBSERVERS.get(name, ()))
