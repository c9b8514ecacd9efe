"""The terms under which a word of a document stands in the index, and those that a word of a query asks for.

A word has three kinds of terms. Its *form* is the word as it is written. Its *keys* put the forms of one
word together, exactly: the Kazakh search key, the Snowball stem. Its *matches* are coarser and decide what is
found at all: they meet across scripts, keyboards without Kazakh letters and missing diacritics, and wherever
keys meet. What is found by its form stands before what is found by a key, and that before the rest.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from shanyraq.kernel.kazakh.folding import loose_key, skeleton
from shanyraq.kernel.kazakh.loose_endings import without_endings
from shanyraq.kernel.kazakh.readings import to_cyrillic_readings
from shanyraq.kernel.kazakh.stem import search_key
from shanyraq.platform.search.analysis.stems import LATIN_LANGUAGES, fold, stem
from shanyraq.platform.search.analysis.tokens import is_han, pieces

KAZAKH_LETTERS = frozenset("әғқңөұүһі")
GRAM = 4
REMEMBERED = 50_000


class Terms(NamedTuple):
    """The terms of a word of a document; the first of each kind is that of its language."""

    form: str
    keys: tuple[str, ...]
    matches: tuple[str, ...]
    grams: tuple[str, ...] = ()


class Asked(NamedTuple):
    """The terms of a word of a query, each the likeliest first."""

    forms: tuple[str, ...]
    keys: tuple[str, ...]
    matches: tuple[str, ...]
    grams: tuple[str, ...] = ()


def terms_of(word: str, language: str) -> Terms:
    """The terms of a lower-case *word* in a document of *language*; *word* is not a run of Chinese."""
    first = word[0]
    if first.isdigit() or len(word) == 1:
        return Terms(word, (word,), (word,))
    if _is_cyrillic(first):
        keys, matches = _cyrillic(word, language)
        return Terms(word, keys, matches, grams(keys[0]) if language == "kk" else ())
    if _is_arabic(first):
        return Terms(word, *_arabic(word, language))
    own = language if language in LATIN_LANGUAGES else "en"
    key = stem(word, own)
    # «musees» has another stem than «musées», so the word without its accents is stemmed too
    return Terms(word, (key,), _unique(fold(key), fold(stem(fold(word), own)), loose_key(word)))


terms = lru_cache(maxsize=REMEMBERED)(terms_of)
"""The same, remembered: for the words of the texts that readers are shown."""


def grams(key: str) -> tuple[str, ...]:
    """Every four letters of a key in a row; a shorter key whole.

    They bring words of one root together that no ending explains: in long questions that counts
    (``benchmarks/kazqad.py``: nDCG@10 .79 without, .81 with them).
    """
    if len(key) <= GRAM:
        return (key,)
    return tuple([key[place : place + GRAM] for place in range(len(key) - GRAM + 1)])


def chinese_terms(run: str) -> list[Terms]:
    """The terms of a run of Chinese characters: one for each character, with the pair that begins there."""
    pairs = pieces(run) if len(run) > 1 else []
    return [
        Terms(sign, (sign, *pairs[place : place + 1]), (sign, *pairs[place : place + 1]))
        for place, sign in enumerate(run)
    ]


@lru_cache(maxsize=20_000)
def asked(word: str, language: str) -> Asked:
    """The terms that a lower-case *word* asks for when a reader of *language* types it."""
    first = word[0]
    if is_han(word):
        return Asked((), tuple(pieces(word)), tuple(pieces(word)))
    if first.isdigit() or len(word) == 1:
        return Asked((word,), (word,), (word,))
    if _is_cyrillic(first):
        keys, matches = _asked_cyrillic(word)
        return Asked((word,), keys, matches, grams(keys[0]))
    if _is_arabic(first):
        return _asked_arabic(word)
    return _asked_latin(word, language)


def _asked_cyrillic(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    key = search_key(word)
    matches = _kazakh_matches(word, key)
    if KAZAKH_LETTERS.intersection(word):
        return (key,), matches
    return _unique(key, _russian(word)), _unique(*matches, _folded_russian(word))


def _asked_arabic(word: str) -> Asked:
    readings = to_cyrillic_readings(word)[:2]
    own, kazakh = stem(word, "ar"), [search_key(reading) for reading in readings]
    pairs = zip(readings, kazakh, strict=True)
    matches = (match for reading, key in pairs for match in _kazakh_matches(reading, key))
    return Asked(_unique(word, *readings), _unique(own, *kazakh), _unique(fold(own), *matches))


def _asked_latin(word: str, language: str) -> Asked:
    readings = to_cyrillic_readings(word)[:3]
    own = [language] if language in LATIN_LANGUAGES else []
    stems = [stem(word, each) for each in dict.fromkeys((*own, *LATIN_LANGUAGES))]
    kazakh = [search_key(reading) for reading in readings]
    matches = _unique(*map(fold, stems), loose_key(word), *map(skeleton, kazakh))
    return Asked(_unique(word, *readings), _unique(*stems, *kazakh), matches)


def _cyrillic(word: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Kazakh and Russian live in one text: a word without Kazakh letters may belong to either."""
    if language == "kk" or KAZAKH_LETTERS.intersection(word):
        key = search_key(word)
        matches = _kazakh_matches(word, key)
        is_kazakh = not KAZAKH_LETTERS.isdisjoint(word)
        return (key,), matches if is_kazakh else _unique(*matches, _folded_russian(word))
    key = stem(word, "ru")
    return (f"ru:{key}",), (f"ru:{skeleton(key)}", loose_key(word))


def _kazakh_matches(word: str, key: str) -> tuple[str, ...]:
    """The loose key knows no verbs, so the search key, folded, goes before it."""
    folded = skeleton(word)
    return _unique(folded if key == word else skeleton(key), without_endings(folded))


def _russian(word: str) -> str:
    """Marked as Russian: «муз», the stem of «музей», is not the Kazakh «мұз», ice."""
    return f"ru:{stem(word, 'ru')}"


def _folded_russian(word: str) -> str:
    return f"ru:{skeleton(stem(word, 'ru'))}"


def _arabic(word: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if language == "kk":
        reading = next(iter(to_cyrillic_readings(word)), word)
        key = search_key(reading)
        return _unique(key), _kazakh_matches(reading, key)
    key = stem(word, "ar")
    return (key,), _unique(fold(key), loose_key(word))


def _unique(*found: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


def _is_arabic(letter: str) -> bool:
    return "\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff"
