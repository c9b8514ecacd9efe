"""Texts of records brought to one form, whatever their script and spelling, and how alike two of them are."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from shanyraq.kernel.kazakh.folding import skeleton

_BREAKS = re.compile("[^\\w\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200b-\u200d'’‘ʼʻʹʽ`´′＇‛ˈ]+|_+")
_ROMAN = re.compile(r"(?=[IVXІХ])X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_SIGNS = str.maketrans("ІХ", "IX")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}

_fold_word = lru_cache(maxsize=262_144)(skeleton)


@lru_cache(maxsize=16_384)
def fold(text: str) -> tuple[str, ...]:
    """The folded words of a text in their order; those without a letter that is heard are left out."""
    return tuple([key for word in _BREAKS.split(text) if word and (key := _fold_word(word))])


@lru_cache(maxsize=32_768)
def pairs_of(joined: str) -> frozenset[str]:
    """The pairs of neighbouring letters of a folded text, its first and last letter with a blank."""
    padded = f" {joined} "
    return frozenset([padded[at : at + 2] for at in range(len(padded) - 1)])


def likeness(one: str, other: str) -> float:
    """How alike two folded texts are: 1 when equal, else twice the common letter pairs over all pairs."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    first, second = pairs_of(one), pairs_of(other)
    return min(0.99, 2 * len(first & second) / (len(first) + len(second)))


def hashed(key: str) -> int:
    """A key as a signed number of 64 bits, as the table of keys stores it."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=4_096)
def number_of(word: str) -> int | None:
    """The number that a word is: 12, 2-е, ІІ, XIV; None for other words."""
    digits = re.match(r"\d{1,4}(?!\d)", word)
    if digits:
        return int(digits[0])
    roman = word.translate(_ROMAN_SIGNS)
    return _roman(roman) if _ROMAN.fullmatch(roman) else None


def _roman(sign: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in sign]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


@lru_cache(maxsize=16_384)
def numbers_in(text: str) -> frozenset[int]:
    """All numbers that stand in a text, Arabic and Roman of two signs and more (a lone I may be a word)."""
    found = (number_of(word) for word in _BREAKS.split(text) if len(word) > 1 or word.isdigit())
    return frozenset([number for number in found if number is not None])
