"""Text as it is drawn, from left to right, and as it is read: they differ where a script runs from the right.

A PDF holds what is drawn. Programs that search and copy take Arabic words in it to be drawn from left to
right and turn them round; so do we when we read one, and we write ours so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from unicodedata import bidirectional

from shanyraq.domains.library.reading.formats.words import Word

_FROM_RIGHT = frozenset({"R", "AL"})
_FROM_LEFT = frozenset({"L", "EN", "AN"})


def turned(word: str) -> str:
    """A word that is read as it is drawn, and one that is drawn as it is read; twice turned it is itself.

    Numbers and letters that run from the left keep their order inside it. A word without a letter from the
    right stays as it is.
    """
    if not runs_from_right(word):
        return word
    runs = [
        "".join(run) if is_from_left else "".join(reversed(list(run)))
        for is_from_left, run in groupby(word, lambda sign: bidirectional(sign) in _FROM_LEFT)
    ]
    return "".join(reversed(runs))


def runs_from_right(text: str) -> bool:
    """Whether it holds a letter of a script that runs from the right."""
    return any(bidirectional(sign) in _FROM_RIGHT for sign in text)


def as_read(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words of a drawn line in the order in which they are read, each turned if it has to be.

    The line runs from the right where more of its letters do; phrases of the other direction keep theirs.
    """
    drawn = list(words)
    if not any(runs_from_right(word.text) for word in drawn):
        return tuple(drawn)
    drawn.sort(key=lambda word: word.box.x)
    letters = [bidirectional(sign) for word in drawn for sign in word.text]
    line_from_right = sum(kind in _FROM_RIGHT for kind in letters) > letters.count("L")
    ordered = _from_right(drawn) if line_from_right else _from_left(drawn)
    return tuple(word._replace(text=turned(word.text)) for word in ordered)


def _from_right(drawn: Sequence[Word]) -> list[Word]:
    return _with_runs_turned(
        drawn[::-1], lambda word: not runs_from_right(word.text) and any(map(str.isalpha, word.text))
    )


def _from_left(drawn: Sequence[Word]) -> list[Word]:
    return _with_runs_turned(drawn, lambda word: runs_from_right(word.text))


def _with_runs_turned(words: Sequence[Word], is_foreign: Callable[[Word], bool]) -> list[Word]:
    """The words with each phrase of the other direction the other way round."""
    found: list[Word] = []
    for is_phrase, run in groupby(words, is_foreign):
        phrase = list(run)
        found += reversed(phrase) if is_phrase else phrase
    return found
