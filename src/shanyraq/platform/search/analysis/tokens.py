"""Words of a text with their places in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from shanyraq.kernel.kazakh.letters import APOSTROPHES

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u0674\u06d6-\u06dc\u200c\u200d"
_SIGN = rf"[^\W_{HAN}{APOSTROPHES}]"
_FIRST = rf"[^\W_{HAN}{APOSTROPHES}\u0640\u0674]"
# The high hamza of töte stands before the word that it makes soft. The last group is atomic, not possessive:
# Python before 3.11.5 goes on from the wrong place behind a possessive group that failed.
_TOKEN = re.compile(
    rf"[{HAN}]+|\u0674?{_FIRST}{_SIGN}*+(?>(?:[{_MARKS}]++{_SIGN}*+|[{APOSTROPHES}]{{1,2}}(?={_FIRST}){_SIGN}++)*)"
)
_LAST_APOSTROPHE = re.compile(f"[{APOSTROPHES}](?![{APOSTROPHES}])")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_UNHEARD = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u200c\u200d]")
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_MARKED_IN_2017 = frozenset("agnouicyAGNOUICY")
"""Latin letters that an apostrophe made others in 2017, but s, after which one ends English plurals."""
_LONGEST_QUOTED = 200
# Roman numerals are typed with Cyrillic Х and І more often than not: ХІХ, XІX.
_ROMAN = re.compile(r"(?=.{2})(?:[xх]{0,3})(?:[iі][xх]|[iі]v|v?[iі]{0,3})")
_ROMAN_LETTERS = str.maketrans("хі", "xi")
_SIGNS_AROUND = '.,;:!?…()«»“”"–—'
# without the letters that Unicode writes in two ways
_CYRILLIC = re.compile("[а-яёәғқңөұүһіїєў]+")
LONGEST_WORD = 60
"""A longer run of letters is noise; its beginning is indexed."""


class Token(NamedTuple):
    """A word and where it stands: ``text[start:end]``."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of *text* in their order, lower-case and composed; runs of Chinese stay whole."""
    spans = (
        _with_last_apostrophes(text)
        if _APOSTROPHE.search(text)
        else map(re.Match.span, _TOKEN.finditer(text))
    )
    for start, end in spans:
        if word := normal(text[start:end]):
            yield Token(word, start, end)


def _with_last_apostrophes(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand; a sign after a word belongs to it unless it closes a quotation opened before."""
    quoted_until = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start and text[start - 1] in APOSTROPHES:
            quoted_until = end + _LONGEST_QUOTED
        if _LAST_APOSTROPHE.match(text, end) and _may_be_marked(match[0]):
            if end < quoted_until:
                quoted_until = 0
            else:
                end += 1
        yield start, end


def _may_be_marked(word: str) -> bool:
    """Whether an apostrophe can be the mark of the last letter in the spelling of 2017: ``oqy'`` is оқу."""
    return word[-1] in _MARKED_IN_2017 or (word[-1] in "sS" and _APOSTROPHE.search(word) is not None)


def words(text: str) -> list[str]:
    """The words of *text* as they stand in the index."""
    return [token.word for token in tokens(text)]


def words_of_piece(piece: str) -> list[str]:
    """The same for what stands between two spaces, in lower case, and faster for a plain word."""
    word = piece.strip(_SIGNS_AROUND)
    if word.isalpha() and len(word) <= LONGEST_WORD and _is_plain(word):
        return [word]
    return words(piece)


def _is_plain(word: str) -> bool:
    """Whether it is a word of Cyrillic or of English letters that nothing has to be done with."""
    if word.isascii():
        return True
    return _CYRILLIC.fullmatch(word) is not None and not (word[0] in "хі" and _ROMAN.fullmatch(word))


@lru_cache(maxsize=50_000)
def normal(word: str) -> str:
    """One spelling for what looks the same: composed, lower-case, one apostrophe, XІX as xix.

    Stress marks and Arabic vowel signs are left out; nothing may be left of a word of such signs alone.
    """
    if word.isascii():
        return word.lower().replace("`", "'")[:LONGEST_WORD]
    composed = unicodedata.normalize("NFKC", word.translate(_ONE_APOSTROPHE)).lower().replace("i\u0307", "i")
    if is_han(composed):
        return composed
    if _ROMAN.fullmatch(composed):
        return composed.translate(_ROMAN_LETTERS)
    return "".join(_UNHEARD.sub("", composed).split())[:LONGEST_WORD]


def is_han(word: str) -> bool:
    """Whether the token is a run of Chinese characters."""
    return bool(word) and (
        "\u3400" <= word[0] <= "\u9fff" or "\uf900" <= word[0] <= "\ufaff" or word[0] >= "\U00020000"
    )


def pieces(run: str) -> list[str]:
    """Overlapping pairs of a run of Chinese characters; a single character is itself."""
    return [run[place : place + 2] for place in range(len(run) - 1)] if len(run) > 1 else [run]
