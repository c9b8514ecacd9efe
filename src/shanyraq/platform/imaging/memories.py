"""What a process keeps in memory for a while: bounded, safe for many threads, never needed to be right."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

Value = TypeVar("Value")
Known = TypeVar("Known", bound=Hashable)


class ShortMemory(Generic[Known, Value]):
    """Values that hold for some seconds; at most *most* of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[Known, tuple[float, Value]] = {}
        self._lock = Lock()

    def get(self, key: Known) -> Value | None:
        kept = self._values.get(key)
        return kept[1] if kept is not None and kept[0] > monotonic() else None

    def put(self, key: Known, value: Value, seconds: float) -> None:
        if seconds <= 0:
            return
        with self._lock:
            if len(self._values) >= self._most and key not in self._values:
                self._make_room()
            self._values[key] = (monotonic() + seconds, value)

    def clear(self) -> None:
        with self._lock:
            self._values = {}

    def _make_room(self) -> None:
        now = monotonic()
        left = {key: kept for key, kept in self._values.items() if kept[0] > now}
        # all of them still hold: half goes, the oldest first
        self._values = left if len(left) < self._most else dict(list(left.items())[len(left) // 2 :])

    def __len__(self) -> int:
        return len(self._values)


class RecentBytes(Generic[Known]):
    """Answers that were used last, up to *most* bytes in all."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Known, bytes] = OrderedDict()
        self._lock = Lock()
        self.size = 0

    def get(self, key: Known) -> bytes | None:
        with self._lock:
            content = self._kept.get(key)
            if content is not None:
                self._kept.move_to_end(key)
            return content

    def put(self, key: Known, content: bytes) -> None:
        """Keep *content*, unless it would take more than an eighth of the room alone."""
        if len(content) * 8 > self._most:
            return
        with self._lock:
            self.size += len(content) - len(self._kept.pop(key, b""))
            self._kept[key] = content
            while self.size > self._most:
                self.size -= len(self._kept.popitem(last=False)[1])
