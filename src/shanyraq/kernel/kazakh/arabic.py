"""Words between Kazakh Cyrillic and töte jazu, the Arabic script of Kazakh.

The script writes а/ә, о/ө, ұ/ү and ы/і with one sign each. A word is soft when it begins with the high hamza
or has one of ك, گ, ە, which occur in soft words only; the hamza is left out where one of those is present.
"""

from __future__ import annotations

from functools import lru_cache

from shanyraq.kernel.kazakh import latin
from shanyraq.kernel.kazakh.alphabets import ARABIC, HAMZA, HIGH_HAMZA

_SOFT_VOWELS = frozenset("әөүі")
_HARD_VOWELS = frozenset("аоұыяёю")
_SOFT_BY_THEMSELVES = frozenset("кгеэ")


def needs_hamza(word: str) -> bool:
    """Whether a lower-case Cyrillic word is marked as soft: its first vowel of known kind is ә, ө, ү or і,
    and no letter tells it anyway."""
    if not _SOFT_BY_THEMSELVES.isdisjoint(word):
        return False
    telling = next((letter for letter in word if letter in _SOFT_VOWELS or letter in _HARD_VOWELS), "")
    return telling in _SOFT_VOWELS and telling != ""


@lru_cache(maxsize=65_536)
def from_cyrillic(word: str) -> str:
    """One word in töte jazu, with the high hamza (U+0674) where it is due. Case is lost."""
    lowered = word.lower()
    signs = "".join([ARABIC.get(letter, letter) for letter in lowered])
    return HIGH_HAMZA + signs if needs_hamza(lowered) else signs


# --- back to Cyrillic, by way of the Latin spelling and its rules ---

_TO_LATIN = {
    "ب": "b", "ۆ": "v", "گ": "g", "ع": "ğ", "د": "d", "ە": "e", "ج": "j", "ز": "z", "ي": "i", "ك": "k",
    "ق": "q", "ل": "l", "م": "m", "ن": "n", "ڭ": "ñ", "پ": "p", "ر": "r", "س": "s", "ت": "t", "ۋ": "u",
    "ف": "f", "ح": "h", "ھ": "һ", "چ": "ч", "ش": "ş",
}  # fmt: skip  # pairs of letters read as a table
_AMBIGUOUS = {"ا": ("a", "ä"), "و": ("o", "ö"), "ۇ": ("ū", "ü"), "ى": ("y", "ı")}
_TELLING = {"ك": True, "گ": True, "ە": True, "ق": False, "ع": False}
_VOWEL_SIGNS = frozenset("اوۇىە")


def _is_soft_a(word: str, at: int, *, marked: bool) -> bool:
    """ا after another vowel is а; as the first vowel it is ә in a marked word or before ە (مادەنيەت)."""
    if not _VOWEL_SIGNS.isdisjoint(word[:at]):
        return False
    following = next((sign for sign in word[at + 1 :] if sign in _VOWEL_SIGNS), "")
    return marked or (following == "ە" and _HARD_CONSONANTS.isdisjoint(word))


_HARD_CONSONANTS = frozenset("قع")


def _telling_signs(word: str, *, marked: bool) -> list[tuple[int, bool]]:
    """Places of the signs that tell softness or hardness, the vowel ا among them."""
    telling = [(-1, True)] if marked else []
    for place, sign in enumerate(word):
        if sign in _TELLING:
            telling.append((place, _TELLING[sign]))
        elif sign == "ا":
            telling.append((place, _is_soft_a(word, place, marked=marked)))
    return telling


def _vowel(word: str, at: int, *, marked: bool) -> str:
    hard, soft = _AMBIGUOUS[word[at]]
    if word[at] == "ا":
        return soft if _is_soft_a(word, at, marked=marked) else hard
    first = _VOWEL_SIGNS.isdisjoint(word[:at])
    if word[at] == "و" and (not first or "و" in word[at + 1 :]):
        return hard  # ө stands in the first syllable only, two о are a loan word
    if marked and first:
        return soft
    telling = _telling_signs(word, marked=marked)
    nearest = min(((abs(place - at), place > at, is_soft) for place, is_soft in telling), default=None)
    return soft if nearest and nearest[2] else hard


@lru_cache(maxsize=65_536)
def to_cyrillic(word: str) -> str:
    """One word of töte jazu in lower-case Cyrillic, as well as the script allows."""
    marked = word[:1] in {HIGH_HAMZA, HAMZA}
    bare = word.replace(HIGH_HAMZA, "").replace(HAMZA, "")
    spelt = "".join(
        [
            _vowel(bare, at, marked=marked) if sign in _AMBIGUOUS else _TO_LATIN.get(sign, sign)
            for at, sign in enumerate(bare)
        ]
    )
    return "".join(cyrillic for _latin, cyrillic in latin.pieces_of(spelt))
