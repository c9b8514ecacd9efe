"""The eight languages of the house as data, and what follows from it: choosing, falling back, sorting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Language:
    """One interface language.

    ``code`` is Django's and the URL's name, ``bcp47`` the value for ``lang`` and ``hreflang``,
    ``alphabet`` the lower-case letters in dictionary order (empty where the script has no such order),
    ``fallbacks`` what to show when a text is missing, ``open_graph`` the value of ``og:locale``.
    """

    code: str
    bcp47: str
    own_name: str
    english_name: str
    direction: Direction
    alphabet: str
    fallbacks: tuple[str, ...]
    open_graph: str


_OF_THE_WORLD = ("en", "ru", "kk")
_LATIN = "abcdefghijklmnopqrstuvwxyz"

_ALL = (
    Language(
        code="kk",
        bcp47="kk",
        own_name="Қазақша",
        english_name="Kazakh",
        direction="ltr",
        alphabet="аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        fallbacks=("ru", "en"),
        open_graph="kk_KZ",
    ),
    Language(
        code="ru",
        bcp47="ru",
        own_name="Русский",
        english_name="Russian",
        direction="ltr",
        alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        fallbacks=("kk", "en"),
        open_graph="ru_RU",
    ),
    Language(
        code="en",
        bcp47="en",
        own_name="English",
        english_name="English",
        direction="ltr",
        alphabet=_LATIN,
        fallbacks=("ru", "kk"),
        open_graph="en_GB",
    ),
    Language(
        code="tr",
        bcp47="tr",
        own_name="Türkçe",
        english_name="Turkish",
        direction="ltr",
        alphabet="abcçdefgğhıijklmnoöpqrsştuüvwxyz",
        fallbacks=_OF_THE_WORLD,
        open_graph="tr_TR",
    ),
    Language(
        code="ar",
        bcp47="ar",
        own_name="العربية",
        english_name="Arabic",
        direction="rtl",
        alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        fallbacks=_OF_THE_WORLD,
        open_graph="ar_AR",
    ),
    Language(
        code="zh-hans",
        bcp47="zh-Hans",
        own_name="简体中文",
        english_name="Chinese (simplified)",
        direction="ltr",
        alphabet="",
        fallbacks=_OF_THE_WORLD,
        open_graph="zh_CN",
    ),
    Language(
        code="fr",
        bcp47="fr",
        own_name="Français",
        english_name="French",
        direction="ltr",
        alphabet=_LATIN,
        fallbacks=_OF_THE_WORLD,
        open_graph="fr_FR",
    ),
    Language(
        code="es",
        bcp47="es",
        own_name="Español",
        english_name="Spanish",
        direction="ltr",
        alphabet="abcdefghijklmnñopqrstuvwxyz",
        fallbacks=_OF_THE_WORLD,
        open_graph="es_ES",
    ),
)

LANGUAGES: dict[str, Language] = {language.code: language for language in _ALL}
DEFAULT = "kk"


def fallback_chain(code: str) -> tuple[str, ...]:
    """The order in which a text is looked for by a reader of ``code``: itself first, every language once.

    An unknown code is read as the default language.
    """
    language = LANGUAGES.get(code, LANGUAGES[DEFAULT])
    return tuple(dict.fromkeys((language.code, *language.fallbacks, *LANGUAGES)))


# --- choosing by the Accept-Language header (RFC 9110, 12.5.4; RFC 4647 lookup) ---

_MOST_RANGES = 40
_LONGEST_HEADER = 2000
_RANGE = re.compile(
    r"\s*(?P<tag>\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*[qQ]\s*=\s*(?P<quality>[01](?:\.\d{0,3})?)\s*)?"
)


def _wishes(header: str) -> list[tuple[float, str]]:
    """Language ranges with their quality, best first; what is malformed is left out."""
    wishes = []
    for part in header[:_LONGEST_HEADER].split(",")[:_MOST_RANGES]:
        match = _RANGE.fullmatch(part)
        if match:
            wishes.append((min(float(match["quality"] or 1), 1.0), match["tag"].lower()))
    return sorted(wishes, key=lambda wish: -wish[0])


def _offered(tag: str) -> str | None:
    """The language of the house that serves a reader of ``tag`` (kk-Latn → kk, zh-TW → zh-hans)."""
    if tag in LANGUAGES:
        return tag
    primary = tag.partition("-")[0]
    if primary == "zh":
        return "zh-hans"
    return primary if primary in LANGUAGES else None


def negotiate(accept_language: str) -> str:
    """The best language for an Accept-Language header; Kazakh when nothing fits. Never raises on any text."""
    wishes = _wishes(accept_language or "")
    refused = {_offered(tag) for quality, tag in wishes if quality == 0 and "-" not in tag}
    for quality, tag in wishes:
        if quality == 0:
            continue
        if tag == "*":
            return next((code for code in (DEFAULT, *LANGUAGES) if code not in refused), DEFAULT)
        offered = _offered(tag)
        if offered and offered not in refused:
            return offered
    return DEFAULT


# --- sorting ---

SortKey = tuple[tuple[tuple[int, int], ...], str]

_OTHER = 10_000  # letters outside the alphabet stand after it, in code point order
_ARABIC_SHAPES = str.maketrans("أإآٱؤئىة", "ااااوييه", "ـ")
_TURKIC_CASE = str.maketrans("Iİ", "ıi")


def _fold_marks(text: str, keep: str) -> str:
    """Letters without diacritics, except where the marked letter is one of its own in ``keep``."""
    folded = []
    for letter in unicodedata.normalize("NFC", text):
        base = letter if letter in keep else unicodedata.normalize("NFD", letter)
        folded.append("".join(part for part in base if part in keep or not unicodedata.combining(part)))
    return "".join(folded).replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")


def _lower_turkish(text: str) -> str:
    return text.translate(_TURKIC_CASE).lower()


def _lower_arabic(text: str) -> str:
    return text.translate(_ARABIC_SHAPES).lower()


_LOWER: dict[str, Callable[[str], str]] = {"tr": _lower_turkish, "ar": _lower_arabic}


def _pinyin_rank(letter: str) -> tuple[int, int]:
    """GB 18030 keeps the 3755 commonest characters of GB 2312 in the order of their pinyin."""
    encoded = letter.encode("gb18030", "replace")
    common = len(encoded) == 2 and 0xB0 <= encoded[0] <= 0xD7 and encoded[1] >= 0xA1
    return (1 if common else 2, int.from_bytes(encoded, "big"))


def _rank(letter: str, ranks: dict[str, int]) -> tuple[int, int]:
    if letter in ranks:
        return (2, ranks[letter])
    if letter.isdecimal():
        return (1, unicodedata.decimal(letter))
    return (2, _OTHER + ord(letter)) if letter.isalpha() else (0, ord(letter))


_RANKS = {
    language.code: {letter: place for place, letter in enumerate(language.alphabet)} for language in _ALL
}


def sort_key(text: str, code: str) -> SortKey:
    """A key that sorts texts by the alphabet of the language ``code``.

    Spaces and signs come first, then digits, then letters; case and foreign diacritics decide only between
    texts that are otherwise equal. Chinese is sorted by pinyin for its common characters, by code after.
    """
    language = LANGUAGES.get(code, LANGUAGES[DEFAULT])
    lowered = _LOWER.get(language.code, str.lower)(unicodedata.normalize("NFC", text))
    folded = _fold_marks(lowered, language.alphabet)
    if not language.alphabet:
        ranked = tuple(_pinyin_rank(letter) if ord(letter) > 0x7F else _rank(letter, {}) for letter in folded)
        return ranked, text
    ranks = _RANKS[language.code]
    return tuple(_rank(letter, ranks) for letter in folded), text
