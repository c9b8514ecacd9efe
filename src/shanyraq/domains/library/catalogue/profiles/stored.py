"""A description as the JSON object that is stored.

The same as ``Description.to_json``, several times faster.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Final

from shanyraq.domains.library.catalogue.description import Description

_NAMES: Final = tuple(each.name for each in fields(Description))
_makers: dict[type, Callable[[Any], Any]] = {str: lambda text: text, tuple: lambda pair: [*map(_plain, pair)]}


def as_json(description: Description) -> dict[str, Any]:
    """The object, without what is empty."""
    found: dict[str, Any] = {}
    for name in _NAMES:
        value = getattr(description, name)
        if value is None or value in ("", ()):
            continue
        found[name] = value if isinstance(value, (str, int)) else _plain(value)
    return found


def _plain(value: Any) -> Any:
    kind = type(value)
    make = _makers.get(kind)
    if make is None:
        make = _makers[kind] = _maker(kind)
    return make(value)


def _maker(kind: type) -> Callable[[Any], dict[str, Any]]:
    """What turns one of the description's parts into an object."""
    names = tuple(each.name for each in fields(kind))

    def make(value: Any) -> dict[str, Any]:
        found = {}
        for name in names:
            inner = getattr(value, name)
            found[name] = inner if isinstance(inner, (str, bool)) else _plain(inner)
        return found

    return make
