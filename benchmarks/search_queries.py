"""What readers ask a library, invented: from very common words to rare ones, from one word to phrases."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.records import KINDS, SEED, Record, vocabulary
from shanyraq.kernel.kazakh.scripts import Script, convert_text

NUMBER = 1200
"""Different queries in one measurement."""
WAYS = {
    "very common word": 4,
    "common word": 10,
    "middling word": 16,
    "rare word": 12,
    "two words": 16,
    "three words": 10,
    "phrase": 8,
    "whole title": 6,
    "Latin script": 4,
    "author:": 5,
    "without a word": 3,
    "kind chosen": 8,
    "sorted": 4,
    "page 2 to 5": 6,
}
RANKS = {"very": (0, 8), "common": (60, 400), "middling": (1_000, 10_000), "rare": (20_000, 100_000)}


@dataclass(frozen=True, slots=True)
class Asked:
    """One query of a reader of ``language``; ``plain`` is what engines without our operators are asked."""

    way: str
    language: str
    words: str
    plain: str
    kind: str = ""
    order: str = "best"
    page: int = 1


def queries(sample: Sequence[Record], number: int = NUMBER) -> list[Asked]:
    """That many queries; titles and authors are those of *sample*, so that they find something."""
    chance = random.Random(f"{SEED} queries")
    ways = chance.choices(list(WAYS), weights=list(WAYS.values()), k=number)
    return [_query(way, chance.choice(sample), chance) for way in ways]


def _query(way: str, record: Record, chance: random.Random) -> Asked:
    language = record.language
    title = record.title.split()
    start = chance.randrange(len(title) - 1)
    if way == "phrase":
        words = " ".join(title[start : start + chance.randint(2, 3)])
        return Asked(way, language, f'"{words}"', f'"{words}"')
    if way == "whole title":
        return Asked(way, language, record.title, record.title)
    if way == "author:":
        name = record.author.split()[0]
        return Asked(way, language, f"author:{name}", name)
    if way == "Latin script":
        words = _word("kk", "middling", chance)
        return Asked(way, "kk", convert_text(words, Script.LATIN), words)
    if way in {"two words", "three words", "without a word"}:
        return _several(way, language, chance)
    rank = way.split(maxsplit=1)[0] if way.endswith("word") else chance.choice(("common", "middling"))
    words = _word(language, rank, chance)
    return Asked(
        way,
        language,
        words,
        words,
        kind=chance.choice(list(KINDS)) if way == "kind chosen" else "",
        order=chance.choice(("newest", "title")) if way == "sorted" else "best",
        page=chance.randint(2, 5) if way.startswith("page") else 1,
    )


def _several(way: str, language: str, chance: random.Random) -> Asked:
    some = [_word(language, "common", chance), _word(language, "middling", chance)]
    if way == "without a word":
        return Asked(way, language, f"{some[1]} -{some[0]}", f"{some[1]} -{some[0]}")
    if way == "three words":
        some.append(_word(language, "common", chance))
    chance.shuffle(some)
    return Asked(way, language, " ".join(some), " ".join(some))


def _word(language: str, rank: str, chance: random.Random) -> str:
    first, last = RANKS[rank]
    listed = vocabulary(language).words
    # a one-letter word would be an initial of an author
    return next(word for word in iter(lambda: listed[chance.randrange(first, last)], None) if len(word) > 1)


def prefixes(sample: Sequence[Record], number: int = NUMBER) -> list[Asked]:
    """What stands in the box while a reader types a title: two to nine letters, or a word and a beginning."""
    chance = random.Random(f"{SEED} prefixes")
    found = []
    for record in chance.choices(sample, k=number):
        words = record.title.lower().split()
        typed = words[0][: chance.randint(2, 9)] if chance.random() < 0.6 else f"{words[0]} {words[1][:3]}"
        found.append(Asked("suggestions", record.language, typed, typed))
    return found


def write(path: Path, asked: Sequence[Asked]) -> None:
    """Keep queries for other processes."""
    path.write_text(json.dumps([asdict(each) for each in asked], ensure_ascii=False), encoding="utf-8")


def read(path: Path) -> list[Asked]:
    """The queries that were written."""
    return [Asked(**each) for each in json.loads(path.read_text(encoding="utf-8"))]
