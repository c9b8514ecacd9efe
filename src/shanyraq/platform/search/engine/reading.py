"""The index as a process reads it: opened once, renewed when another process has written."""

from __future__ import annotations

import threading
from pathlib import Path
from time import monotonic

import tantivy

from shanyraq.platform.search.engine import generations, schema
from shanyraq.platform.search.engine.opening import open_index

LOOK_SECONDS = 0.2
"""How often the folder is looked at; a look is two calls of ``stat``."""


class NoIndex(Exception):
    """This node has no finished index yet."""


class Reader:
    """Gives searchers on the newest committed state. One a process; safe for its threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index: tantivy.Index | None = None
        self._searcher: tantivy.Searcher | None = None
        self._folder: Path | None = None
        self._seen: tuple[int, int, int] | None = None
        self._looked = 0.0
        self.state = 0

    def searcher(self) -> tantivy.Searcher:
        """A searcher on what was committed at most ``LOOK_SECONDS`` ago.

        :raises NoIndex: when no index was ever finished on this node.
        """
        if self._searcher is None or monotonic() - self._looked > LOOK_SECONDS:
            with self._lock:
                self._look()
        if self._searcher is None:
            raise NoIndex
        return self._searcher

    def _look(self) -> None:
        self._looked = monotonic()
        folder = generations.current()
        if folder is None:
            self._index = self._searcher = self._folder = self._seen = None
            return
        try:
            seen = _stamp(folder)
            if folder == self._folder and seen == self._seen:
                return
            self._open(folder)
        except (OSError, ValueError):
            if generations.current() == folder:
                raise
            return  # swapped away while we opened it; the next look finds the new one
        self._seen = seen
        self.state += 1

    def _open(self, folder: Path) -> None:
        if folder != self._folder or self._index is None:
            self._index, self._folder = open_index(folder), folder
        self._index.reload()
        self._searcher = self._index.searcher()


def _stamp(folder: Path) -> tuple[int, int, int]:
    found = (folder / "meta.json").stat()
    return found.st_mtime_ns, found.st_ino, found.st_size


reader = Reader()
"""The process's own."""

SCHEMA = schema.build()
