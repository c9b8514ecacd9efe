"""Work that is spread over the processors of the host, in its order."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import connection as pipes
from typing import Any, Final, TypeVar

import django
from django.db import DEFAULT_DB_ALIAS, connections

Portion = TypeVar("Portion")
Made = TypeVar("Made")

ALONE: Final = 20
"""Portions that this process makes by itself: for a small house nobody starts others."""
AHEAD: Final = 3
"""Portions for each process that are made or wait to be taken; more would only fill the memory."""
BEHIND: Final = 5
"""How much these processes stand behind those that answer readers (``nice``)."""


def spread(work: Callable[[Portion], Made], portions: Iterable[Portion], *, processes: int) -> Iterator[Made]:
    """What *work* makes of each portion, in the order of the portions.

    *work* is a function of a module; portions and what is made of them go from process to process. Each has
    Django set up and its own connection to our database. They end with this process, however it ends.

    :raises BrokenProcessPool: when one of them was killed.
    """
    waiting = iter(portions)
    yield from map(work, islice(waiting, ALONE))
    if processes < 2:
        yield from map(work, waiting)
        return
    for first in waiting:  # processes are started only for what there is
        yield from _spread(work, chain([first], waiting), processes)


def _spread(work: Callable[[Portion], Made], portions: Iterable[Portion], processes: int) -> Iterator[Made]:
    pool = ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(_our_database(),),
    )
    running: deque[Future[Made]] = deque()
    try:
        for portion in portions:
            running.append(pool.submit(work, portion))
            if len(running) >= AHEAD * processes:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _our_database() -> dict[str, Any]:
    """Where it is and what it is called: a test's is not that of the settings."""
    ours = connections[DEFAULT_DB_ALIAS].settings_dict
    return {name: ours[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}


def _begin(database: dict[str, Any]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.nice(BEHIND)
    django.setup()
    connections[DEFAULT_DB_ALIAS].settings_dict |= database


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        pipes.wait([parent.sentinel])
        os._exit(1)
