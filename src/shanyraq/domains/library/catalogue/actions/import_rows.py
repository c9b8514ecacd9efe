"""Many records into the table at once: new ones by COPY, changed ones by one statement over binary arrays.

Django's ways for the same write every quotation mark of every description twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import orjson
import psycopg
from django.db import connection, router

from shanyraq.domains.library.catalogue.models import Record

_TABLE: Final = "library_catalogue_record"
_COLUMNS: Final = (
    "id", "library_id", "control_number", "profile_id", "format", "encoding", "original", "digest",
    "description", "edition_id", "state", "changed_at",
)  # fmt: skip  # a list of words reads better in lines than in a column
_NEXT_IDS: Final = (
    "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) FROM generate_series(1, %s)"
)
_COPY: Final = f"COPY {_TABLE} ({', '.join(_COLUMNS)}) FROM STDIN"
_UPDATE: Final = """
UPDATE library_catalogue_record AS record SET
    profile_id = new.profile, format = new.format, encoding = new.encoding, original = new.original,
    digest = new.digest, description = new.description::jsonb, edition_id = new.edition, state = new.state,
    changed_at = new.changed_at
FROM unnest(
    %b::bigint[], %b::bigint[], %b::text[], %b::text[], %b::bytea[], %b::bytea[], %b::text[], %b::bigint[],
    %b::text[], %b::timestamptz[]
) AS new (id, profile, format, encoding, original, digest, description, edition, state, changed_at)
WHERE record.id = new.id
"""


def insert_records(records: Sequence[Record]) -> None:
    """Write new records, whose editions are saved, and set their keys."""
    if not records:
        return
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_IDS, [_TABLE, len(records)])
        for record, (key,) in zip(records, cursor.fetchall(), strict=True):
            record.pk = key
        with cursor.copy(_COPY) as copy:
            for record in records:
                copy.write_row((record.pk, record.library_id, record.control_number, *_values(record)))
    for record in records:
        record._state.adding = False  # noqa: SLF001 — as Django's own bulk_create leaves them
        record._state.db = router.db_for_write(Record)  # noqa: SLF001 — as Django's own bulk_create leaves them


def update_records(records: Sequence[Record]) -> None:
    """Write changed records."""
    if not records:
        return
    columns = zip(*((record.pk, *_values(record)) for record in records), strict=True)
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(_UPDATE, [list(column) for column in columns])


def _values(record: Record) -> tuple[Any, ...]:
    return (
        record.profile_id,
        record.format,
        record.encoding,
        bytes(record.original),
        bytes(record.digest),
        orjson.dumps(record.description).decode(),
        record.edition_id,
        str(record.state),
        record.changed_at,
    )
