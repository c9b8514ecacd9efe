"""Originals as they were brought in: byte for byte, one after another or as one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from shanyraq.domains.library.catalogue.formats import iso2709, marcxml
from shanyraq.domains.library.catalogue.formats.writing import COLLECTION_END, COLLECTION_START

_UTF8: Final = frozenset({"utf-8", "us-ascii", "ascii"})


def export(originals: Iterable[tuple[str, str, bytes]], *, format: str) -> Iterator[bytes]:  # noqa: A002 — the column's name
    """The bytes of those originals (format, encoding, bytes) that are of *format*.

    ISO 2709 records are simply joined. Elements of MARCXML stand in one collection; where one was in another
    encoding its text is put into UTF-8, for a document has one encoding only; a prefix that an outer element
    had declared is declared on the record.
    """
    if format == iso2709.FORMAT:
        yield from (original for kind, _encoding, original in originals if kind == format)
        return
    yield COLLECTION_START
    for kind, encoding, original in originals:
        if kind == marcxml.FORMAT:
            is_utf8 = encoding.lower() in _UTF8
            yield marcxml.with_prefixes(
                original if is_utf8 else original.decode(encoding, "replace").encode()
            )
            yield b"\n"
    yield COLLECTION_END
