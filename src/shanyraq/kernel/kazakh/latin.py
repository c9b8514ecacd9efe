"""Words from Kazakh Cyrillic to the Latin alphabet of 2021, and back by rules of context.

Forward is a table. Backward is not: и, й, the halves of я and ю share one letter, and ь, ъ are gone. The
rules below read a letter from its neighbours; the stems of loan words that they would get wrong stand in
``loans.txt``. What remains wrong is listed in docs/kazakh-scripts.md.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from shanyraq.kernel.kazakh.alphabets import LATIN, LATIN_LETTERS, latin_lower, latin_upper

_LOUD = {**LATIN, **{letter.upper(): latin_upper(latin) for letter, latin in LATIN.items()}}
_QUIET = {letter: latin[:1] + latin_lower(latin[1:]) for letter, latin in _LOUD.items()}


@lru_cache(maxsize=65_536)
def from_cyrillic(word: str) -> str:
    """One word in Latin. A capital of two letters is Ts, or TS among capitals."""
    if word.islower():
        return "".join([LATIN.get(letter, letter) for letter in word])
    table = _LOUD if len(word) > 1 and word.isupper() else _QUIET
    return "".join([table.get(letter, letter) for letter in word])


# --- back to Cyrillic ---

_PLAIN = {latin: letter for letter, latin in LATIN.items() if len(latin) == 1 and letter not in "йһэ"}
_VOWELS = frozenset("aäeoöuūüyıi")

Piece = tuple[str, str]
"""A run of Latin letters and the Cyrillic ones that it stands for."""


def _spell(stem: str) -> tuple[Piece, ...]:
    return tuple((LATIN.get(letter, letter), letter) for letter in stem)


class _Stems:
    """Stems by their Latin spelling, the longest match first."""

    def __init__(self, entries: list[str]) -> None:
        self._whole: dict[str, tuple[Piece, ...]] = {}
        self._open: dict[str, tuple[Piece, ...]] = {}
        for entry in entries:
            pieces = _spell(entry.strip("-."))
            key = "".join(latin for latin, _letter in pieces)
            (self._whole if entry.endswith(".") else self._open)[key] = pieces
        patterns = [re.escape(key) for key in self._open] + [re.escape(key) + "$" for key in self._whole]
        self._pattern = re.compile("|".join(sorted(patterns, key=len, reverse=True)) or "(?!)")

    def match(self, word: str, at: int) -> tuple[tuple[Piece, ...], int] | None:
        """The pieces of the stem that stands at a place of the word, and where it ends."""
        found = self._pattern.match(word, at)
        if not found:
            return None
        whole = self._whole.get(found[0]) if found.end() == len(word) else None
        return whole or self._open[found[0]], found.end()


def loan_stems() -> list[str]:
    """The entries of ``loans.txt`` as written there: a hyphen before a stem, a full stop after an ending."""
    lines = Path(__file__).with_name("loans.txt").read_text(encoding="utf-8").splitlines()
    return [entry for line in lines for entry in line.partition("#")[0].split()]


def _read_loans() -> tuple[_Stems, _Stems]:
    entries = loan_stems()
    anywhere = [entry for entry in entries if entry.startswith("-")]
    return _Stems([entry for entry in entries if not entry.startswith("-")]), _Stems(anywhere)


_BEGINNING, _ANYWHERE = _read_loans()


def _read_i(word: str, at: int, before: str) -> Piece:
    after = word[at + 1 : at + 2]
    vowel_before = before in _VOWELS and before != ""
    if after == "a":
        return ("ia", "я") if vowel_before or not before else ("i", "и")
    if after == "u":
        return _read_iu(word, at, before)
    if not before and after and after in "oöūü":
        return "i", "и" if word.startswith("ion") else "й"
    if not vowel_before or before == "u":
        return "i", "и"
    return "i", "й"


def _read_iu(word: str, at: int, before: str) -> Piece:
    ending = word[at + 2 : at + 3]
    if before and before not in _VOWELS and ending in {"m", "s"} and word[at + 3 : at + 4] not in _VOWELS:
        return "i", "и"
    return "iu", "ю"


_TS_NATIVE = re.compile(r"ts[aeyı]")
_TS_LOAN = re.compile(r"ts(?:e(?!$|m|ñ|k$|de|q)|y$)")
_CH_NATIVE = re.compile(r"tş[yıa]")


def _read_t(word: str, at: int, before: str) -> Piece | None:
    if word.startswith("ts", at):
        after_vowel_i = before == "i" and word[at - 2 : at - 1] not in _VOWELS
        if not before or after_vowel_i or not _TS_NATIVE.match(word, at) or _TS_LOAN.match(word, at):
            return "ts", "ц"
        return "ts", "тс"
    if word.startswith("tş", at):
        return ("tş", "тш") if before and _CH_NATIVE.match(word, at) else ("tş", "ч")
    return None


def _read(word: str, at: int) -> Piece:
    before = word[at - 1] if at else ""
    letter = word[at]
    if letter == "i":
        return _read_i(word, at, before)
    if letter == "t" and (piece := _read_t(word, at, before)):
        return piece
    if letter == "ş" and word.startswith("şş", at):
        return "şş", "щ"
    return letter, _PLAIN.get(letter, letter)


def pieces_of(word: str) -> list[Piece]:
    """A lower-case Latin word cut into pieces with their Cyrillic reading."""
    pieces: list[Piece] = []
    at = 0
    while at < len(word):
        stem = (None if at else _BEGINNING.match(word, 0)) or _ANYWHERE.match(word, at)
        if stem:
            pieces.extend(stem[0])
            at = stem[1]
        else:
            pieces.append(_read(word, at))
            at += len(pieces[-1][0])
    return pieces


def _with_case(pieces: list[Piece], word: str) -> str:
    """Each Cyrillic letter in the case of the Latin letter that it comes from."""
    letters, at = [], 0
    for latin, cyrillic in pieces:
        loud = word[at : at + 1].isupper() if latin else word.isupper()
        letters.append(cyrillic.upper() if loud else cyrillic)
        at += len(latin)
    return "".join(letters)


@lru_cache(maxsize=65_536)
def to_cyrillic(word: str) -> str:
    """One Latin word in Cyrillic; unchanged when it has letters that the alphabet of 2021 does not have."""
    if not all(letter in _KNOWN for letter in word):
        return word
    lowered = latin_lower(word)
    pieces = pieces_of(lowered)
    if lowered == word:
        return "".join([cyrillic for _latin, cyrillic in pieces])
    return _with_case(pieces, word)


_KNOWN = frozenset(LATIN_LETTERS)
