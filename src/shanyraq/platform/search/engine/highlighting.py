"""The passage of a document in which the words of a query stand, with the words marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from shanyraq.kernel.kazakh.folding import skeleton
from shanyraq.platform.search.analysis.tokens import Token, is_han, tokens
from shanyraq.platform.search.analysis.words import Asked, terms

LENGTH = 260
"""Characters of a passage."""
_SIGNS_BEHIND = '.,;:!?…)»”"'
_NUMERAL = frozenset("хі")
"""Cyrillic letters of a Roman numeral, which stands under the Latin ones."""
SEEN = 5
"""Letters by which a word is told to be none of those looked for."""
REMEMBERED = 50_000
"""Pieces of text whose words are held: what is shown to one reader is shown to others."""
LONGEST_REMEMBERED = 60
LETTERS_OF_A_STEM = 4
"""An English word of fewer letters is read: its stem may not say how it is folded."""
READ = 12_000
"""Characters of a text in which a passage is looked for."""
MOST_MARKS = 40
JOINERS = "\u200c\u200d"


Places = list[tuple[int, int, str]]
"""Beginnings and ends of words, with the term under which each was recognised."""


class Piece(NamedTuple):
    """A part of a text and whether it is one of the words looked for."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class LookedFor:
    """The terms of all words of a query, to recognise them in a text."""

    forms: frozenset[str]
    keys: frozenset[str]
    matches: frozenset[str]
    wanted: _Wanted
    seen: dict[str, dict[str, Places]] = field(default_factory=dict, compare=False)
    """For a language, where the words stand in those pieces of text that were looked at."""

    @classmethod
    def of(cls, words: Iterable[Asked]) -> LookedFor:
        found = tuple(words)
        keys = frozenset(key for each in found for key in each.keys)
        matches = frozenset(match for each in found for match in each.matches)
        return cls(
            frozenset(form for each in found for form in each.forms),
            keys,
            matches,
            _Wanted(_beginning(each.removeprefix("ru:")) for each in keys | matches),
        )


class _Beginnings(dict[str, str]):
    """How the terms of a word may begin, folded, by its first ``SEEN`` letters; empty for one to be read.

    Endings change no beginning, and a beginning is folded alike in every Cyrillic word, but for э, and in
    every English one as to its first letter: so a word that begins otherwise than all that is looked for is
    none of it, as most words are not.
    """

    def __missing__(self, letters: str) -> str:
        found = self._found(letters.lower())
        if len(self) >= REMEMBERED:
            self.clear()
        self[letters] = found
        return found

    def _found(self, letters: str) -> str:
        if not letters.isalpha() or letters[0] == "э" or _NUMERAL.issuperset(letters):
            return ""
        if letters.isascii():
            return _beginning(letters)[:1] if len(letters) >= LETTERS_OF_A_STEM else ""
        return _beginning(letters) if "\u0400" <= letters[0] <= "\u052f" else ""


_beginnings = _Beginnings()


def _beginning(letters: str) -> str:
    return skeleton(letters[:SEEN])[:2]


class _Wanted(dict[str, bool]):
    """Whether a word with such a beginning may be one of those looked for, which begin with *wanted*."""

    def __init__(self, wanted: Iterable[str]) -> None:
        super().__init__({"": True})
        self._wanted = frozenset(wanted)
        self._first = frozenset(each[:1] for each in self._wanted)

    def __missing__(self, beginning: str) -> bool:
        is_short = len(beginning) == 1
        self[beginning] = found = (
            beginning in self._first if is_short else not self._wanted.isdisjoint((beginning, beginning[0]))
        )
        return found


@lru_cache(maxsize=REMEMBERED)
def _tokens(piece: str) -> tuple[Token, ...]:
    return tuple(tokens(piece))


def marked(text: str, language: str, looked_for: LookedFor) -> list[Piece]:
    """The whole *text* with the words marked."""
    return _cut(text, (0, len(text)), _places(text, language, looked_for))


def passage(text: str, language: str, looked_for: LookedFor) -> list[Piece]:
    """The part of *text* with most of the words; empty where none of them stands in it."""
    read = text[:READ]
    places = _places(read, language, looked_for)
    if not places:
        return []
    start, end = _window(read, places)
    pieces = _cut(read, (start, end), [place for place in places if start <= place[0] and place[1] <= end])
    before, after = start > 0, end < len(text)
    return [*([Piece("… ", False)] if before else []), *pieces, *([Piece(" …", False)] if after else [])]


def _places(text: str, language: str, looked_for: LookedFor) -> Places:
    """No word goes over a space: so each piece between spaces is looked at once in a search."""
    places: Places = []
    beginnings, wanted, seen = _beginnings, looked_for.wanted, looked_for.seen.setdefault(language, {})
    pieces = text.split(" ")
    likely = [
        place for place, piece in enumerate(pieces) if wanted[beginnings[piece[:SEEN]]] or not piece.isalpha()
    ]
    offset = before = 0
    for place in likely:
        piece = pieces[place]
        found = seen.get(piece)
        if found is None:
            found = seen[piece] = _places_in_piece(piece, language, looked_for)
        if found:
            offset += sum(map(len, pieces[before:place])) + place - before
            before = place
            places.extend((begin + offset, end + offset, name) for begin, end, name in found)
    return places


def _places_in_piece(piece: str, language: str, looked_for: LookedFor) -> Places:
    word = piece.rstrip(_SIGNS_BEHIND)
    if word.isalpha() and not looked_for.wanted[_beginnings[word[:SEEN]]]:
        return []
    places: Places = []
    for token in _tokens(piece) if len(piece) <= LONGEST_REMEMBERED else tokens(piece):
        if is_han(token.word):
            places.extend(_places_in_chinese(token, looked_for))
        elif name := _recognised(token.word, language, looked_for):
            places.append((token.start, token.end, name))
    return places


def _recognised(word: str, language: str, looked_for: LookedFor) -> str:
    """The term under which a word is one of those looked for; empty when it is none."""
    if word in looked_for.forms:
        return word
    found = terms(word, language)
    for name, known in ((found.keys, looked_for.keys), (found.matches, looked_for.matches)):
        for term in name:
            if term in known:
                return term
    return ""


def _places_in_chinese(token: Token, looked_for: LookedFor) -> Places:
    run, size = token.word, token.end - token.start
    covered = [False] * size
    for length in (2, 1):
        for start in range(size - length + 1):
            if run[start : start + length] in looked_for.matches:
                covered[start : start + length] = [True] * length
    places, start = [], 0
    for inside, some in groupby(covered):
        end = start + len(list(some))
        if inside:
            places.append((token.start + start, token.start + end, run[start:end]))
        start = end
    return places


def _window(text: str, places: Places) -> tuple[int, int]:
    """Where to cut: around the run of places with most different words, at the bounds of words."""
    best, best_count = places[0][0], 0
    for first, (start, _, _) in enumerate(places):
        inside = {name for begin, end, name in places[first : first + 40] if end <= start + LENGTH * 3 // 4}
        if len(inside) > best_count:
            best, best_count = start, len(inside)
    start = max(0, best - LENGTH // 4)
    if start:
        space = text.find(" ", start, best)
        start = space + 1 if space >= 0 else best
    end = min(len(text), start + LENGTH)
    if end < len(text):
        space = text.rfind(" ", best + 1, end)
        end = space if space > best else _whole_sign(text, end)
    return start, end


def _whole_sign(text: str, end: int) -> int:
    """*end*, or after the marks that belong to the sign before it, within reason."""
    for place in range(end, min(len(text), end + MOST_MARKS)):
        if not unicodedata.combining(text[place]) and text[place] not in JOINERS:
            return place
    return min(len(text), end + MOST_MARKS)


def _cut(text: str, part: tuple[int, int], places: Places) -> list[Piece]:
    position, end = part
    pieces = []
    for begin, stop, _ in places:
        if begin > position:
            pieces.append(Piece(text[position:begin], False))
        pieces.append(Piece(text[begin:stop], True))
        position = stop
    if position < end:
        pieces.append(Piece(text[position:end], False))
    return pieces
