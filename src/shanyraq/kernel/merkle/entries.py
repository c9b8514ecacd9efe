"""Entries of a log: JSON in exactly one way of writing, so that one statement has one hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


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
        entry: dict[str, Any] = json.loads(body)
        is_canonical = isinstance(entry, dict) and canonical(entry) == body
    except UnicodeDecodeError as error:
        raise ValueError("the entry is not JSON") from error
    except RecursionError as error:
        raise ValueError("the entry is nested too deeply") from error
    if not is_canonical:
        raise ValueError("the entry is not written in the canonical way")
    return entry


def _check(value: Any) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise ValueError("a key of an entry is a text")  # noqa: TRY004 - callers know one error
            _check(inner)
    elif isinstance(value, list):
        for inner in value:
            _check(inner)
    elif isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"an entry holds texts and whole numbers, not {type(value).__name__}")  # noqa: TRY004 - callers know one error
