"""What of a description is compared: folded once, then cheap to hold against many others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from shanyraq.domains.library.catalogue.clustering.folding import fold, number_of, numbers_in
from shanyraq.domains.library.catalogue.clustering.people import Name, names_of

Stored = Mapping[str, Any]
"""A description as ``Description.to_json`` or the database gives it."""

CREATOR_ROLES = frozenset({"aut", "cre", "cmp", "dir", "drt", "art", "ctg", "pht", "070", "230", "300"})
TEXT_KINDS = frozenset({"book", "manuscript", "dissertation", "electronic", "kit"})
_PUBLISHER_NOISE = frozenset(
    word
    for text in (
        "баспасы баспа баспасынан баспаханасы издательство изд изд-во издат издательский дом press",
        "publishing publishers publisher verlag éditions editions ed company co ltd llc inc",
        "жшс жшқ тоо ооо ао аө оао зао",
        "полиграфия типография и the and",
    )
    for word in fold(text)
)
_PAGES = re.compile(
    r"(?<![\d.])(\d{1,5})\s*,?\s*(?:\[\d+\]\s*,?\s*)?(?:б|бет|с|стр|p|pp|pages?|s|sayfa|ص|ب)\b", re.IGNORECASE
)
_ANY_NUMBER = re.compile(r"(?<!\d)(\d{1,5})(?!\d)")
_PART_WORD = (
    r"(?:т|том|tom|кн|книга|кітап|kitap|kıtap|бөлім|bölim|bölım|ч|часть"
    r"|vol|volume|v|part|pt|bd|band|вып|выпуск|шығ)"
)
_PART_BEFORE = re.compile(rf"(?<!\w){_PART_WORD}\.?\s*(\d{{1,3}}|[IVXІХ]{{1,5}})(?!\w)", re.IGNORECASE)
_PART_AFTER = re.compile(
    rf"(?<!\w)(\d{{1,3}}|[IVXІХ]{{1,5}})\s*[-‐–]?\s*(?:нші|ші|й|я)?\s*{_PART_WORD}\.?(?!\w)", re.IGNORECASE
)


class Features(NamedTuple):
    """A description folded for comparison. Titles are joined folded words, the main one first."""

    kind: str
    titles: tuple[str, ...]
    work_titles: tuple[str, ...]
    subtitle: str
    title_numbers: frozenset[int]
    part: int | str | None
    people: tuple[tuple[Name, ...], ...]
    creators: tuple[tuple[Name, ...], ...]
    languages: frozenset[str]
    scripts: frozenset[str]
    edition: str
    edition_number: int | None
    places: frozenset[str]
    publishers: frozenset[str]
    year: int | None
    pages: int | None
    isbns: frozenset[str]
    issns: frozenset[str]
    identifiers: frozenset[tuple[str, str]]
    host: str


def features_of(stored: Stored) -> Features:
    """The features of a description in its stored form."""
    people = [(names_of(agent), agent) for agent in stored.get("agents") or ()]
    part, title_numbers = _part_and_numbers(stored)
    titles, work_titles = _titles(stored)
    edition = stored.get("edition", "")
    return Features(
        kind=stored.get("kind", "book"),
        titles=titles,
        work_titles=work_titles,
        subtitle="".join(fold(stored.get("subtitle", ""))),
        title_numbers=title_numbers,
        part=part,
        people=tuple([names for names, _agent in people]),
        creators=tuple([names for names, agent in people if is_creator(agent)]),
        languages=frozenset(stored.get("languages") or ()),
        scripts=frozenset(stored.get("scripts") or ()),
        edition="".join(fold(edition)),
        edition_number=min(numbers_in(edition), default=None) if edition else None,
        places=frozenset([_plain(place) for place in stored.get("places") or ()]) - {""},
        publishers=frozenset([word for name in stored.get("publishers") or () for word in fold(name)])
        - _PUBLISHER_NOISE,
        year=stored.get("year"),
        pages=pages_of(stored.get("extent", "")),
        isbns=frozenset(stored.get("isbns") or ()),
        issns=frozenset([issn.replace("-", "").upper() for issn in stored.get("issns") or ()]),
        identifiers=frozenset([(pair[0], pair[1]) for pair in stored.get("identifiers") or ()]),
        host="".join(fold(stored.get("host", ""))),
    )


def is_creator(agent: Stored) -> bool:
    """Whether an agent made the work: the main heading, or a role of creation."""
    return bool(agent.get("is_main")) or not CREATOR_ROLES.isdisjoint(agent.get("roles") or ())


def _plain(text: str) -> str:
    return "".join(fold(text))


def _title_texts(stored: Stored) -> Iterator[str]:
    title = stored.get("title") or {"text": ""}
    yield title["text"]
    yield from (text for _script, text in title.get("others") or ())


def _other_texts(stored: Stored) -> Iterator[str]:
    for heading in stored.get("other_titles") or ():
        yield heading["text"]
        yield from (text for _script, text in heading.get("others") or ())


def _titles(stored: Stored) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Titles that name the edition, and those that name the work (uniform and original ones first)."""
    own = [_plain(without_part(text)) for text in _title_texts(stored)]
    other = [_plain(without_part(text)) for text in _other_texts(stored)]
    of_work = [_plain(stored[name]) for name in ("uniform_title", "original_title") if stored.get(name)]
    titles = tuple(dict.fromkeys(filter(None, [*own, *other])))
    return titles, tuple(dict.fromkeys(filter(None, [*of_work, *own, *other])))


@lru_cache(maxsize=16_384)
def without_part(title: str) -> str:
    """A title without the number of a volume in it; the whole when nothing else is left."""
    if not any(letter.isdigit() or letter in "IVXІХ" for letter in title):
        return title
    rest = _PART_AFTER.sub(" ", _PART_BEFORE.sub(" ", title)).strip(" .,:;–-")
    return rest or title


@lru_cache(maxsize=16_384)
def part_in(text: str) -> int | None:
    """The number of a volume that a text names: "Т. 2", "2-кітап", "Vol. IV"; None without one."""
    found = _PART_BEFORE.search(text) or _PART_AFTER.search(text)
    return number_of(found[1].upper()) if found else None


def _part_and_numbers(stored: Stored) -> tuple[int | str | None, frozenset[int]]:
    title = (stored.get("title") or {"text": ""})["text"]
    told = stored.get("part_number", "")
    text = f"{title} : {stored.get('subtitle', '')}"
    part: int | str | None = min(numbers_in(told), default=None) if told else None
    if part is None:
        part = (
            _plain(told or stored.get("part_title", "")) or part_in(text) or part_in(stored.get("extent", ""))
        )
    return part, numbers_in(without_part(title))


@lru_cache(maxsize=16_384)
def pages_of(extent: str) -> int | None:
    """The number of pages that an extent tells: the one before the word for pages, else its largest."""
    if not extent:
        return None
    told = _PAGES.search(extent)
    if told:
        return int(told[1])
    return max(map(int, _ANY_NUMBER.findall(extent)), default=None)
