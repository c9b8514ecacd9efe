"""Whether the index knows an address."""

from __future__ import annotations

import tantivy

from shanyraq.platform.search.engine.reading import SCHEMA, NoIndex, reader


def is_findable(address: str) -> bool:
    """Whether anything that somebody may find stands at *address*; False without an index."""
    try:
        searcher = reader.searcher()
    except NoIndex:
        return False
    wanted = tantivy.Query.term_query(SCHEMA, "address", address, "basic")
    return bool(searcher.search(wanted, 1, count=False).hits)
