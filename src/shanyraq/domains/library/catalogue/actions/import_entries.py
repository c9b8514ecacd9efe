"""Writing the report of an import."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from shanyraq.domains.library.catalogue.formats.record import SourceRecord
from shanyraq.domains.library.catalogue.models import ImportEntry, ImportRun, Outcome

_COLUMNS = ("run_id", "ordinal", "offset", "control_number", "outcome", "code", "detail")


@dataclass(slots=True)
class Entry:
    """What will be reported on one record."""

    source: SourceRecord
    control_number: str = ""
    outcome: str = ""
    messages: list[tuple[str, str]] = field(default_factory=list)

    def warn(self, code: str, text: str = "") -> None:
        """Tell of something; the record is kept."""
        self.messages.append((code, text))

    def refuse(self, code: str, text: str = "") -> None:
        """Tell why the record is not kept."""
        self.outcome = Outcome.REFUSED
        self.messages.insert(0, (code, text))


def store_entries(run: ImportRun, entries: Iterable[Entry]) -> None:
    """Write the entries by COPY and count them on *run* (not saved)."""
    table = connection.ops.quote_name(ImportEntry._meta.db_table)  # noqa: SLF001 — Django documents it as open to all
    columns = ", ".join(connection.ops.quote_name(name) for name in _COLUMNS)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        for entry in entries:
            setattr(run, entry.outcome, getattr(run, entry.outcome) + 1)
            run.warned += bool(entry.messages) and entry.outcome != Outcome.REFUSED
            copy.write_row(_row(run.pk, entry))


def _row(run_id: int, entry: Entry) -> tuple[object, ...]:
    detail = "\n".join(f"{code}: {text}".rstrip(": ") for code, text in entry.messages).replace("\0", "")
    code = entry.messages[0][0] if entry.messages else ""
    place = entry.source
    return run_id, place.ordinal, place.offset, entry.control_number, entry.outcome, code, detail[:4000]
