"""Records as a library has them, invented: Kazakh, Russian and English words as often as in real texts.

Words come from this repository (the roots of ``kernel/kazakh``, the demo content) and take the endings of
their language; how often each stands is Zipf's law over words and a falling law over endings. The same seed
gives the same records on every machine.
"""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from shanyraq.kernel.kazakh import stem
from shanyraq.platform.search import analysis
from shanyraq.platform.search.analysis.tokens import words
from shanyraq.surfaces.portal import demo

SEED = 1465  # the year of the Kazakh khanate
SHARES = {"kk": 45, "ru": 40, "en": 15}
KINDS = {
    "book": 46,
    "article": 24,
    "photograph": 10,
    "journal": 8,
    "manuscript": 5,
    "thesis": 4,
    "record": 3,
}
PLACES = {
    "kk": "Алматы Астана Шымкент Семей Қарағанды Ақтөбе Тараз Павлодар Өскемен Орал Атырау Қостанай "
    "Қызылорда Петропавл Ақтау Түркістан Көкшетау Жезқазған Екібастұз Жаркент",
    "ru": "Алматы Астана Шымкент Семей Караганда Актобе Тараз Павлодар Усть-Каменогорск Уральск Атырау "
    "Костанай Кызылорда Петропавловск Актау Туркестан Москва Санкт-Петербург Ташкент Омск",
    "en": "Almaty Astana Shymkent Semey Karaganda London Cambridge Oxford Moscow Leiden Berlin Bloomington",
}
INITIALS = "АБГДЕЖКМНОРСТ"
MORE_WORDS = 30_000
"""Words that stand seldom, of each language: a real library never ends to bring new ones."""
ZIPF = 1.08
DRAWN_AT_ONCE = 200_000

_CASES = {
    "a": [
        "ның",
        "ға",
        "ды",
        "да",
        "дан",
        "мен",
        "ы",
        "ының",
        "ында",
        "ына",
        "ынан",
        "ын",
        "лар",
        "лардың",
        "ларға",
        "ларды",
        "ларда",
        "лары",
        "ларының",
        "ларында",
        "сыз",
        "лық",
        "дағы",
        "дың",
    ],
    "e": [
        "нің",
        "ге",
        "ді",
        "де",
        "ден",
        "мен",
        "і",
        "інің",
        "інде",
        "іне",
        "інен",
        "ін",
        "лер",
        "лердің",
        "лерге",
        "лерді",
        "лерде",
        "лері",
        "лерінің",
        "лерінде",
        "сіз",
        "лік",
        "дегі",
        "дің",
    ],
}
_VERBAL = {
    "a": ["ды", "ған", "ады", "у", "уға", "ып", "са", "атын", "мақ", "ғаннан", "ғанда", "уды", "уда"],
    "e": ["ді", "ген", "еді", "у", "уге", "іп", "се", "етін", "мек", "геннен", "генде", "уді", "уде"],
}
_RUSSIAN = {
    "а": ["а", "ы", "е", "у", "ой", "ам", "ами", "ах"],
    "я": ["я", "и", "е", "ю", "ей", "ям", "ями", "ях"],
    "ь": ["ь", "и", "я", "ю", "ем", "ей", "ям", "ями"],
    "о": ["о", "а", "у", "ом", "е"],
    "й": ["й", "я", "ю", "ем", "и", "ев", "ям"],
    "ый": ["ый", "ого", "ому", "ым", "ая", "ой", "ую", "ое", "ые", "ых", "ыми"],
    "ий": ["ий", "ого", "ому", "им", "ая", "ой", "ую", "ое", "ие", "их", "ими"],
    "ть": ["ть", "л", "ла", "ло", "ли", "ет", "ют", "вший"],
    "": ["_", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"],
}
_ENGLISH = ("", "s", "ed", "ing", "ly", "'s")


class Vocabulary(NamedTuple):
    """Words of a language, the commonest first, with their cumulative weights."""

    words: list[str]
    weights: list[float]


class Record(NamedTuple):
    """One thing of a library."""

    number: int
    language: str
    kind: str
    title: str
    author: str
    annotation: str
    place: str
    year: int
    identifier: str

    @property
    def day(self) -> date:
        """A day of its year, for sorting."""
        return date(self.year, 1 + self.number % 12, 1 + self.number % 28)


@dataclass
class _Stream:
    """Endless words of one language, drawn many at a time."""

    vocabulary: Vocabulary
    chance: random.Random
    drawn: list[str] = field(default_factory=list)
    place: int = 0

    def take(self, number: int) -> list[str]:
        if self.place + number > len(self.drawn):
            self.drawn = self.chance.choices(
                self.vocabulary.words, cum_weights=self.vocabulary.weights, k=DRAWN_AT_ONCE
            )
            self.place = 0
        self.place += number
        return self.drawn[self.place - number : self.place]


def records(number: int, *, first: int = 0) -> Iterator[Record]:
    """That many records, numbered from *first*; other beginnings give other records."""
    chance = random.Random(SEED + first)
    streams = {code: _Stream(vocabulary(code), chance) for code in SHARES}
    codes, kinds = list(SHARES), list(KINDS)
    by_code, by_kind = list(accumulate(SHARES.values())), list(accumulate(KINDS.values()))
    names = _family_names()
    places = {code: listed.split() for code, listed in PLACES.items()}
    for place in range(first, first + number):
        code = chance.choices(codes, cum_weights=by_code)[0]
        stream = streams[code]
        title = " ".join(stream.take(chance.randint(3, 9)))
        yield Record(
            number=place,
            language=code,
            kind=chance.choices(kinds, cum_weights=by_kind)[0],
            title=title[0].upper() + title[1:],
            author=_author(names, chance),
            annotation=" ".join(stream.take(chance.randint(15, 40))).capitalize() + ".",
            place=places[code][int(len(places[code]) * chance.random() ** 2)],
            year=2025 - int(150 * chance.random() ** 3),
            identifier=f"978-601-{place % 100:02d}-{place // 100:05d}-{place % 10}",
        )


def _author(names: Sequence[str], chance: random.Random) -> str:
    name = names[int(len(names) * chance.random() ** 3)]
    return f"{name} {chance.choice(INITIALS)}. {chance.choice(INITIALS)}."


@cache
def vocabulary(code: str) -> Vocabulary:
    """All words of a language with weights by the law of Zipf and Mandelbrot."""
    chance = random.Random(f"{SEED} {code}")
    weighted: dict[str, float] = {}
    for rank, lemma in enumerate(_lemmas(code, chance)):
        weight = (rank + 2.7) ** -ZIPF
        forms = _forms(lemma, code)
        # each ending is rarer than the one before, but not with all words alike
        shares = [(place + 1) ** -1.2 * (0.3 + chance.random()) for place in range(len(forms))]
        whole = sum(shares)
        for form, share in zip(forms, shares, strict=True):
            weighted[form] = weighted.get(form, 0.0) + weight * share / whole
    ranked = sorted(weighted, key=weighted.__getitem__, reverse=True)
    return Vocabulary(ranked, list(accumulate(weighted[word] for word in ranked)))


def _lemmas(code: str, chance: random.Random) -> list[str]:
    """What stands in each text first, then words of our own texts and Kazakh roots, then rare ones.

    A word with a bar behind it takes endings.
    """
    stop_words = tomllib.loads(
        Path(analysis.__file__).with_name("stop_words.toml").read_text(encoding="utf-8")
    )
    common = [word for word, _ in Counter(_demo_words(code)).most_common() if len(word) > 1]
    roots = _kazakh_roots() if code == "kk" else [f"{word}|" for word in common if len(word) > 3]
    chance.shuffle(roots)
    rare = [f"{word}|" for word in _invented(common + roots, code, chance)]
    return list(dict.fromkeys((*stop_words[code].split(), *common[:800], *roots, *common[800:], *rare)))


def _kazakh_roots() -> list[str]:
    """Nouns with a bar behind them, verbs with a stroke."""
    folder = Path(stem.__file__).parent
    found: list[str] = []
    for name, mark in (("roots_nominal.txt", "|"), ("roots_verb.txt", "-")):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        roots = " ".join(line for line in lines if not line.startswith("#")).split()
        found.extend(root + mark for root in roots if root.isalpha())
    return found


@cache
def _demo_words(code: str) -> list[str]:
    found: list[str] = []
    for path in sorted((Path(demo.__file__).parent / "content").rglob("*.toml")):
        table: Any = tomllib.loads(path.read_text(encoding="utf-8")).get(code, {})
        for text in table.values():
            if isinstance(text, str):
                found.extend(words(text))
    return found


def _invented(known: Sequence[str], code: str, chance: random.Random) -> list[str]:
    """Rare words: beginnings of known ones with ends of others, as names and terms look."""
    bare = [word.rstrip("|-") for word in known]
    heads = [word[: chance.randint(2, 5)] for word in bare if len(word) > 4]
    tails = [word[-chance.randint(2, 4) :] for word in bare if len(word) > 5]
    number = MORE_WORDS if code != "en" else MORE_WORDS // 2
    return [chance.choice(heads) + chance.choice(tails) for _ in range(number)]


@cache
def _family_names() -> list[str]:
    chance = random.Random(f"{SEED} names")
    roots = [root[:-1].capitalize() for root in _kazakh_roots() if 5 <= len(root) <= 9 and root[-1] == "|"]
    endings = ("ов", "ова", "ев", "ева", "ұлы", "бай")
    made = {chance.choice(roots) + chance.choice(endings) for _ in range(9_000)}
    return sorted(made, key=lambda _: chance.random())


def _forms(lemma: str, code: str) -> list[str]:
    word = lemma.rstrip("|-")
    if word == lemma:
        return [word]
    if code == "kk":
        return _kazakh_forms(word, _VERBAL if lemma.endswith("-") else _CASES)
    if code == "en":
        return [word + ending for ending in _ENGLISH]
    ending = next((end for end in ("ый", "ий", "ть", "а", "я", "ь", "о", "й") if word.endswith(end)), "")
    bare = word.removesuffix(ending)
    return list(dict.fromkeys((word, *(bare + each.replace("_", "") for each in _RUSSIAN[ending]))))


def _kazakh_forms(root: str, endings_of: dict[str, list[str]]) -> list[str]:
    """By vowel harmony; a consonant before an ending changes as the language wants it."""
    is_soft = next((letter in "әеөүіэ" for letter in reversed(root) if letter in "аоұыуяюёәеөүіэи"), False)
    endings = endings_of["e" if is_soft else "a"]
    return list(dict.fromkeys((root, *(_joined(root, ending) for ending in endings))))


_SHARP = str.maketrans({"ғ": "қ", "г": "к", "д": "т", "л": "т", "н": "т"})
_VOICED = {"п": "б", "қ": "ғ", "к": "г"}


def _joined(root: str, ending: str) -> str:
    last = root[-1]
    if ending[0] in "ыіеа" and last in _VOICED:
        return root[:-1] + _VOICED[last] + ending
    if ending[0] in "ыі" and last in "аәеоөұүыіуияю":
        return f"{root}с{ending}" if len(ending) == 1 else root + ending[1:]
    if ending[0] in "ғгдлн" and last in "пкқтсшщчцфх":
        return root + ending[0].translate(_SHARP) + ending[1:]
    return root + ending
