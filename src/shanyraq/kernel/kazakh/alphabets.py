"""The tables of letters, read once from ``alphabets.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

_TABLES = tomllib.loads(Path(__file__).with_name("alphabets.toml").read_text(encoding="utf-8"))

LATIN: dict[str, str] = _TABLES["latin"]
ARABIC: dict[str, str] = _TABLES["arabic"]
ARABIC_SIGNS: dict[str, str] = _TABLES["arabic_signs"]

CYRILLIC_LETTERS = "".join(LATIN) + "".join(LATIN).upper()
LATIN_LETTERS = "aäbdefgğhiıjklmnñoöpqrsştuūüvyz" + "AÄBDEFGĞHİIJKLMNÑOÖPQRSŞTUŪÜVYZ"
ARABIC_LETTERS = "".join(sorted({sign for word in ARABIC.values() for sign in word}))

HIGH_HAMZA = "\u0674"
HAMZA = "\u0621"

_TURKIC_LOWER = str.maketrans("İI", "iı")
_TURKIC_UPPER = str.maketrans("iı", "İI")


def latin_lower(word: str) -> str:
    """Lower case with İ → i and I → ı, as Kazakh Latin needs it."""
    return word.translate(_TURKIC_LOWER).lower()


def latin_upper(word: str) -> str:
    """Upper case with i → İ and ı → I, as Kazakh Latin needs it."""
    return word.translate(_TURKIC_UPPER).upper()
