"""Queries written once: Django takes longer to put the SQL of a page together than PostgreSQL to answer it.

A query is built as a queryset with a ``Slot`` wherever a value differs from page to page. Its SQL is made at
the first question in a process; every other question only fills in the values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from django.db import connection
from django.db.models import BooleanField, F, Func, Model, QuerySet, Value

Rows = list[tuple[Any, ...]]
Kind = TypeVar("Kind", bound=Model)


class Slot(Value):
    """Stands in a queryset for the value ``name``, which is given when the query runs.

    The value goes to the database as it is: a text, number, date or UUID, no object of a model.
    """

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, Any]:
        """A place for a parameter; the slot itself is the parameter until the query runs."""
        return "%s", [self]


def among(field: str, slot: str) -> Func:
    """A condition for ``filter``: the field equals one of the values in a slot, which takes a list."""
    condition = {"template": "%(expressions)s)", "arg_joiner": " = ANY("}
    return Func(F(field), Slot(slot), output_field=BooleanField(), **condition)


class Prepared:
    """A queryset made by ``values_list``, whose SQL is written once a process."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build

    def rows(self, **values: Any) -> Rows:
        """The rows for these values of the slots. Raises ``KeyError`` when a slot gets none."""
        sql, parameters, converters = self._written
        filled = [values[each.value] if isinstance(each, Slot) else each for each in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, filled)
            found: Rows = cursor.fetchall()
        return list(_converted(found, converters)) if converters else found

    @cached_property
    def _written(self) -> tuple[str, tuple[Any, ...], Mapping[int, Any]]:
        compiler = self._build().query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select]
        return sql, tuple(parameters), compiler.get_converters(columns)


class PreparedRecords:
    """A queryset of whole records, whose SQL is written once a process."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build

    def records(self, **values: Any) -> list[Any]:
        """The records for these values of the slots."""
        model, prepared = self._prepared
        return [record_of(model, row) for row in prepared.rows(**values)]

    @cached_property
    def _prepared(self) -> tuple[type[Model], Prepared]:
        found = self._build()
        return found.model, Prepared(lambda: found.values_list(*names_of(found.model)))


def names_of(model: type[Model], *, prefix: str = "") -> tuple[str, ...]:
    """The columns of a model as ``values_list`` wants them, in the order that ``record_of`` expects."""
    return tuple(f"{prefix}{field.attname}" for field in model._meta.concrete_fields)  # noqa: SLF001 -- Django's documented API


def record_of(model: type[Kind], row: tuple[Any, ...]) -> Kind:
    """The record whose columns, in the order of ``names_of``, hold these values."""
    return model.from_db(connection.alias, names_of(model), row)


def _converted(rows: Rows, converters: Mapping[int, Any]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        values = list(row)
        for place, (steps, expression) in converters.items():
            for step in steps:
                values[place] = step(values[place], expression, connection)
        yield tuple(values)
