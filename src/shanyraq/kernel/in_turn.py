"""A lock that is passed on in the order in which it was asked for."""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType
from typing import Self


class InTurn:
    """For work that is nothing but computing: done one after the other each is ready sooner than all at once.

    Threads that share a processor take it from one another in slices, so that of four that begin together
    all four are ready at the end of the fourth. ``threading.Lock`` promises no order: who asked first could
    wait for everybody.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._is_taken = False

    def __enter__(self) -> Self:
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return self
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()  # whoever is before passes the turn on and never lets it go between
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
