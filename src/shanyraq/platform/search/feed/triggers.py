"""Triggers that mark changes of tables which are not written by actions of ours alone."""

from __future__ import annotations

import hashlib

from django.db import connections, transaction

from shanyraq.platform.search.documents import Source, Table, sources

PREFIX = "search_note_"
LONGEST_NAME = 63
"""Bytes of an identifier in PostgreSQL."""
_EVENTS = {
    "insert": "REFERENCING NEW TABLE AS rows_now",
    "update": "REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_now",
    "delete": "REFERENCING OLD TABLE AS rows_before",
}
_PRESENT = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_INSTALLED = """
    SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE starts_with(tgname, %s) AND relnamespace = current_schema()::regnamespace
"""


def declared() -> dict[tuple[str, str], str]:
    """The statement that makes each trigger which the sources declare, by table and name."""
    return {
        (table.name, name): statement
        for source in sources().values()
        for table in source.tables
        for name, statement in _triggers(mark_of(source, table), table)
    }


def install(*, using: str = "default") -> None:
    """Make the triggers that are missing and drop those that nobody declares; after every ``migrate``."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(_PRESENT)
        present = {name for (name,) in cursor.fetchall()}
        if "search_change" not in present:  # a part of the migrations only
            return
        cursor.execute(_INSTALLED, [PREFIX])
        installed = set(cursor.fetchall())
        wanted = {place: made for place, made in declared().items() if place[0] in present}
        for table, name in sorted(installed - wanted.keys()):
            cursor.execute(f"DROP TRIGGER {_quoted(name)} ON {_quoted(table)}")
        for place in sorted(wanted.keys() - installed):
            cursor.execute(wanted[place])


def mark_of(source: Source, table: Table) -> str:
    """What a row of *table* is marked as: the source, or one of its spreads as ``source/spread``."""
    return f"{source.name}/{table.spread}" if table.spread else source.name


def _triggers(mark: str, table: Table) -> list[tuple[str, str]]:
    made = []
    for event, rows in _EVENTS.items():
        name = _name(f"{PREFIX}{mark}_{table.column}_{event}")
        arguments = f"{_literal(mark)}, {_literal(table.column)}"
        statement = (
            f"CREATE TRIGGER {_quoted(name)} AFTER {event.upper()} ON {_quoted(table.name)} {rows} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION search_note_change({arguments})"
        )
        made.append((name, statement))
    return made


def _name(wanted: str) -> str:
    """PostgreSQL cuts longer names silently, and two could become one."""
    if len(wanted.encode()) <= LONGEST_NAME:
        return wanted
    return f"{PREFIX}{hashlib.blake2b(wanted.encode(), digest_size=16).hexdigest()}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
