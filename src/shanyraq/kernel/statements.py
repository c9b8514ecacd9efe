"""One statement whose parameters the server puts in: for the few that every page or every signature asks.

Django writes parameters into the text of a statement, which costs more than sending them beside it, as here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql import base


def rows_of(
    statement: str, parameters: Sequence[Any], *, using: str = DEFAULT_DB_ALIAS
) -> list[tuple[Any, ...]]:
    """The rows that *statement* gives; a placeholder names its type where nothing else does.

    Nothing is prepared on the server, so a pooler may stand in between; a function keeps its plan by itself.

    :raises django.db.Error: as a cursor of Django.
    """
    connection: Any = connections[using]
    connection.ensure_connection()
    wrapped = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    binding: Any = base.ServerBindingCursor
    with connection.wrap_database_errors, binding(connection.connection) as driver:
        cursor = wrapped(driver)
        cursor.execute(statement, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
