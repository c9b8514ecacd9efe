"""Kazakh text in its three scripts: Cyrillic is stored, Latin and Arabic are derived from it.

Only words in the script at hand are converted; the rest, and every web or mail address, stays as it is.
What cannot be converted back exactly, and how often that is, stands in docs/kazakh-scripts.md.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from shanyraq.kernel.kazakh import arabic, latin
from shanyraq.kernel.kazakh.alphabets import (
    ARABIC_LETTERS,
    ARABIC_SIGNS,
    CYRILLIC_LETTERS,
    HAMZA,
    HIGH_HAMZA,
    LATIN_LETTERS,
)


class Script(StrEnum):
    """A script of Kazakh by its ISO 15924 code in lower case."""

    CYRILLIC = "cyrl"
    LATIN = "latn"
    ARABIC = "arab"

    @property
    def bcp47(self) -> str:
        """The value for ``lang``: kk, kk-Latn, kk-Arab."""
        return "kk" if self is Script.CYRILLIC else f"kk-{self.value.title()}"

    @property
    def direction(self) -> str:
        """The value for ``dir``."""
        return "rtl" if self is Script.ARABIC else "ltr"


_MARKS = "\u0301\u0306\u0308"  # stress, and the parts of a decomposed й or ё
_ADDRESS = r"(?:https?://|www\.)[^\s<>\"«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_NUMERAL = r"(?<!\w)(?=[VXILCDM]*[ХІ])[ХІVXILCDM]{2,}(?!\w)"
_CYRILLIC = re.compile(rf"({_ADDRESS})|({_NUMERAL})|[{CYRILLIC_LETTERS}][{CYRILLIC_LETTERS}{_MARKS}]*")
_LATIN = re.compile(rf"({_ADDRESS})|((?<!\w)[IVX]{{2,}}(?!\w))|(?<![^\W\d_])[{LATIN_LETTERS}]++(?![^\W\d_])")
_ARABIC = re.compile(
    rf"({_ADDRESS})|[{HAMZA}{HIGH_HAMZA}]?[{ARABIC_LETTERS}]+|(?<!\d)[{''.join(ARABIC_SIGNS.values())}]"
)

_ANY_CYRILLIC = re.compile(f"[{CYRILLIC_LETTERS}]")
_FOREIGN = re.compile(r"[A-Za-z]")
_SIGN = re.compile(rf"{_ADDRESS}|(?:(?<!\d)|(?!.\d))[{''.join(ARABIC_SIGNS)}]")
_ROMAN_LETTERS = str.maketrans("ХІ", "XI")
_NUMBER = re.compile(r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CYRILLIC_SIGNS = {arabic_sign: sign for sign, arabic_sign in ARABIC_SIGNS.items()}


def _composed(word: str) -> str:
    """A word with decomposed letters put together and stress marks taken off."""
    if word.isascii() or not any(mark in word for mark in _MARKS):
        return word
    return unicodedata.normalize("NFC", word).replace("\u0301", "")


def _numeral(word: str) -> str | None:
    """A Roman numeral typed with Cyrillic Х and І in true Roman letters; None when it is no number."""
    roman = word.translate(_ROMAN_LETTERS)
    return roman if _NUMBER.fullmatch(roman) else None


def _latin_word(match: re.Match[str]) -> str:
    word = match[0]
    if match[1]:
        return word
    if match[2] and (roman := _numeral(word)):
        return roman
    return latin.from_cyrillic(_composed(word))


def _arabic_word(match: re.Match[str]) -> str:
    word = match[0]
    if match[1]:
        return word
    if match[2] and (roman := _numeral(word)):
        return roman
    return arabic.from_cyrillic(_composed(word))


def to_latin(text: str) -> str:
    """The Kazakh Cyrillic words of a text in the Latin alphabet of 2021. Case is kept: Я is İa, or İA among
    capitals. Roman numerals typed with Cyrillic Х and І become true ones."""
    return _CYRILLIC.sub(_latin_word, text)


def to_arabic(text: str) -> str:
    """The Kazakh Cyrillic words of a text in töte jazu, with comma, semicolon and question mark of its own.

    Digits stay European, a comma between digits stays; a text of Latin letters alone is left untouched.
    """
    if _FOREIGN.search(text) and not _ANY_CYRILLIC.search(text):
        return text
    converted = _CYRILLIC.sub(_arabic_word, text)
    return _SIGN.sub(lambda match: ARABIC_SIGNS.get(match[0], match[0]), converted)


def _cyrillic_from_latin(match: re.Match[str]) -> str:
    return match[0] if match[1] or match[2] else latin.to_cyrillic(match[0])


def _cyrillic_from_arabic(match: re.Match[str]) -> str:
    if match[1]:
        return match[0]
    return _CYRILLIC_SIGNS.get(match[0]) or arabic.to_cyrillic(match[0])


def to_cyrillic(text: str, *, script: Script) -> str:
    """A Kazakh text written in ``script`` in Cyrillic.

    From Latin nearly exact; words with letters outside the alphabet (w, x, c …) and Roman numerals stay. From
    Arabic lower case and by rules of vowel harmony. A text already in Cyrillic is returned unchanged.
    """
    if script is Script.LATIN:
        return _LATIN.sub(_cyrillic_from_latin, text)
    if script is Script.ARABIC:
        return _ARABIC.sub(_cyrillic_from_arabic, text)
    return text


def convert_text(text: str, script: Script) -> str:
    """A Cyrillic text in ``script``."""
    if script is Script.LATIN:
        return to_latin(text)
    return to_arabic(text) if script is Script.ARABIC else text
