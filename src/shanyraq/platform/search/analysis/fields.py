"""The terms of whole texts, joined for the index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from shanyraq.kernel.kazakh.folding import skeleton
from shanyraq.platform.search.analysis.tokens import is_han, words_of_piece
from shanyraq.platform.search.analysis.words import Terms, chinese_terms, terms_of

LONGEST_PREFIX = 12
MOST_WORDS = 200_000
"""Of one text; what comes after is not found."""
REMEMBERED = 150_000
"""Pieces of texts in a language that are held at least; twice as many at most."""
LONGEST_PIECE = 60
FILLER = "\u2016"
"""Stands where no word is, so that Chinese signs have even places and phrases do not run out of a title."""


class _Joined(NamedTuple):
    """The terms of what stands between two spaces, with spaces between them: a word, or several, or none."""

    forms: str
    keys: str
    matches: str
    grams: str


class _Pieces(dict[str, _Joined]):
    """The joined terms of the pieces of texts in one language: what is met again is not made again.

    No word goes over a space, so that a text can be cut there before it is read. Two halves: when the young
    one is full it becomes the old one, and what is asked for in the old one comes back.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._old: dict[str, _Joined] = {}

    def __missing__(self, piece: str) -> _Joined:
        found = self._old.get(piece) or _joined(words_of_piece(piece), self._language)
        if len(piece) <= LONGEST_PIECE:
            if len(self) >= REMEMBERED:
                self._old = dict(self)
                self.clear()
            self[piece] = found
        return found


_by_language: dict[str, _Pieces] = {}


@dataclass(slots=True)
class Streams:
    """The terms of one or more texts, word after word; every word has one place in ``keys``, Chinese two."""

    forms: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    matches: list[str] = field(default_factory=list)
    grams: list[str] = field(default_factory=list)

    def read(self, text: str, language: str) -> None:
        """Add the terms of *text*."""
        known = _by_language.get(language) or _by_language.setdefault(language, _Pieces(language))
        found = map(known.__getitem__, text.lower().split(None, MOST_WORDS)[:MOST_WORDS])
        if columns := tuple(zip(*found, strict=True)):
            forms, keys, matches, grams = columns
            self.forms.extend(forms)
            self.keys.extend(keys)
            self.matches.extend(matches)
            if language == "kk":
                self.grams.extend(filter(None, grams))


def _joined(found: list[str], language: str) -> _Joined:
    if len(found) == 1 and not is_han(found[0]):  # as nearly all are
        form, keys, matches, grams = terms_of(found[0], language)
        return _Joined(form, keys[0] if keys else form, " ".join(matches), " ".join(grams))
    each = [one for word in found for one in _terms(word, language)]
    return _Joined(
        " ".join(one.form for one in each),
        " ".join(map(_places, each)),
        " ".join(term for one in each for term in one.matches),
        " ".join(term for one in each for term in one.grams),
    )


def _terms(word: str, language: str) -> list[Terms]:
    return chinese_terms(word) if is_han(word) else [terms_of(word, language)]


def _places(one: Terms) -> str:
    """The terms that stand in ``keys``: one for a word, always two for a Chinese sign."""
    if is_han(one.form):
        return f"{one.form} {one.keys[1] if len(one.keys) > 1 else FILLER}"
    return one.keys[0] if one.keys else one.form


def whole(title: str) -> str:
    """One term for a whole title, the same in every script; empty for a title without words."""
    return "".join([_beginnings(piece)[0] for piece in title.lower().split()])[:120]


def prefixes(texts: Iterable[str]) -> str:
    """The beginnings of the words of titles, folded, for suggestions while a reader types."""
    found = [_beginnings(piece)[1] for text in texts for piece in text.lower().split()]
    return " ".join(dict.fromkeys(chain.from_iterable(found)))


def asked_prefix(word: str) -> str:
    """The term that finds titles with a word that begins with *word*."""
    return _bare(word)[:LONGEST_PREFIX]


@lru_cache(maxsize=REMEMBERED // 2)
def _beginnings(piece: str) -> tuple[str, tuple[str, ...]]:
    """The folded words of a piece, and how each begins; in a run of Chinese every sign begins one."""
    folded = [(_bare(word), is_han(word)) for word in words_of_piece(piece)]
    begins = tuple(
        bare[start:end]
        for bare, is_chinese in folded
        for start in (range(len(bare)) if is_chinese else (0,))
        for end in range(start + 1, min(len(bare), start + LONGEST_PREFIX) + 1)
    )
    return "".join(bare for bare, _ in folded), begins


def _bare(word: str) -> str:
    return word if is_han(word) else skeleton(word)
