"""Stems of the languages that Snowball knows, and letters without their marks."""

from __future__ import annotations

import threading
import unicodedata

import Stemmer

ALGORITHMS = {
    "ru": "russian",
    "en": "english",
    "tr": "turkish",
    "ar": "arabic",
    "fr": "french",
    "es": "spanish",
}
LATIN_LANGUAGES = ("en", "fr", "es", "tr")
_TURKIC_CASE = str.maketrans("Iİ", "ıi")
_BASES = str.maketrans(
    {"ı": "i", "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ё": "е"}
    | dict.fromkeys("أإآٱ", "ا")
    | {"ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه", "ە": "ه", "ک": "ك", "ؤ": "و", "ئ": "ي"}
)
_local = threading.local()


def stem(word: str, language: str) -> str:
    """The Snowball stem of a lower-case word; the word itself where the language has no algorithm."""
    algorithm = ALGORITHMS.get(language)
    if algorithm is None:
        return word
    # a stemmer object is not to be shared between threads
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(algorithm, 0)
    found = str(stemmers[language].stemWord(word)) or word
    return _without_last_vowel(found) if language == "ru" else found


def _without_last_vowel(found: str) -> str:
    """Of «музей» and «герой» Snowball leaves «муз» and «гер», of «музеями» and «героя» «музе» and «геро»."""
    return found[:-1] if len(found) > 2 and found[-1] in "ео" else found


def fold(word: str) -> str:
    """Letters without diacritics: ``musée`` and ``musee``, ``ığdır`` and ``igdir`` meet; Arabic alefs too."""
    based = word.translate(_BASES)
    if based.isascii():
        return based
    plain = "".join(sign for sign in unicodedata.normalize("NFD", based) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", plain)
