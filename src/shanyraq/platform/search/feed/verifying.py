"""Whether the index holds just what the sources say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import tantivy

from shanyraq.platform.search.documents import Source, sources
from shanyraq.platform.search.engine.opening import shown_at
from shanyraq.platform.search.engine.reading import SCHEMA, reader
from shanyraq.platform.search.engine.writing import POSITION
from shanyraq.platform.search.feed.building import Progress, chunks, documents_of

Kind = Literal["missing", "surplus", "twice", "stale"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A document that the index lacks, has too much, has twice, or has in another state."""

    number: str
    what: Kind


def differences(progress: Progress | None = None) -> Iterator[Difference]:
    """Compare every document of every source with the index as it is now.

    What changes while this runs may be told though it is no difference any more: ask again.

    :raises NoIndex: when this node has no finished index.
    """
    searcher = reader.searcher()
    known = dict(searcher.terms_with_prefix("number", ""))
    known.pop(POSITION, None)
    for source in sources().values():
        yield from _of_source(source, known, searcher=searcher, progress=progress)
    for number in known:
        if digests(searcher, number):  # the number of what was removed stays for a while
            yield Difference(number, "surplus")


def _of_source(
    source: Source, known: dict[str, int], *, searcher: tantivy.Searcher, progress: Progress | None
) -> Iterator[Difference]:
    """Takes what it sees out of *known*."""
    seen = 0
    for keys in chunks(source.keys()):
        for document in documents_of(source, keys):
            seen += 1
            is_known = known.pop(document.number, 0)
            indexed = digests(searcher, document.number) if is_known else []
            if indexed != [document.digest]:
                yield Difference(document.number, _difference(indexed))
        if progress:
            progress(source.name, seen)


def _difference(indexed: list[str]) -> Kind:
    if not indexed:
        return "missing"
    return "twice" if len(indexed) > 1 else "stale"


def digests(searcher: tantivy.Searcher, number: str) -> list[str]:
    """The digests of all entries of this name; more than one is an error of the index."""
    query = tantivy.Query.term_query(SCHEMA, "number", number, "basic")
    hits = searcher.search(query, 10, count=False).hits
    return [shown_at(searcher, address)["digest"] for _, address in hits]
