"""What a word in Latin or töte jazu may be in Cyrillic, best first.

The alphabets of 2021, 2018 and 2017 are read by their tables. What is typed without their marks leaves
letters open (k: к or қ; i: і, и or й; u: у, ұ or ү). They are weighed three times, as a word with hard
vowels, with soft vowels and as a loan word, each letter by its neighbours; the cheapest spellings are given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from shanyraq.kernel.kazakh import arabic, latin
from shanyraq.kernel.kazakh.alphabets import HAMZA, HIGH_HAMZA, LATIN_LETTERS, latin_lower
from shanyraq.kernel.kazakh.letters import APOSTROPHES, TOTE_VARIANTS

MOST_READINGS = 8
"""Readings of a word at most."""
_LONGEST_WORD = 64

_HARD, _SOFT, _LOAN = "hard", "soft", "loan"
_VOWELS = frozenset("аәеёиоөуұүыіэюя")

Options = tuple[tuple[str, float], ...]
"""Cyrillic letters that may be meant, each with its cost."""

_LATIN_RUNS: dict[str, Options] = {
    "shch": (("щ", 0),), "sh": (("ш", 0), ("сх", 3)), "ch": (("ч", 0),), "zh": (("ж", 0),),
    "kh": (("х", 0), ("қ", 1.5)), "gh": (("ғ", 0),), "ng": (("нг", 0.8), ("ң", 0.6), ("нғ", 0.8)),
    "dzh": (("дж", 0), ("ж", 1)), "dj": (("дж", 0), ("ж", 1)),
    "ts": (("ц", 0.5), ("тс", 0.5)), "yo": (("йо", 1), ("ё", 0.5)),
    "ya": (("я", 0),), "yu": (("ю", 0), ("ұю", 3)), "ye": (("е", 0.2), ("йе", 0.6)),
    "iu": (("ю", 0.5), ("иу", 0.5)), "ia": (("я", 0.5), ("ия", 0.8), ("иа", 0.5)),
    "iya": (("ия", 0),), "iyu": (("ию", 0),), "iy": (),
}  # fmt: skip  # a table, read row by row
_LATIN_LETTERS: dict[str, str] = {
    "b": "б", "c": "к", "d": "д", "f": "ф", "j": "ж", "l": "л", "m": "м", "p": "п", "q": "қ", "r": "р",
    "s": "с", "t": "т", "v": "в", "w": "у", "x": "кс", "z": "з",
    "ä": "ә", "ğ": "ғ", "ñ": "ң", "ö": "ө", "ş": "ш", "ū": "ұ", "ü": "ү", "ı": "i", "ç": "ч",
    "á": "ә", "ǵ": "ғ", "ń": "ң", "ó": "ө", "ú": "ү", "ý": "у", "ə": "ә",
}  # fmt: skip  # a table, read row by row
_CYRILLIC_OPEN = {
    "а": "a",
    "э": "ә?",
    "и": "i",
    "ы": "ы?",
    "у": "u",
    "о": "o",
    "к": "k",
    "г": "g",
    "н": "n",
    "х": "h",
}
_RUN = re.compile("|".join(sorted(_LATIN_RUNS, key=len, reverse=True)) + "|.", re.DOTALL)

# letters that stay open: what they may be in a word of each kind, wherever they stand
_BY_KIND: dict[str, dict[str, Options]] = {
    "k": {_HARD: (("қ", 0), ("к", 1.2)), _SOFT: (("к", 0), ("қ", 1.5)), _LOAN: (("к", 0), ("қ", 2))},
    "g": {_HARD: (("ғ", 0), ("г", 1.2)), _SOFT: (("г", 0), ("ғ", 1.5)), _LOAN: (("г", 0), ("ғ", 2))},
    "h": {_HARD: (("х", 0), ("һ", 1.5)), _SOFT: (("х", 0), ("һ", 1.2)), _LOAN: (("х", 0),)},
    "ә?": {_HARD: (("э", 0),), _SOFT: (("ә", 0), ("э", 1)), _LOAN: (("э", 0),)},
    "ы?": {_HARD: (("ы", 0),), _SOFT: (("і", 0.5), ("ы", 1.5)), _LOAN: (("ы", 0), ("і", 1))},
}
_OPEN_VOWELS = frozenset("aeoаеоәэ")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an open letter stands: the kind of word, what is spelt before, the unit after, the syllable."""

    kind: str
    spelt: str
    after: str
    is_first: bool

    @property
    def before(self) -> str:
        """The letter before; a blank at the beginning."""
        return self.spelt[-1:] or " "


def _read_u(place: _Place) -> Options:
    if place.before in _VOWELS or (not place.after and not place.is_first):
        return (("у", 0),)
    narrow = "ү" if place.kind is _SOFT else "ұ"
    if place.kind is _LOAN:
        return ("у", 0), ("ұ", 2.5)
    if place.after[:1] in _OPEN_VOWELS:
        return ("у", 0), (narrow, 2)
    return ((narrow, 0), ("у", 0.7)) if place.is_first else (("у", 0.5), (narrow, 0.8))


def _read_i(place: _Place) -> Options:
    if place.before in _VOWELS:
        return ("й", 0), ("и", 1.5), ("і", 2)
    if place.after[:1] in _OPEN_VOWELS:
        return (("и", 0),)
    if place.kind is _SOFT:
        return ("і", 0), ("и", 0.8)
    return (("и", 0), ("ы", 1.5), ("і", 2.5)) if place.kind is _HARD else (("и", 0), ("і", 1.5))


def _read_iy(place: _Place) -> Options:
    if place.before in _VOWELS:
        return ("йі" if place.kind is _SOFT else "йы", 0), ("ий", 1)
    return ("ий", 0), ("и", 0.5), ("ій", 1)


def _read_y(place: _Place) -> Options:
    if place.before == "у":
        return ("ы", 0), ("й", 0.6), ("і", 0.9)
    if place.before in _VOWELS:
        return ("й", 0), ("ы", 2.5)
    if place.after[:1] in _OPEN_VOWELS:
        return (("й", 0.5),)
    return (("і", 0.8), ("ы", 1.2)) if place.kind is _SOFT else (("ы", 0),)


def _read_a(place: _Place) -> Options:
    if place.kind is not _SOFT:
        return (("а", 0),)
    return (("ә", 0.2), ("а", 0.6)) if place.is_first else (("а", 0.3), ("ә", 1.2))


def _read_o(place: _Place) -> Options:
    if place.kind is not _SOFT:
        return (("о", 0),)
    return (("ө", 0), ("о", 1)) if place.is_first else (("о", 0.8), ("ө", 1.4))


def _read_e(place: _Place) -> Options:
    if place.before == " " and place.kind is _LOAN:
        return ("э", 0.2), ("е", 0.4)
    return (("е", 1.5),) if place.kind is _HARD else (("е", 0),)


def _read_n(place: _Place) -> Options:
    if not place.after and place.spelt.endswith(_GENITIVE):
        return ("ң", 0), ("н", 0.4)
    return (("н", 0),) if place.before == " " or place.kind is _LOAN else (("н", 0), ("ң", 1))


_GENITIVE = ("ны", "ні", "ды", "ді", "ты", "ті")
_BY_PLACE = {
    "u": _read_u,
    "i": _read_i,
    "y": _read_y,
    "iy": _read_iy,
    "a": _read_a,
    "o": _read_o,
    "e": _read_e,
    "n": _read_n,
}


def _options(unit: str, place: _Place) -> Options:
    if unit in _BY_PLACE:
        return _BY_PLACE[unit](place)
    if unit in _LATIN_RUNS:
        return _LATIN_RUNS[unit]
    return _BY_KIND[unit][place.kind] if unit in _BY_KIND else ((unit, 0),)


def _spellings(units: list[str], kind: str) -> list[tuple[float, str]]:
    """The cheapest spellings of a word of one kind."""
    beam = [(0.4 if kind is _LOAN else 0.0, "")]
    for unit, after in zip_longest(units, units[1:], fillvalue=""):
        longer = []
        for cost, spelt in beam:
            place = _Place(kind, spelt, after, _VOWELS.isdisjoint(spelt))
            longer += [(cost + extra, spelt + letter) for letter, extra in _options(unit, place)]
        beam = sorted(longer)[: 2 * MOST_READINGS]
    return [(cost + sum(_STRANGE[kind].get(letter, 0) for letter in spelt), spelt) for cost, spelt in beam]


# the cost of letters that do not belong into a hard or a soft word
_STRANGE: dict[str, dict[str, float]] = {
    _HARD: dict.fromkeys("әөүіе", 0.7),
    _SOFT: {**dict.fromkeys("аоұы", 0.7), "қ": 1.5, "ғ": 1.5},
    _LOAN: {},
}


def _weigh(units: list[str]) -> list[str]:
    found = sorted(spelling for kind in (_HARD, _SOFT, _LOAN) for spelling in _spellings(units, kind))
    return list(dict.fromkeys(spelt for _cost, spelt in found))


_OF_2018 = str.maketrans(
    {"á": "ä", "ǵ": "ğ", "ń": "ñ", "ó": "ö", "ú": "ü", "ý": "u", "u": "ū", "ı": "i", "i": "ı"}
)
_OF_2017 = {"a": "ä", "g": "ğ", "n": "ñ", "o": "ö", "u": "ü", "s": "ş", "c": "tş", "y": "u", "i": "i"}
_PLAIN_OF_2017 = {"u": "ū", "i": "ı"}
_APOSTROPHE = re.compile(f"(.)([{APOSTROPHES}]?)", re.DOTALL)
_KNOWN = frozenset(LATIN_LETTERS)


def _from_2017(word: str) -> str:
    return _APOSTROPHE.sub(
        lambda match: (_OF_2017 if match[2] else _PLAIN_OF_2017).get(match[1], match[1]), word
    )


def _from_2018(word: str) -> str:
    return word.translate(_OF_2018).replace("sh", "ş").replace("ch", "tş")


def _by_alphabet(word: str) -> Iterator[str]:
    """The word in the spelling of 2021 by each alphabet whose marks it has; the likelier one first."""
    if any(sign in word for sign in APOSTROPHES):
        yield _from_2017(word)
    elif any(letter in "áǵńóúý" for letter in word):
        yield _from_2018(word)
    elif any(letter in "äğñöşūü" for letter in word):
        yield word
    elif "ı" in word:
        yield from (_from_2018(word), word) if _GLIDE.search(word) else (word, _from_2018(word))


_GLIDE = re.compile("[aeoué]ı|ı[aeou]|sh|ch")


def _from_latin(word: str) -> Iterator[str]:
    for spelt in _by_alphabet(word):
        if _KNOWN.issuperset(spelt):
            yield latin.to_cyrillic(spelt)
    bare = word.translate(_NO_APOSTROPHES)
    guesses = _weigh([_LATIN_LETTERS.get(unit, unit) for unit in _RUN.findall(bare)])
    yield from guesses[:1]
    if _KNOWN.issuperset(bare):
        yield latin.to_cyrillic(bare)  # the alphabet of 2021, in which many words need no mark
    yield from guesses[1:]


_NO_APOSTROPHES = dict.fromkeys(map(ord, APOSTROPHES))


def _from_arabic(word: str) -> Iterator[str]:
    marked = word[:1] in {HIGH_HAMZA, HAMZA}
    yield arabic.to_cyrillic(word)
    yield arabic.to_cyrillic(word[1:] if marked else HIGH_HAMZA + word)
    units = [_ARABIC_UNITS.get(sign, sign) for sign in arabic.to_cyrillic(word.lstrip(HIGH_HAMZA + HAMZA))]
    yield from _weigh(units)


_ARABIC_UNITS = {
    "а": "a", "ә": "a", "о": "o", "ө": "o", "ұ": "u", "ү": "u", "ы": "ы?", "і": "ы?", "и": "i", "й": "i",
}  # fmt: skip  # a table, read row by row
_LOOK_ALIKES = str.maketrans("aceiohxpkyəɵ", "асеіоһхркуәө")  # Latin letters inside a Cyrillic word
_IS_ARABIC = re.compile("[\u0620-\u06d3\u06d5]")
_IS_CYRILLIC = re.compile("[\u0400-\u052f]")
_IS_LATIN = re.compile("[a-zä-ɵ]")


@lru_cache(maxsize=4_096)
def to_cyrillic_readings(word: str) -> tuple[str, ...]:
    """The likely lower-case Cyrillic readings of one word, best first, at most eight.

    A word with a Cyrillic letter is its own only reading (Latin letters in it that look like Cyrillic ones
    are put right), and so is one that is in none of the three scripts.
    """
    written = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word)[:_LONGEST_WORD])
    lowered = latin_lower(written) if not _IS_CYRILLIC.search(written) else written.lower()
    if _IS_CYRILLIC.search(lowered):
        return (lowered.translate(_LOOK_ALIKES),)
    if _IS_ARABIC.search(lowered):
        readings = _from_arabic(lowered.translate(TOTE_VARIANTS))
    elif _IS_LATIN.search(lowered):
        readings = _from_latin(lowered)
    else:
        return (lowered,)
    return tuple(dict.fromkeys(filter(None, readings)))[:MOST_READINGS] or (lowered,)


@lru_cache(maxsize=4_096)
def with_kazakh_letters(word: str) -> tuple[str, ...]:
    """What a Cyrillic word typed without the nine Kazakh letters may be, best first, at most eight.

    The word as typed, in lower case, is always among them: it stands first when it has a Kazakh letter.
    """
    lowered = word[:_LONGEST_WORD].lower()
    if not _IS_CYRILLIC.search(lowered) or not _KAZAKH_LETTERS.isdisjoint(lowered):
        return (lowered,)
    guesses = _weigh([_CYRILLIC_OPEN.get(letter, letter) for letter in lowered])[:MOST_READINGS]
    return tuple(dict.fromkeys((*guesses[: MOST_READINGS - 1], lowered)))


_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
