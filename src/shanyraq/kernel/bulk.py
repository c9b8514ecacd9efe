"""Many rows as the parameters of one SQL statement: a column each, as JSON, which both sides read fast.

cursor.execute(
    f"INSERT INTO shelf (id, title) SELECT * FROM {table_of('new', id='bigint', title='text')}",
    columns_of([(1, "Абай жолы"), (2, None)], 2),
)
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson


def table_of(name: str, **types: str) -> str:
    """The SQL of a table called *name* whose columns, with their types, are the parameters that follow.

    Names and types are put into the statement as they are: never take them from outside.
    """
    picked = ", ".join([f"{column}::{kind} AS {column}" for column, kind in types.items()])
    read = ", ".join(["json_array_elements_text(%s::json)"] * len(types))
    raw = f"ROWS FROM ({read}) AS raw({', '.join(types)})"
    return f"(SELECT {picked} FROM {raw}) AS {name}"  # noqa: S608 - as told above


def columns_of(rows: Sequence[Sequence[Any]], width: int) -> list[str]:
    """The parameters for ``table_of``: the columns of rows of *width* values. None is NULL."""
    columns = [[row[place] for row in rows] for place in range(width)]
    return [orjson.dumps(column, default=str).decode() for column in columns]


def numbers(values: Iterable[int]) -> str:
    """Whole numbers as the text of an array, for ``= ANY(%s::bigint[])``."""
    return "{" + ",".join(map(str, values)) + "}"


def texts(values: Iterable[str]) -> str:
    """Texts as JSON, for ``= ANY(ARRAY(SELECT json_array_elements_text(%s::json)))``."""
    return orjson.dumps(list(values)).decode()


@contextmanager
def without_collecting() -> Iterator[None]:
    """Put off the search for garbage in cycles: work that makes many objects at once is faster without.

    What no cycle holds is freed as always. Entered twice, the outer block ends it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
