"""Listed roots of Kazakh and the words and spellings that grow from them by rule.

``roots_nominal.txt`` and ``roots_verb.txt`` are evidence, not a dictionary: an analysis that ends at a listed
root is cheaper than one that ends at an unknown stem. From each root come the spellings that it takes before
a vowel (кітаб-, мұрн-, оқ-у) and the words that regular derivation makes of it (бірінші, жазыл-, жаздыр-).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from shanyraq.kernel.kazakh.endings import DERIVATIONS, VOWELS, allomorphs_after, spread

_HERE = Path(__file__).parent
_EXCEPTIONS = tomllib.loads((_HERE / "exceptions.toml").read_text(encoding="utf-8"))
VOICED = {"п": "б", "қ": "ғ", "к": "г"}
VOICELESS = {voiced: voiceless for voiceless, voiced in VOICED.items()}
VOICED_ENDS: tuple[str, ...] = tuple(_EXCEPTIONS["loans"]["voiced_ends"].split())
FREQUENT = 14  # how much lighter the verbs are that exceptions.toml calls frequent

Reading = tuple[int, str]  # cost and key
Table = dict[str, Reading]


def joined(word: str) -> str:
    """The spelling in which endings are found: ю and я as й + у and й + а (қою is қой + у)."""
    return word.replace("ю", "йу").replace("я", "йа")


def parted(word: str) -> str:
    """The way back from ``joined``: ю and я as they are written."""
    return word.replace("йу", "ю").replace("йа", "я")


def _words(name: str) -> list[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def _listed(name: str) -> list[str]:
    return [joined(word) for word in _words(name)]


def whole_words() -> dict[str, str]:
    """Forms of closed classes and irregulars with their keys."""
    entries: dict[str, str] = _EXCEPTIONS["whole_words"]
    unchanged = {word: word for word in _EXCEPTIONS["unchanged"]["words"].split()}
    return unchanged | {form: key for key, forms in entries.items() for form in [key, *forms.split()]}


def listed_keys() -> frozenset[str]:
    """The keys of the listed roots, as they are written."""
    nouns = _words("roots_nominal.txt")
    return frozenset([*nouns, *(parted(key) for _, key in _listed_verbs(set(nouns)).values())])


def _listed_verbs(nouns: set[str]) -> Table:
    """The listed verbs with their keys: тасы is тасу, because the bare word reads as тас + ы, «its stone»."""
    frequent = set(_EXCEPTIONS["frequent"]["verbs"].split())
    return {
        verb: (
            -FREQUENT if verb in frequent else 0,
            infinitive(verb) if verb[-1] in "ыі" and verb[:-1] in nouns else verb,
        )
        for verb in _listed("roots_verb.txt")
    }


def roots() -> tuple[Table, Table, Table]:
    """Every known stem as it may be written before an ending: nouns, verbs, verbs that have lost ы or і."""
    nouns = {word: (0, word) for word in _listed("roots_nominal.txt")}
    verbs = _listed_verbs(set(nouns))
    _derive({"noun": nouns, "verb": verbs})
    cut = {stem[:-1]: reading for stem, reading in verbs.items() if stem[-1] in "ыі"}
    _put(nouns, _nouns_before_vowels(nouns))
    _put(verbs, _verbs_before_vowels(verbs))
    return nouns, verbs, cut


def _derive(tables: dict[str, Table]) -> None:
    """Add to *tables* (noun, verb) what the derivations make of them, rule after rule."""
    listed = {kind: list(table.items()) for kind, table in tables.items()}
    for rule in DERIVATIONS:
        if rule["of"] == "listed":
            stems = listed[rule["from"]]
        elif rule["of"] == "all":
            stems = list(tables[rule["from"]].items())
        else:
            stems = [(word, (0, word)) for word in _EXCEPTIONS["lists"][rule["of"]].split()]
        _put(tables[rule["to"]], _derived(stems, rule))


def _put(table: Table, readings: Iterable[tuple[str, Reading]]) -> None:
    """Add *readings*; of two readings of one stem the cheaper stays, of two as cheap the first."""
    for stem, reading in readings:
        known = table.get(stem)
        if known is None or reading[0] < known[0]:
            table[stem] = reading


def _derived(stems: list[tuple[str, Reading]], rule: dict[str, Any]) -> Iterator[tuple[str, Reading]]:
    """The words that one rule of derivation makes of *stems*."""
    forms = spread(rule["forms"])
    own, cost = rule["key"] == "own", rule["cost"]
    by_tail = {tail: allomorphs_after(tail, forms) for tail in {stem[-3:] for stem, _ in stems}}
    for stem, (before, key) in stems:
        for form in by_tail[stem[-3:]]:
            word = _before(form, stem) + form
            yield word, (max(before, 0) + cost, infinitive(word) if own else key)


def infinitive(stem: str) -> str:
    """The verb as dictionaries name it: тазала is тазалау, ысы ысу, шық шығу.

    It is the key of a verb that is not listed, whose bare stem often reads as a noun (аяқта, «at the foot»).
    """
    if stem[-1] in VOICED:
        return stem[:-1] + VOICED[stem[-1]] + "у"
    return stem.rstrip("ыі") + "у"


def _before(form: str, stem: str) -> str:
    """шық- before -ыл is шығ-."""
    if form[0] in VOWELS and stem[-1] in VOICED:
        return stem[:-1] + VOICED[stem[-1]]
    return stem


def _nouns_before_vowels(nouns: Table) -> list[tuple[str, Reading]]:
    """кітап is кітаб- before a vowel, мұрын is мұрн-, автомобиль is автомобил-."""
    voiced = [(word[:-1] + VOICED[word[-1]], nouns[word]) for word in nouns if word[-1] in VOICED]
    hard = [(word[:-1], nouns[word]) for word in nouns if word[-1] == "ь"]
    return voiced + hard + _elided("nouns", nouns)


def _verbs_before_vowels(verbs: Table) -> list[tuple[str, Reading]]:
    """шық- is шығ- before a vowel, тап- is таб- or тау-, ки- is written кий- before у."""
    voiced = [(word[:-1] + VOICED[word[-1]], verbs[word]) for word in verbs if word[-1] in VOICED]
    rounded = [(word[:-1] + "у", verbs[word]) for word in verbs if word[-1] == "п"]
    narrow = [(word + "й", verbs[word]) for word in verbs if word[-1] == "и"]
    return voiced + rounded + narrow + _elided("verbs", verbs)


def _elided(kind: str, table: Table) -> list[tuple[str, Reading]]:
    return [(word[:-2] + word[-1], table[word]) for word in _EXCEPTIONS["elision"][kind].split()]
