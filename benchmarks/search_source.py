"""The source of the invented records: a table of PostgreSQL that says who may see what, as rooms have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.db import connection

from benchmarks.records import Record
from benchmarks.search_documents import KIND_LABELS, SOURCE, document_of
from shanyraq.platform.search.documents import Document, Source, register

COLUMNS = "number, language, kind, title, author, annotation, place, year, identifier"
TABLE = """
    CREATE TABLE benchmark_record (
        number integer PRIMARY KEY, language text NOT NULL, kind text NOT NULL, title text NOT NULL,
        author text NOT NULL, annotation text NOT NULL, place text NOT NULL, year integer NOT NULL,
        identifier text NOT NULL, is_public boolean NOT NULL DEFAULT true
    )
"""


def connect() -> None:
    """Make the records findable."""
    register(Source(name=SOURCE, documents=documents, keys=keys, visible=visible, kinds=KIND_LABELS))


def fill(records: Iterable[Record]) -> None:
    """Make the table with these records."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS benchmark_record")
        cursor.execute(TABLE)
        with cursor.copy(f"COPY benchmark_record ({COLUMNS}) FROM STDIN") as copy:
            for record in records:
                copy.write_row(record)
        cursor.execute("ANALYZE benchmark_record")


def documents(wanted: Collection[str]) -> Iterator[Document]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM benchmark_record WHERE number = ANY(%s)",
            [[int(key) for key in wanted]],
        )
        for row in cursor.fetchall():
            yield document_of(Record(*row))


def keys() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM benchmark_record ORDER BY number")
        while rows := cursor.fetchmany(10_000):
            yield from (str(number) for (number,) in rows)


def visible(wanted: Collection[str], _audiences: frozenset[str]) -> set[str]:
    """One query, as a room of records has; everybody may see what is public."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number FROM benchmark_record WHERE number = ANY(%s) AND is_public",
            [[int(key) for key in wanted]],
        )
        return {str(number) for (number,) in cursor.fetchall()}
