"""Numbers by which things are found exactly: ISBN, inventory numbers, shelf marks."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = re.compile(r"[\W_]+")
LONGEST = 60


def normal_identifier(text: str) -> str:
    """Letters and digits alone, lower-case: ``978-601-01-2345-6`` and ``9786010123456`` are one."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).lower())[:LONGEST]


def identifier_term(text: str) -> str:
    """The term of an identifier in the index; empty where nothing is left of it."""
    found = normal_identifier(text)
    return f"#{found}" if found else ""


def may_be_identifier(text: str) -> bool:
    """Whether a query may be a number of a thing: it has a digit and is short."""
    return len(text) <= LONGEST and any(sign.isdigit() for sign in text)
