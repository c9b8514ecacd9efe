"""Counting results by the values of facets; what was counted is remembered for its state of the index."""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Final

import tantivy

from shanyraq.platform.search.engine.schema import OWN

MOST_VALUES: Final = {"kind": 1000, "language": 20, "place": 15, "period": 15, "own": 2000}
"""How many values of a facet are counted; of kinds all, because their sum is the number of results."""
REMEMBERED: Final = 4_000
"""Counts of so many queries: who turns the page, sorts or shares a search does not have it counted again."""

Counts = dict[str, list[tuple[str, int]]]


class _Memory:
    """The counts of one state of the index, which its searcher stands for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._searcher: tantivy.Searcher | None = None
        self._counts: dict[tuple[str, ...], Counts] = {}

    def of(self, searcher: tantivy.Searcher) -> dict[tuple[str, ...], Counts]:
        """What is remembered; nothing when the index has changed."""
        with self._lock:
            if self._searcher is not searcher or len(self._counts) >= REMEMBERED:
                self._searcher, self._counts = searcher, {}
            return self._counts


_memory = _Memory()


def counted(searcher: tantivy.Searcher, matching: tantivy.Query, names: tuple[str, ...]) -> Counts:
    """The values of the facets *names* with how many documents of *matching* have each, most first."""
    remembered = _memory.of(searcher)
    question = (repr(matching), *names)
    found = remembered.get(question)
    if found is None:
        found = remembered[question] = _count(searcher, matching, names)
    return dict(found)


def counted_own(searcher: tantivy.Searcher, matching: tantivy.Query, names: tuple[str, ...]) -> Counts:
    """The same for facets of the sources' own, which stand in one field: one look for all of *names*."""
    found: Counts = defaultdict(list)
    for term, number in counted(searcher, matching, (OWN,))[OWN]:
        name, is_value, value = term.partition("=")
        if is_value and name in names:
            found[name].append((value, number))
    return {name: found[name] for name in names}


def _count(searcher: tantivy.Searcher, matching: tantivy.Query, names: tuple[str, ...]) -> Counts:
    wanted = {name: {"terms": {"field": name, "size": MOST_VALUES[name]}} for name in names}
    answer = searcher.aggregate(matching, wanted)
    return {
        name: [(bucket["key"], bucket["doc_count"]) for bucket in answer[name]["buckets"]] for name in names
    }
