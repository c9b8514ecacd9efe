"""Whether the index knows an address."""

from __future__ import annotations

from shanyraq.platform.search.documents import kept_addresses
from shanyraq.platform.search.engine.reading import NoIndex, reader
from shanyraq.platform.search.engine.searching import any_term


def is_findable(address: str) -> bool:
    """Whether anything that somebody may find stands at *address*; False without an index."""
    try:
        searcher = reader.searcher()
    except NoIndex:
        return False
    wanted = any_term("address", list(kept_addresses(address)))
    return bool(searcher.search(wanted, 1, count=False).hits)
