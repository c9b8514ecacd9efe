"""From keys to documents in an index: by one chunk at a time, and a whole new generation."""

from __future__ import annotations

import fcntl
import logging
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError

from shanyraq.kernel.bulk import without_collecting
from shanyraq.platform.search.documents import Document, Source, sources
from shanyraq.platform.search.engine import generations
from shanyraq.platform.search.engine.encoding import entry_of
from shanyraq.platform.search.engine.writing import BUILDING_BYTES, Writer
from shanyraq.platform.search.feed import marks
from shanyraq.platform.search.feed.spreading import spread

LOG = logging.getLogger(__name__)
CHUNK = 500

Progress = Callable[[str, int], None]


class BuildingAlready(Exception):
    """Another process of this node builds an index."""


def build(progress: Progress | None = None) -> Path:
    """Build a new generation from all sources while the old one serves, then let it serve.

    *progress* is told the name of a source and how many of its documents are in. The position is taken before
    anything is read, so a follower brings in what changed meanwhile. ``SEARCH_BUILDERS`` processes make the
    documents, this one writes them.

    :raises BuildingAlready: when this node builds already.
    """
    with _alone():
        folder = generations.begin()
        try:
            marks.forget_foreign()
            position = position_now()
            with Writer(folder, memory=BUILDING_BYTES) as writer:
                for source in sources().values():
                    _fill(writer, source, progress or _silent)
                writer.commit(position)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        generations.swap(folder)
        return folder


def position_now() -> dict[str, Any]:
    """The position of an index into which everything visible now has gone."""
    return {"identity": marks.identity(), "sources": sorted(sources()), "below": marks.oldest_running()}


def documents_of(source: Source, keys: Collection[str]) -> list[Document]:
    """The documents of these keys. One that cannot be made is logged and left out; the others come.

    :raises DatabaseError: when the database is away, which says nothing of the documents.
    """
    try:
        return list(source.documents(keys))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if len(keys) == 1:
            LOG.exception("search: %s:%s cannot be indexed", source.name, next(iter(keys)))
            return []
        return [document for key in keys for document in documents_of(source, [key])]


def chunks(keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The keys in groups of ``CHUNK``."""
    remaining = iter(keys)
    while some := tuple(islice(remaining, CHUNK)):
        yield some


def _fill(writer: Writer, source: Source, progress: Progress) -> None:
    number = 0
    orders = ((source.name, keys) for keys in chunks(source.keys()))
    for entries in spread(_entries, orders, processes=settings.SEARCH_BUILDERS):
        writer.add_entries(entries)
        number += len(entries)
        progress(source.name, number)


def _entries(order: tuple[str, Collection[str]]) -> list[dict[str, Any]]:
    """The entries of some documents of a source, made in one of the processes that build."""
    name, keys = order
    with without_collecting():
        return [entry_of(document) for document in documents_of(sources()[name], keys)]


def _silent(_source: str, _number: int) -> None:
    pass


@contextmanager
def _alone() -> Iterator[None]:
    generations.root().mkdir(parents=True, exist_ok=True)
    with (generations.root() / ".building").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildingAlready from None
        yield
