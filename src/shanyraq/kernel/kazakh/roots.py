"""Listed roots of Kazakh and the words and spellings that grow from them by rule.

``roots_nominal.txt`` and ``roots_verb.txt`` are evidence, not a dictionary: an analysis that ends at a listed root
is cheaper than one that ends at an unknown stem. From each root come the spellings that it takes before a vowel
(кітаб-, мұрн-, оқ-у) and the words that regular derivation makes of it (заңдылық, жазыл-).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from shanyraq.kernel.kazakh.endings import DERIVATIONS, NEVER, harmonies, last_sound, sound_before_ending, spread

_HERE = Path(__file__).parent
_EXCEPTIONS = tomllib.loads((_HERE / "exceptions.toml").read_text(encoding="utf-8"))
VOICED = {"п": "б", "қ": "ғ", "к": "г"}
VOICELESS = {voiced: voiceless for voiceless, voiced in VOICED.items()}
VOICED_ENDS: tuple[str, ...] = tuple(_EXCEPTIONS["loans"]["voiced_ends"].split())


_Reading = tuple[int, str]  # cost and key
_Table = dict[str, _Reading]


class Root(NamedTuple):
    """What a written stem may be: its last sound; cost and key as a noun, as a verb, as a verb that lost ы or і."""

    sound: int
    noun_cost: int
    noun_key: str
    verb_cost: int
    verb_key: str
    cut_cost: int
    cut_key: str


def joined(word: str) -> str:
    """The spelling in which endings are found: ю and я as й + у and й + а (қою is қой + у)."""
    return word.replace("ю", "йу").replace("я", "йа")


def _listed(name: str) -> list[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [joined(word) for line in lines if not line.startswith("#") for word in line.split()]


def whole_words() -> dict[str, str]:
    """Forms of closed classes and irregulars with their keys."""
    entries: dict[str, str] = _EXCEPTIONS["whole_words"]
    return {form: key for key, forms in entries.items() for form in [key, *forms.split()]}


def listed_words() -> frozenset[str]:
    """The listed roots themselves, in joined spelling."""
    return frozenset(_listed("roots_nominal.txt") + _listed("roots_verb.txt"))


def roots() -> dict[str, Root]:
    """Every stem that is known, as it may be written before an ending."""
    tables = {
        "noun": {word: (0, word) for word in _listed("roots_nominal.txt")},
        "verb": {word: (0, word) for word in _listed("roots_verb.txt")},
    }
    first = {kind: list(table.items()) for kind, table in tables.items()}
    for rule in DERIVATIONS:
        stems = first[rule["from"]] if rule["of"] == "listed" else list(tables[rule["from"]].items())
        _put(tables[rule["to"]], _derived(stems, rule))
    nouns, verbs = tables["noun"], tables["verb"]
    cut = {stem[:-1]: reading for stem, reading in verbs.items() if stem[-1] in "ыі"}
    _put(nouns, _nouns_before_vowels(nouns))
    _put(verbs, _verbs_before_vowels(verbs))
    return _joined_readings(nouns, verbs, cut)


def _put(table: _Table, readings: Iterable[tuple[str, _Reading]]) -> None:
    """Add *readings*; of two readings of one stem the cheaper stays, of two as cheap the first."""
    for stem, reading in readings:
        known = table.get(stem)
        if known is None or reading[0] < known[0]:
            table[stem] = reading


def _derived(stems: list[tuple[str, _Reading]], rule: dict[str, Any]) -> Iterator[tuple[str, _Reading]]:
    """The words that one rule of derivation makes of *stems*."""
    forms = spread(rule["forms"])
    own, cost = rule["key"] == "own", rule["cost"]
    for stem, (before, key) in stems:
        kind = last_sound(stem)
        for side in harmonies(stem):
            for form in forms.get((kind, side), ()):
                word = stem + form
                yield word, (before + cost, word if own else key)


def _nouns_before_vowels(nouns: _Table) -> list[tuple[str, _Reading]]:
    """кітап is кітаб- before a vowel, мұрын is мұрн-."""
    voiced = [(word[:-1] + VOICED[word[-1]], nouns[word]) for word in nouns if word[-1] in VOICED]
    return voiced + _elided("nouns", nouns)


def _verbs_before_vowels(verbs: _Table) -> list[tuple[str, _Reading]]:
    """шық- is шығ- before a vowel, тап- is таб- or тау-, ки- is written кий- before у."""
    voiced = [(word[:-1] + VOICED[word[-1]], verbs[word]) for word in verbs if word[-1] in VOICED]
    rounded = [(word[:-1] + "у", verbs[word]) for word in verbs if word[-1] == "п"]
    narrow = [(word + "й", verbs[word]) for word in verbs if word[-1] == "и"]
    return voiced + rounded + narrow + _elided("verbs", verbs)


def _elided(kind: str, table: _Table) -> list[tuple[str, _Reading]]:
    return [(word[:-2] + word[-1], table[word]) for word in _EXCEPTIONS["elision"][kind].split()]


def _joined_readings(nouns: _Table, verbs: _Table, cut: _Table) -> dict[str, Root]:
    never = (NEVER, "")
    return {
        stem: Root(
            sound_before_ending(stem), *nouns.get(stem, never), *verbs.get(stem, never), *cut.get(stem, never)
        )
        for stem in nouns.keys() | verbs.keys() | cut.keys()
    }
