"""Which tables pages are made of, and the triggers that note their changes."""

from fnmatch import fnmatchcase
from typing import Any

from django.apps import apps
from django.db import connections, transaction

TRIGGER = "page_cache_note_change"

PRESENT = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
GUARDED = """
    SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE tgname = %s AND tgenabled <> 'D' AND relnamespace = current_schema()::regnamespace
"""


def declared_patterns() -> tuple[str, ...]:
    """What all rooms name in ``page_cache_tables`` of their ``AppConfig``."""
    return tuple(
        pattern for config in apps.get_app_configs() for pattern in getattr(config, "page_cache_tables", ())
    )


def declared_tables(present: set[str]) -> set[str]:
    """The tables among *present* that are declared: matched by a pattern and by none with ``!``."""
    patterns = declared_patterns()
    wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
    taken_out = [pattern[1:] for pattern in patterns if pattern.startswith("!")]
    return {table for table in present if _matches(table, wanted) and not _matches(table, taken_out)}


def unguarded_tables(cursor: Any) -> set[str]:
    """Declared tables without their trigger, by a DB-API *cursor*; with any, pages are not kept."""
    present, guarded = _read(cursor)
    return declared_tables(present) - guarded


def install_triggers(*, using: str = "default") -> None:
    """Give every declared table its trigger and take it from tables that are declared no more.

    Runs after every ``migrate``; touches (and locks) only tables where something is to be done.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        present, guarded = _read(cursor)
        if "page_cache_generation" not in present:  # a part of the migrations only
            return
        declared = declared_tables(present)
        for table in sorted(guarded - declared):
            cursor.execute(f"DROP TRIGGER {TRIGGER} ON {_quoted(table)}")
        for table in sorted(declared - guarded):
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER {TRIGGER} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
                f"ON {_quoted(table)} FOR EACH STATEMENT EXECUTE FUNCTION page_cache_note_change()"
            )
            cursor.execute(f"ALTER TABLE {_quoted(table)} ENABLE TRIGGER {TRIGGER}")


def _read(cursor: Any) -> tuple[set[str], set[str]]:
    cursor.execute(PRESENT)
    present = {name for (name,) in cursor.fetchall()}
    cursor.execute(GUARDED, [TRIGGER])
    return present, {name for (name,) in cursor.fetchall()}


def _matches(table: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(table, pattern) for pattern in patterns)


def _quoted(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'
