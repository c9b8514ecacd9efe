"""Entries of a log: JSON in exactly one way of writing, so that one statement has one hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

DEEPEST: Final = 16
"""Lists and objects in each other: a limit of our own, for that of Python differs from version to version."""


def canonical(entry: Mapping[str, Any]) -> bytes:
    """*entry* as UTF-8 JSON: keys sorted, no white space, no escapes but the needed ones.

    :raises ValueError: for anything but texts, whole numbers, and lists and objects of them.
    """
    _check(entry)
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parse_entry(body: bytes) -> dict[str, Any]:
    """The object that *body* states.

    :raises ValueError: when it is not an object in the canonical way of writing.
    """
    try:
        stated: Any = json.loads(body)
        is_canonical = isinstance(stated, dict) and canonical(stated) == body
    except UnicodeDecodeError as error:
        raise ValueError("the entry is not JSON") from error
    except RecursionError as error:
        raise ValueError("the entry is nested too deeply") from error
    if not is_canonical:
        raise ValueError("the entry is not written in the canonical way")
    entry: dict[str, Any] = stated
    return entry


def _check(value: Any, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise ValueError("the entry is nested too deeply")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise ValueError("a key of an entry is a text")  # noqa: TRY004 - callers know one error
            _check(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth + 1)
    elif isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"an entry holds texts and whole numbers, not {type(value).__name__}")  # noqa: TRY004 - callers know one error
