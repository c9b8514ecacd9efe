"""Invented records as the search sees them: the documents that a library's ``indexing.py`` would make."""

from __future__ import annotations

from benchmarks.records import KINDS, Record
from shanyraq.platform.search.documents import Document, Text

SOURCE = "benchmark"
KIND_LABELS = {kind: kind.capitalize() for kind in KINDS}


def document_of(record: Record) -> Document:
    """The document of a record: found by title, annotation, author, year and identifier."""
    return Document(
        source=SOURCE,
        key=str(record.number),
        kind=record.kind,
        language=record.language,
        title=record.title,
        address=f"/{record.language}/record/{record.number}/",
        summary=record.annotation,
        texts=(Text(f"{record.author} {record.year}", record.language),),
        fields={"author": (Text(record.author, record.language),)},
        identifiers=(record.identifier,),
        places=(record.place,),
        periods=(f"c{(record.year - 1) // 100 + 1}",),
        date=record.day,
        note=f"{record.author} {record.place}, {record.year}",
    )
