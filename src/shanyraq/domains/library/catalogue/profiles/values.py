"""What each part of a description makes of a text that a rule took: clean, checked, or left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from shanyraq.domains.library.catalogue.description import KINDS
from shanyraq.domains.library.catalogue.profiles import codes
from shanyraq.domains.library.catalogue.profiles.texts import (
    strip_brackets,
    strip_isbd,
    strip_qualifier,
    strip_separators,
)
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_isbn, parse_issn

Warn = Callable[[str, str], None]
_YEAR: Final = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_ARABIC_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISBN_SIGNS: Final = re.compile(r"[0-9Xx\s\u2010-\u2015-]{10,}")

KEEPS_STOP: Final = frozenset({
    "edition", "extent", "dimensions", "illustrations", "frequency", "notes", "audience",
    "responsibility", "part_number",
})  # fmt: skip  # a list of words reads better in lines than in a column


def text_for(target: str) -> Callable[[str], str]:
    """How a plain text is finished for *target*."""
    if target in {"summary", "contents"}:
        return lambda text: text.strip(" -–—;:")
    if target in KEEPS_STOP:
        return strip_separators
    if target in {"places", "publishers", "subjects", "series"}:
        return lambda text: strip_brackets(strip_isbd(text))
    return strip_isbd


def year(text: str) -> int | None:
    """The first year in free text: "[1995]", "cop. 2001", "1994 ж.", "١٩٧٠"; None where there is none."""
    found = _YEAR.search(text if text.isascii() else text.translate(_ARABIC_DIGITS))
    return int(found[1]) if found else None


def isbn(text: str, warn: Warn) -> str:
    """Thirteen digits; a wrong one is told and left out."""
    found = _ISBN_SIGNS.search(strip_qualifier(text))
    if found is None:
        if any(sign.isdigit() for sign in text):
            warn("isbn", text)
        return ""
    try:
        return parse_isbn(found[0])
    except Refusal:
        warn("isbn", text)
        return ""


def issn(text: str, warn: Warn) -> str:
    """Eight signs without the hyphen; a wrong one is told and left out."""
    given = strip_qualifier(text).strip()
    if not given:
        return ""
    try:
        return parse_issn(given).replace("-", "")
    except Refusal:
        warn("issn", text)
        return ""


def kind(text: str) -> str:
    """One of ``KINDS``, or nothing."""
    return text if text in KINDS else ""


LISTS: Final[dict[str, Callable[[str, Warn], list[str]]]] = {
    "languages": lambda text, _warn: codes.languages(text),
    "original_languages": lambda text, _warn: codes.languages(text),
    "isbns": lambda text, warn: [isbn(text, warn)],
    "issns": lambda text, warn: [issn(text, warn)],
}
