"""Changing the index. One process of a node writes; tantivy's lock refuses a second."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import tantivy

from shanyraq.platform.search.documents import Document
from shanyraq.platform.search.engine import schema
from shanyraq.platform.search.engine.encoding import SCHEMA, encode
from shanyraq.platform.search.engine.opening import shown_at

POSITION = "position:"
"""The entry that says how far the index has come; it is committed with what it speaks of."""
NOTHING = ""
"""The number of no document."""
LIVE_BYTES = 64_000_000
BUILDING_BYTES = 512_000_000


class IndexIsBusy(Exception):
    """Another process of this node writes the index."""


class Writer:
    """Puts and removes documents of the index in *folder*; nothing is seen before ``commit``.

    :raises IndexIsBusy: when another process writes there.
    """

    def __init__(self, folder: Path, *, memory: int = LIVE_BYTES, threads: int = 1) -> None:
        built = schema.build()
        exists = tantivy.Index.exists(str(folder))
        opened = tantivy.Index.open(str(folder)) if exists else tantivy.Index(built, str(folder))
        self._index = schema.prepare(opened)
        try:
            self._writer = self._index.writer(memory, threads)
        except ValueError as error:
            raise IndexIsBusy(str(error)) from error
        # what a writer that was killed left behind has names that this one may give to files of its own
        self._writer.garbage_collect_files()
        # Tantivy gives the first thing that a writer does the number of the last commit. A merge that starts
        # before the next commit takes a removal of that number for one that is in some segments already, and
        # what was to be removed stays for ever. So the first thing done is to remove nothing.
        self._writer.delete_documents_by_term("number", NOTHING)

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, each in the place of an earlier one of its name."""
        for document in documents:
            self._writer.delete_documents_by_term("number", document.number)
            self._writer.add_document(encode(document))

    def add_new(self, documents: Iterable[Document]) -> None:
        """Add documents that are not in the index: what a new generation is filled with."""
        for document in documents:
            self._writer.add_document(encode(document))

    def add_entries(self, entries: Iterable[dict[str, Any]]) -> None:
        """The same for what ``encoding.entry_of`` made of documents, perhaps in another process."""
        for entry in entries:
            self._writer.add_document(tantivy.Document.from_dict(entry, SCHEMA))

    def remove(self, numbers: Iterable[str]) -> None:
        """Take documents out; those that are not there are passed over."""
        for number in numbers:
            self._writer.delete_documents_by_term("number", number)

    def commit(self, position: dict[str, Any]) -> None:
        """Make everything since the last commit findable, together with *position*, or nothing of it."""
        self._writer.delete_documents_by_term("number", POSITION)
        entry = tantivy.Document()
        entry.add_text("number", POSITION)
        entry.add_bytes("shown", json.dumps(position).encode())
        self._writer.add_document(entry)
        self._writer.commit()

    def position(self) -> dict[str, Any] | None:
        """What was committed last; None for a new index."""
        self._index.reload()
        return position_in(self._index.searcher())

    def close(self) -> None:
        """Let merges end and give the lock back; what is not committed is gone.

        Without a rollback: it would begin a second writer while merges of the first still write.
        """
        self._writer.wait_merging_threads()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def position_in(searcher: tantivy.Searcher) -> dict[str, Any] | None:
    """The committed position of an index, by a searcher on it."""
    query = tantivy.Query.term_query(schema.build(), "number", POSITION)
    hits = searcher.search(query, 1, count=False).hits
    if not hits:
        return None
    return shown_at(searcher, hits[0][1])
