"""The memory of one web process: kept answers, least recently used first to go, and renderings under way."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from shanyraq.platform.page_cache.entries import Entry
from shanyraq.platform.page_cache.keys import Key

MOST_UNFIT = 10_000
UNFIT_SECONDS = 5.0
LONGEST_WAIT_SECONDS = 10.0
LATE_SECONDS = 2.0
"""How long an answer that is too old is still given while a new one is being rendered."""


class Store:
    """Kept answers, at most *capacity* bytes of them. Safe to use from many threads."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._unfit: OrderedDict[Key, tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key, generation: int) -> Entry | None:
        """The answer under *key*, if it was made from content of exactly *generation* and is not too old."""
        return self._of(key, generation, monotonic())

    def late(self, key: Key, generation: int) -> Entry | None:
        """The same, or one that was not too old two seconds ago: for whoever would wait for a new one."""
        return self._of(key, generation, monotonic() - LATE_SECONDS)

    def _of(self, key: Key, generation: int, moment: float) -> Entry | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or entry.generation != generation or entry.expires <= moment:
                return None
            self._entries.move_to_end(key)
            return entry

    def put(self, key: Key, entry: Entry) -> None:
        """Keep *entry*, dropping the least recently used; one above a quarter of the store is not kept."""
        if entry.size > self.capacity // 4:
            return
        with self._lock:
            self._drop(key)
            self._entries[key] = entry
            self.size += entry.size
            while self.size > self.capacity:
                self._drop(next(iter(self._entries)))

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
            self._unfit.clear()
            self.size = 0

    def forget_before(self, generation: int) -> None:
        """Free the memory of answers that can never be served again."""
        with self._lock:
            for key in [key for key, entry in self._entries.items() if entry.generation < generation]:
                self._drop(key)

    def mark_unfit(self, key: Key, generation: int) -> None:
        """Remember for a few seconds that nothing under *key* is kept, so that nobody waits for it."""
        with self._lock:
            self._unfit[key] = (generation, monotonic() + UNFIT_SECONDS)
            self._unfit.move_to_end(key)
            if len(self._unfit) > MOST_UNFIT:
                self._unfit.popitem(last=False)

    def is_unfit(self, key: Key, generation: int) -> bool:
        known = self._unfit.get(key)
        return known is not None and known[0] == generation and monotonic() < known[1]

    def _drop(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.size -= entry.size


class Turns:
    """One renderer a key: who comes second waits for the first to finish."""

    def __init__(self) -> None:
        self._under_way: dict[Key, threading.Event] = {}
        self._lock = threading.Lock()

    def is_taken(self, key: Key) -> bool:
        """Whether somebody renders this one now."""
        return key in self._under_way

    @contextmanager
    def take(self, key: Key) -> Iterator[bool]:
        """True for the one whose turn it is; False, after waiting for that one, for the others."""
        with self._lock:
            event = self._under_way.get(key)
            mine = event is None
            if event is None:
                event = self._under_way[key] = threading.Event()
        if not mine:
            event.wait(LONGEST_WAIT_SECONDS)
            yield False
            return
        try:
            yield True
        finally:
            with self._lock:
                del self._under_way[key]
            event.set()
