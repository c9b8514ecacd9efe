"""A description as the JSON object that is stored.

The same as ``Description.to_json``, several times faster.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any, get_args, get_origin, get_type_hints

from shanyraq.domains.library.catalogue.description import Description

_Make = Callable[[Any], Any] | None


def as_json(description: Description) -> dict[str, Any]:
    """The object, without what is empty."""
    found: dict[str, Any] = {}
    for (name, make), value in zip(_parts, _values_of(description), strict=True):
        if value or value == 0:
            found[name] = value if make is None else make(value)
    return found


def _maker(shape: Any) -> _Make:
    """What makes JSON of a value of this shape; None where it is JSON as it is."""
    if get_origin(shape) is tuple:
        inner, *rest = get_args(shape)
        make = _maker(inner) if rest == [Ellipsis] else None
        return list if make is None else _each(make)
    return _object(shape) if isinstance(shape, type) and is_dataclass(shape) else None


def _each(make: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    return lambda values: [make(value) for value in values]


def _object(kind: type) -> Callable[[Any], dict[str, Any]]:
    """What turns one of the description's parts into an object."""
    parts, values_of = _parts_of(kind)

    def make(value: Any) -> dict[str, Any]:
        return {
            name: inner if convert is None else convert(inner)
            for (name, convert), inner in zip(parts, values_of(value), strict=True)
        }

    return make


def _parts_of(kind: type) -> tuple[list[tuple[str, _Make]], Callable[[Any], tuple[Any, ...]]]:
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind)]
    return [(name, _maker(hints[name])) for name in names], attrgetter(*names)


_parts, _values_of = _parts_of(Description)
