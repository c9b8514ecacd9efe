"""A pytest plugin: append-only tables are emptied between tests, which their triggers otherwise forbid."""

from collections.abc import Iterator
from typing import Any

import pytest

FIND = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname = 'append_only'"


@pytest.fixture(scope="session", autouse=True)
def _flush_append_only_tables() -> Iterator[None]:
    from django.db import transaction  # noqa: PLC0415 - the plugin loads before Django has its settings
    from django.db.backends.postgresql.operations import DatabaseOperations  # noqa: PLC0415 - the driver needs settings too

    flush = DatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: Any, sql_list: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute(FIND)
            guarded = cursor.fetchall()
            for table, trigger in guarded:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
            flush(self, sql_list)
            for table, trigger in guarded:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", execute_sql_flush)
        yield
