"""Text typed on the wrong keyboard layout: what the same keys give on the others.

A reading is a suggestion and nothing more: the caller shows it only when the index knows its words. Exact
readings come first. For a single short word forgiving ones follow: on the English layout the letters
б ю ж э х ъ are signs of punctuation, which people (and search boxes) lose, so each is tried in every place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

LONGEST_TEXT = 120
"""A longer text is not read: it is no slip of the keyboard."""
MOST_READINGS = 96
"""Readings of a text at most."""
_LONGEST_FORGIVEN = 8
_SHORTEST_FORGIVEN = 3

_LAYOUTS: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("keyboards.toml").read_text(encoding="utf-8")
)


def _signs(layout: str) -> str:
    return "".join([*_LAYOUTS[layout]["plain"], *_LAYOUTS[layout]["shift"]])


def _table(source: str, target: str) -> dict[int, str]:
    pairs = zip(_signs(source), _signs(target), strict=True)
    table: dict[int, str] = {}
    for typed, meant in pairs:
        table.setdefault(ord(typed), _TWO_LETTERS.get(meant, meant))
    return table


_TWO_LETTERS = {"ﻻ": "لا", "ﻹ": "لإ", "ﻷ": "لأ", "ﻵ": "لآ"}
_ONE_KEY = {letters: sign for sign, letters in _TWO_LETTERS.items()}
_TWO_ON_ONE_KEY = re.compile("|".join(_ONE_KEY))
_TABLES = {
    (source, target): _table(source, target) for source in _LAYOUTS for target in _LAYOUTS if source != target
}

_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_ARABIC = re.compile("[\u0620-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"(?<!\S)[\d\W_]+(?!\S)")


def _scripts_of(text: str) -> list[bool]:
    return [bool(pattern.search(text)) for pattern in (_LATIN, _CYRILLIC, _ARABIC)]


def _pairs_of(text: str) -> tuple[tuple[str, str], ...]:
    """The layouts to try for a text, the likelier first; none when it mixes scripts or has no letter."""
    scripts = _scripts_of(text)
    if scripts == [True, False, False]:
        return ("english", "kazakh"), ("english", "russian"), ("english", "arabic")
    if scripts == [False, True, False]:
        return ("kazakh", "english"), ("russian", "english"), ("kazakh", "arabic")
    if scripts == [False, False, True]:
        return ("arabic", "english"), ("arabic", "kazakh"), ("arabic", "russian")
    if len(text) > 1 and not _LETTER.search(text) and not _DIGITS.fullmatch(text.strip(",.;[]'\"{}<>:`~")):
        return (("english", "kazakh"),)
    return ()


def _retyped(text: str, pair: tuple[str, str]) -> str:
    """A text as the keys give it on the other layout; words of digits alone stay."""
    table = _TABLES[pair]
    kept = _NUMBER if "kazakh" in pair else None
    return "".join(
        [part if kept and kept.fullmatch(part) else part.translate(table) for part in _SPACES.split(text)]
    )


_NUMBER = re.compile(r"\d+(?:[-–./]\d+)*")
_SPACES = re.compile(r"(\s+)")

# Kazakh letters that stand on digits, by the letter of the Russian layout that was likelier meant
_AS_RUSSIAN = str.maketrans("әіңғүұқөһӘІҢҒҮҰҚӨҺ", "аынгууко" + "хАЫНГУУКОХ")
_DIGIT_INSIDE = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
_ON_PUNCTUATION = "бюжэхъ"


def _exact(text: str) -> Iterator[str]:
    for pair in _pairs_of(text):
        reading = _retyped(text, pair)
        if pair[0] == "kazakh" and _DIGIT_INSIDE.search(reading):
            yield _retyped(text.translate(_AS_RUSSIAN), pair)  # ьгыуғь: ғ for г
        if pair[0] == "arabic" and _TWO_ON_ONE_KEY.search(text):
            yield _retyped(_TWO_ON_ONE_KEY.sub(lambda match: _ONE_KEY[match[0]], text), pair)
        yield reading


def _forgiving(word: str) -> Iterator[str]:
    """A Cyrillic word with one letter replaced by one of punctuation keys, then with one such letter more."""
    for at in range(len(word)):
        for letter in _ON_PUNCTUATION:
            yield word[:at] + letter + word[at + 1 :]
    for at in range(1, len(word)):
        for letter in _ON_PUNCTUATION:
            yield word[:at] + letter + word[at:]


def _all(text: str) -> Iterator[str]:
    yield from _exact(text)
    pairs = _pairs_of(text)
    if pairs and pairs[0] == ("english", "kazakh") and text.isascii() and text.isalpha():
        word = _retyped(text, pairs[0]).lower()
        if _SHORTEST_FORGIVEN <= len(word) <= _LONGEST_FORGIVEN:
            yield from _forgiving(word)


def readings(text: str) -> tuple[str, ...]:
    """What was meant by a text if the keyboard layout was the wrong one, best first, without the text itself.

    English keys are read as Kazakh, Russian and Arabic ones, Cyrillic text as English and Arabic keys, Arabic
    text as English, Kazakh and Russian ones. Words of digits stay digits. Empty for a text longer than 120
    signs, one of two scripts and one without letters.
    """
    stripped = text.strip()
    if not stripped or len(stripped) > LONGEST_TEXT:
        return ()
    found = (" ".join(reading.split()) for reading in _all(stripped))
    likely = (reading for reading in found if sum(_scripts_of(reading)) == 1 and reading != stripped)
    return tuple(dict.fromkeys(likely))[:MOST_READINGS]
