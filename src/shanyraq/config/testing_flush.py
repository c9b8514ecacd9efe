"""A pytest plugin: tables are emptied quickly between tests, append-only ones too, which triggers forbid.

Most tables are empty after a test, and TRUNCATE is slow for hundreds of them: the rows of those that are not
are deleted, with triggers and foreign keys out of force for that transaction.
"""

from collections.abc import Iterator
from typing import Any

import pytest

FORCES_OUT = "SET LOCAL session_replication_role = replica"
WAITS = "SET LOCAL lock_timeout = '120s'"
"""A transaction that a test left open somewhere is an error that says so, not a wait for ever."""
HAS_ROWS = "SELECT {} WHERE EXISTS (TABLE {})"
EMPTY = "DELETE FROM {}"
WAIT_NOT_FOR_EVER = "SET LOCAL lock_timeout = '60s'"
"""What a test left open in a transaction fails the emptying, which says so, and holds up nothing."""


@pytest.fixture(scope="session", autouse=True)
def _flush_by_deleting_rows() -> Iterator[None]:
    from django.db import transaction  # noqa: PLC0415 - the plugin loads before Django has its settings
    from django.db.backends.postgresql.operations import DatabaseOperations  # noqa: PLC0415 - the driver needs settings too

    def sql_flush(self: Any, _style: Any, tables: list[str], **_options: Any) -> list[str]:
        return [self.quote_name(table) for table in tables]

    def execute_sql_flush(self: Any, names: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute(WAIT_NOT_FOR_EVER)
            cursor.execute(" UNION ALL ".join(HAS_ROWS.format(*each) for each in enumerate(names)))
            filled = [names[place] for (place,) in cursor.fetchall()]
            cursor.execute(FORCES_OUT)
            cursor.execute(WAITS)
            for name in filled:
                cursor.execute(EMPTY.format(name))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        patch.setattr(DatabaseOperations, "execute_sql_flush", execute_sql_flush)
        yield
