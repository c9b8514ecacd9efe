"""An index in a folder, opened to be read, and what it keeps of an entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import orjson
import tantivy

from shanyraq.platform.search.engine import schema

SHOWN: Final = (
    "number",
    "kind",
    "language",
    "title",
    "address",
    "summary",
    "body",
    "note",
    "day",
    "fresh",
    "scopes",
    "digest",
)
"""What an entry keeps, in its order."""


def open_index(folder: Path) -> tantivy.Index:
    """The index in *folder*; it shows new commits when it is told to ``reload``."""
    index = schema.prepare(tantivy.Index.open(str(folder)))
    index.config_reader("manual")
    return index


def shown_at(searcher: tantivy.Searcher, address: Any) -> dict[str, Any]:
    """What the index keeps for showing, of the entry at *address*."""
    kept: Any = searcher.doc(address).get_first("shown")
    found: Any = orjson.loads(kept)
    return dict(zip(SHOWN, found, strict=True)) if isinstance(found, list) else dict(found)
