"""The process of each node that brings changes into its index."""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from shanyraq.platform.search.documents import Source, sources
from shanyraq.platform.search.engine import generations
from shanyraq.platform.search.engine.writing import IndexIsBusy, Writer
from shanyraq.platform.search.feed import building, marks

LOG = logging.getLogger(__name__)
PULSE_SECONDS: Final = 0.25
LONGEST_PAUSE_SECONDS: Final = 5.0
MOST_AT_ONCE: Final = 20_000
"""Things that are indexed before a commit lets readers see them."""


class Follower:
    """Follows the feed with the index in *folder*.

    The index says itself how far it has come (``below``): all marks of earlier transactions are in it. Marks
    of later ones that were visible already are remembered here; after a crash they are brought in once more,
    which changes nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writer = Writer(folder)
        position = self._writer.position() or {}
        self._below = int(position.get("below", -1))
        self._identity = str(position.get("identity", ""))
        self._sources = position.get("sources", [])
        self._done: dict[int, int] = {}

    def is_outdated(self) -> bool:
        """Whether marks since the index's position may be gone, it followed another database, or a source is
        new or gone."""
        is_within = marks.trimmed_below() <= self._below <= marks.newest_begun()
        is_ours = self._identity == marks.identity() and self._sources == sorted(sources())
        return not (is_ours and is_within)

    def step(self) -> int:
        """Bring in what was committed since the last step; returns how many things were looked at."""
        below = marks.oldest_running()
        fresh = [mark for mark in marks.marks_since(self._below) if mark.number not in self._done]
        if not fresh:
            self._advance(below)
            return 0
        number = self._bring_in(_by_source(fresh))
        self._done.update({mark.number: mark.xact for mark in fresh})
        self._below = below
        self._commit()
        return number

    @property
    def pause(self) -> float:
        """Seconds until the next look: longer while a long transaction makes us read many marks again."""
        return PULSE_SECONDS * (1 + len(self._done) / 20_000)

    def close(self) -> None:
        """Let go of the index."""
        self._writer.close()

    def _advance(self, below: int) -> None:
        """In memory alone, but once more in the index when it has left behind all that it knows as done."""
        self._below = below
        self._done, before = (
            {number: xact for number, xact in self._done.items() if xact >= below},
            self._done,
        )
        if before and not self._done:
            self._commit()

    def _commit(self) -> None:
        self._writer.commit({"identity": self._identity, "sources": self._sources, "below": self._below})

    def _bring_in(self, changed: dict[str, set[str]]) -> int:
        number = 0
        for name, keys in changed.items():
            source = sources()[name]
            for some in building.chunks(sorted(keys)):
                self._writer.remove(f"{name}:{key}" for key in some)
                self._writer.add_new(building.documents_of(source, some))
                number += len(some)
                if number % MOST_AT_ONCE < len(some):
                    self._commit()
        return number


def _by_source(fresh: Iterable[marks.Mark]) -> dict[str, set[str]]:
    """The keys of documents for these marks; those that nothing claims any more are passed over."""
    marked: dict[str, set[str]] = defaultdict(set)
    for mark in fresh:
        marked[mark.source].add(mark.key)
    changed: dict[str, set[str]] = defaultdict(set)
    known = sources()
    for name, keys in marked.items():
        owner, _, spread = name.partition("/")
        if owner in known:
            changed[owner].update(_spread(known[owner], spread, keys) if spread else keys)
    return changed


def _spread(source: Source, name: str, keys: set[str]) -> Collection[str]:
    """The documents for which the keys stand. A key that cannot be told of does not stop the others."""
    if name not in source.spreads:
        return ()
    try:
        return source.spreads[name](keys)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if len(keys) == 1:
            LOG.exception("search: %s/%s of %s cannot be told", source.name, name, next(iter(keys)))
            return ()
        return [number for key in keys for number in _spread(source, name, {key})]


def follow(stopping: threading.Event) -> None:
    """Follow for ever, through lost connections, swaps and other processes, until *stopping* is set."""
    pause = PULSE_SECONDS
    while not stopping.is_set():
        try:
            _follow_one(stopping)
            pause = PULSE_SECONDS
        except (building.BuildingAlready, IndexIsBusy) as reason:
            LOG.info("search: %s", type(reason).__name__)
        except (DatabaseError, InterfaceError, OSError, ValueError) as error:
            LOG.warning("search: trying again: %s", str(error).strip() or type(error).__name__)
            connection.close()
        stopping.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def _follow_one(stopping: threading.Event) -> None:
    """Follow with one generation until another one serves."""
    folder = generations.current() or building.build()
    try:
        is_outdated = _follow_in(folder, stopping)
    except (OSError, ValueError):
        if generations.current() == folder:
            raise
        return  # swapped away and swept while we wrote; the next one is followed
    if is_outdated:
        LOG.info("search: building the index anew")
        building.build()


def _follow_in(folder: Path, stopping: threading.Event) -> bool:
    """Whether the index in *folder* is of no use any more; else it is followed until another one serves."""
    try:
        follower = Follower(folder)
    except ValueError as error:
        LOG.warning("search: the index cannot be read: %s", error)
        return True
    try:
        if follower.is_outdated():
            return True
        while not stopping.is_set() and generations.current() == folder:
            if not follower.step():
                stopping.wait(follower.pause)
        return False
    finally:
        follower.close()
