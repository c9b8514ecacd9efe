"""One coarse key on which a query and a text meet whatever their script, spelling and keyboard.

``skeleton`` writes a word in a few Cyrillic letters, one for each group of letters that people write for one
another: Cyrillic with and without the nine Kazakh letters, the Latin alphabets of 2021, 2018 and 2017, the
Latin of chats and passports, and töte jazu. ``loose_key`` takes the inflection off as well. Both are made
for finding, not for showing; the groups stand in ``folding.toml`` and docs/kazakh-folding.md says why.
"""

from __future__ import annotations

import re
import unicodedata

from shanyraq.kernel.kazakh.alphabets import ARABIC, HAMZA, HIGH_HAMZA, LATIN, latin_upper
from shanyraq.kernel.kazakh.latin import loan_stems
from shanyraq.kernel.kazakh.letters import (
    APOSTROPHES,
    CLASSES,
    FOREIGN_E,
    OTHER_ARABIC,
    OTHER_LATIN,
    RUNS,
    SILENT,
)
from shanyraq.kernel.kazakh.loose_endings import without_endings
from shanyraq.kernel.kazakh.readings import to_cyrillic_readings

__all__ = ["LONGEST_KEY", "loose_key", "skeleton", "to_cyrillic_readings"]

LONGEST_KEY = 64
"""Letters of a key at most; the rest of a longer word is not looked at."""
_LONGEST_WORD = 4 * LONGEST_KEY

_MARK = "'"
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06dc]+")


def _cyrillic_classes() -> dict[str, str]:
    classes = {letter: letter for letter in LATIN}
    classes |= {letter: key for key, letters in CLASSES.items() for letter in letters}
    return classes | RUNS | {"э": "э"}


def _known_letters() -> dict[str, str]:
    cyrillic = _cyrillic_classes()
    latin = {sign: cyrillic[letter] for letter, sign in LATIN.items() if len(sign) == 1 and letter != "э"}
    latin |= OTHER_LATIN
    arabic = {sign: cyrillic[letter] for letter, sign in ARABIC.items() if len(sign) == 1 and letter != "э"}
    arabic |= {sign: cyrillic[letter] for sign, letter in OTHER_ARABIC.items()}
    known = (
        latin
        | arabic
        | cyrillic
        | dict.fromkeys(SILENT + HAMZA + HIGH_HAMZA, "")
        | dict.fromkeys(APOSTROPHES, _MARK)
    )
    upper = {latin_upper(letter): key for letter, key in known.items()} | {"I": "и"}
    return {letter: key for letter, key in upper.items() if len(letter) == 1} | known


_KNOWN = _known_letters()
_REMEMBERED_AT_MOST = 8_192


class _Classes(dict[int, str]):
    """The table for ``str.translate``; a letter that is not in it is looked at without its marks, once."""

    def __missing__(self, code: int) -> str:
        folded = _fold_strange(chr(code))
        if len(self) < _REMEMBERED_AT_MOST:
            self[code] = folded
        return folded


def _fold_strange(letter: str) -> str:
    number = unicodedata.decimal(letter, None)
    if number is not None:
        return str(number)
    if _MARKS.fullmatch(letter):
        return _MARK
    lowered = letter.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", lowered))
    if bare and all(part in _KNOWN or part.isdecimal() for part in bare):
        return "".join([_KNOWN.get(part, part) for part in bare])
    return lowered if len(lowered) == 1 and lowered.lower() == lowered else letter


_CLASSES = _Classes({ord(letter): key for letter, key in _KNOWN.items()})

# --- spellings of several letters, on the letters of the key ---

_AFTER_2017 = {"s": "ş", "c": "ç", "y": "ý"}
_APOSTROPHE = re.compile(f"([scy])[{APOSTROPHES}]", re.IGNORECASE)
_Y = frozenset("yY")

_C = (
    (re.compile("сcх+"), "ш"),  # Schmidt
    (re.compile("cх+"), "тш"),
    (re.compile("c+(?=к)"), ""),
    (re.compile("c(?=[еи])"), "тс"),
    (re.compile("c"), "к"),
)
# kh, sh, zh, gh of habit; Cyrillic кх, сх, зх, гх, which the Latin of 2021 writes alike, go with them
_H = (
    (re.compile("к+х+"), "х"),
    (re.compile("г+х+"), "г"),
    (re.compile("сх+"), "ш"),
    (re.compile("шх+"), "ш"),
    (re.compile("зх+"), "ж"),
    (re.compile("казах+"), "казак"),  # the one word in which Russian and English have х for қ
)
_SHCH = re.compile("шт(?=ш)")
_DZH = re.compile("д+ж")
_NG = re.compile("нг+(?=[бвджзклмнпрстфхш]|$)")
_GLIDES = (
    (re.compile("(?<=[бвгджзклмнпрстфхш])и+о"), "е"),  # ё, written io, yo, ио, е
    (re.compile("и+(?=и[аоуе])"), ""),  # Мария, Mariya, Maria
    (re.compile("(?<=[аоуе])и+(?=е)"), ""),  # Назарбаев, Nazarbayev
)


def _all_of(rules: tuple[tuple[re.Pattern[str], str], ...], key: str) -> str:
    for pattern, replacement in rules:
        key = pattern.sub(replacement, key)
    return key


def _join_letters(key: str) -> str:
    """Read the spellings of several letters. Nothing it writes is read again, so that keys are stable."""
    if "x" in key:
        key = key.replace("x", "кс")
    if "c" in key:
        key = _all_of(_C, key)
    if "х" in key:
        key = _all_of(_H, key)
    if "штш" in key:
        key = _SHCH.sub("ш", key)
    if "дж" in key:
        key = _DZH.sub("ж", key)
    if "нг" in key:
        key = _NG.sub("н", key)
    if "ио" in key or "ие" in key or "ии" in key:
        key = _all_of(_GLIDES, key)
    return key


def _foreign_e() -> re.Pattern[str]:
    """Words that have a true э. A stem begins the word; with a hyphen it may stand inside, with a full stop
    it ends the word (``loans.txt``, ``foreign_e`` in ``folding.toml``)."""
    patterns = []
    for entry in (*loan_stems(), *FOREIGN_E):
        if "э" in entry:
            stem = re.escape(entry.strip("-.")) + ("$" if entry.endswith(".") else "")
            patterns.append(stem if entry.startswith("-") else "^" + stem)
    return re.compile("|".join(sorted(patterns)))


_FOREIGN_E = _foreign_e()
_STRAY_E = re.compile("^э|(?<=[бвгджзклмнпрстуфхш])э")


def _read_reversed_e(word: str, key: str) -> str:
    """э is е in foreign words and after а, е, и, о (поэзия), elsewhere ә of a Russian keyboard (сэлем)."""
    if not _FOREIGN_E.search(word.lower()):
        key = _STRAY_E.sub("а", key)
    return key.replace("э", "е")


def _read_marked(word: str) -> str:
    """The key of a word with apostrophes or loose marks: marks are put on their letters and the apostrophes
    of 2017 are read; those that are left say nothing."""
    composed = unicodedata.normalize("NFC", word)
    read = _APOSTROPHE.sub(lambda match: _AFTER_2017[match[1].lower()], composed)
    return read.translate(_CLASSES).replace(_MARK, "")


def skeleton(word: str) -> str:
    """The coarse key of one word: at most 64 letters, the same in every script and habit of spelling.

    Digits are kept as European ones; letters of other scripts stay, in lower case. Folding a key again
    changes nothing. An empty key means that the word has no letter that is heard.
    """
    if len(word) > _LONGEST_WORD:
        word = word[:_LONGEST_WORD]
    key = word.translate(_CLASSES)
    if _MARK in key:
        key = _read_marked(word)
    if key[:2] == "ие" and word[0] in _Y:
        key = key[1:]  # Yerlan
    if "э" in key:
        key = _read_reversed_e(word, key)
    key = _join_letters(key)
    return key if len(key) <= LONGEST_KEY else _join_letters(key[:LONGEST_KEY])


def loose_key(word: str) -> str:
    """The skeleton of one word without plural, possessive and case, the same for the forms of one noun.

    Meant for text typed without the Kazakh letters or in another script; it knows no verbs and no words.
    """
    return without_endings(skeleton(word))
