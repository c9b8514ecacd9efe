"""Refusals of background work, stored so that whoever looks is told in their own language.

The worker does not know who will read what went wrong with a file. Stored are the code, the sentence as it
stands in the source (the key of all its translations) and its values; the sentence is made when it is shown.
"""

from __future__ import annotations

import json
from typing import Any, Final

from django.utils.translation import gettext, override

from shanyraq.kernel.errors import Refusal

MOST: Final = 20
"""Faults of one file that are kept; an archive may hold thousands of broken pictures."""
_LONGEST_NAME: Final = 100


def stored(*faults: tuple[str, Refusal]) -> str:
    """Refusals as they are kept, each with the name of what it is about, or an empty one."""
    if not faults:
        return ""
    return json.dumps([_kept(name, refusal) for name, refusal in faults[:MOST]], ensure_ascii=False)


def _kept(name: str, refusal: Refusal) -> dict[str, Any]:
    with override(None):  # no language: the sentence as it stands in the source
        text = str(refusal.text)
    values = {
        key: value[:_LONGEST_NAME] if isinstance(value, str) else value
        for key, value in refusal.values.items()
    }
    return {"code": refusal.code, "name": name[:_LONGEST_NAME], "text": text, "values": values}


def codes(error: str) -> list[str]:
    """The codes of stored faults."""
    return [fault["code"] for fault in _read(error)]


def told(error: str) -> str:
    """Stored faults in the language now active. What was stored as plain text stays as it is."""
    faults = _read(error)
    if not faults:
        return error
    return "; ".join(_sentence(fault) for fault in faults)


def _sentence(fault: dict[str, Any]) -> str:
    text = gettext(fault["text"])
    text = text % fault["values"] if fault["values"] else text
    return f"{fault['name']}: {text}" if fault["name"] else text


def _read(error: str) -> list[dict[str, Any]]:
    if not error.startswith("[{"):
        return []
    try:
        return list(json.loads(error))
    except json.JSONDecodeError:
        return []
