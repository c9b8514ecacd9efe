"""Small named transformations of texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

# Marks around what sorting passes over: U+0098 and U+009C, 0x88 and 0x89 in older sets, and BnF's ¬.
_MARKS: Final = re.compile("[\x88\x89\x98\x9c¬\u0000-\u0008\u200b\ufeff]")
REMEMBERED: Final = 1 << 14
"""Places, publishers, names and subjects come again and again in a catalogue."""
_ENDS: Final = " /:;,=+"
_STARTS: Final = " /:;,=."
_ABBREVIATIONS: Final = frozenset(
    [
        "etc",
        "inc",
        "ltd",
        "corp",
        "jr",
        "sr",
        "vol",
        "vols",
        "ed",
        "eds",
        "rev",
        "dept",
        "univ",
        "assoc",
        "bros",
        "print",
        "soc",
        "acad",
        "pub",
        "publ",
        "impr",
        "ill",
        "col",
        "изд",
        "ред",
        "сост",
        "доп",
        "испр",
        "перераб",
        "пер",
        "вып",
        "сер",
        "кн",
        "отд",
        "гос",
        "акад",
        "мин",
        "ун-т",
        "ин-т",
        "обл",
        "рис",
        "ил",
        "табл",
        "стер",
        "сокр",
        "бас",
        "құраст",
        "ауд",
        "баст",
        "шығ",
        "өңд",
        "толықт",
    ]
)
_NOWHERE: Final = re.compile(
    r"(?i)^\[?(?:s\.?\s*[lnd]\.?|б\.?\s*[миг]\.?|б\.?\s*изд\.?|place of publication not identified"
    r"|publisher not identified|lieu de publication non identifié|éditeur non identifié)\]?(?:\s*\[.*)?$"
)
_QUALIFIER: Final = re.compile(r"\s*[(\[].*$")
_NONSORTING: Final = re.compile(r"<<?([^<>]*)>>?")


@lru_cache(REMEMBERED)
def clean(text: str) -> str:
    """NFC, without marks of non-sorting parts and control signs, blanks made single."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _MARKS.sub("", text))
    return " ".join(text.split())


@lru_cache(REMEMBERED)
def strip_isbd(text: str) -> str:
    """Without the punctuation that ISBD puts between areas, and without a full stop that ends no
    abbreviation.
    """
    text = strip_separators(text)
    return text[:-1].rstrip(_ENDS) if text.endswith(".") and _ends_sentence(text) else text


def strip_separators(text: str) -> str:
    """Without slashes, colons, semicolons, commas and equals signs at the ends."""
    return text.rstrip(_ENDS).lstrip(_STARTS) if text else text


def _ends_sentence(text: str) -> bool:
    if text.endswith(".."):
        return False
    word = text[:-1].rsplit(" ", 1)[-1].lstrip('([«"').lower()
    return len(word) > 2 and "." not in word and word not in _ABBREVIATIONS


@lru_cache(REMEMBERED)
def strip_brackets(text: str) -> str:
    """Without brackets around the whole; a place or publisher that is said to be unknown becomes nothing."""
    if text.count("[") != text.count("]"):
        text = text.replace("[", "").replace("]", "").strip()
    while text.startswith("[") and text.endswith("]") and _is_closed(text[1:-1]):
        text = text[1:-1].strip()
    return "" if _NOWHERE.match(text.rstrip(", ")) else text


def _is_closed(text: str) -> bool:
    """Whether no bracket of *text* closes before it opens."""
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0


def strip_qualifier(text: str) -> str:
    """Without what stands behind in round or square brackets."""
    return _QUALIFIER.sub("", text)


def strip_nonsorting(text: str) -> str:
    """Without angle brackets around an article: "<The> steppe" becomes "The steppe"."""
    return _NONSORTING.sub(r"\1", text)


def invert_name(text: str) -> str:
    """A name written in its natural order with the family name first: "Abai Kunanbaev" as "Kunanbaev,
    Abai".
    """
    given, blank, family = text.rpartition(" ")
    return text if "," in text or not blank else f"{family}, {given}"


def digits(text: str) -> str:
    """Only the digits."""
    return "".join(sign for sign in text if sign.isdigit())


STEPS: Final[dict[str, Callable[[str], str]]] = {
    "strip_isbd": strip_isbd,
    "strip_separators": strip_separators,
    "strip_brackets": strip_brackets,
    "strip_qualifier": strip_qualifier,
    "strip_nonsorting": strip_nonsorting,
    "invert_name": invert_name,
    "digits": digits,
    "lower": str.lower,
    "upper": str.upper,
}
"""What a profile may name in ``steps``."""
