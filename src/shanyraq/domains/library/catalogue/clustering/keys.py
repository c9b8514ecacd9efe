"""Blocking keys: records that share one are compared, all others never meet. Each is a hash of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from shanyraq.domains.library.catalogue.clustering.features import Features
from shanyraq.domains.library.catalogue.clustering.folding import hashed

RULES: Final = 1
"""Version of the rules by which keys are made, folding included. Raise it with every change of them, and say
in the notes of the release that `shanyraq library rekey` is to be run."""
TOLD: Final = (
    "kind", "title", "other_titles", "uniform_title", "original_title", "agents", "publishers", "year",
    "isbns", "issns", "identifiers",
)  # fmt: skip  # a list of words reads better in lines than in a column
"""What of a description keys are made from: without a change in it they stay."""
MOST_KEYS: Final = 24
"""Keys of one description at most: a hostile record cannot flood the table."""
MANY: Final = 30
FEW: Final = 6
"""Editions looked at for one key at most: for a key of editions, and for one that only tells the work."""
_MOST_TITLES = 4
_BEGINNING = 5


@dataclass(frozen=True, slots=True)
class Keys:
    """``stored`` are the keys that an edition is found by; ``asked`` maps those to look under to how many
    editions to look at."""

    stored: tuple[int, ...]
    asked: dict[int, int]


def keys_of(features: Features) -> Keys:
    """All keys of a description: identifiers, title with year, creator with title, and both with only the
    beginning or end of a title, so that a slip in the rest does no harm.

    A record without a year looks at many editions of its work; one with a year also at those without.
    """
    precise = [
        hashed(text) for text in dict.fromkeys([*_identifier_keys(features), *_edition_keys(features)])
    ]
    loose = [hashed(text) for text in dict.fromkeys(_work_keys(features))]
    stored = tuple(dict.fromkeys([*loose, *precise]))[:MOST_KEYS]
    asked = dict.fromkeys(stored, MANY)
    if features.year:
        asked.update(dict.fromkeys(loose, FEW))
        asked.update({hashed(f"title {title} "): MANY for title in features.titles[:1]})
    return Keys(stored, asked)


def _identifier_keys(features: Features) -> Iterator[str]:
    yield from (f"isbn {number}" for number in sorted(features.isbns))
    yield from (f"issn {number}" for number in sorted(features.issns))
    yield from (f"{scheme} {value}" for scheme, value in sorted(features.identifiers))


def _family(features: Features) -> str:
    people = features.creators or features.people
    return people[0][0].family if people else ""


def _edition_keys(features: Features) -> Iterator[str]:
    year = "" if features.kind == "serial" else features.year or ""
    for title in features.titles[:_MOST_TITLES]:
        yield f"title {title} {year}"
    anchor = _family(features) or min(features.publishers, default="")
    if anchor and features.titles and features.year:
        yield f"begin {anchor} {features.titles[0][:_BEGINNING]} {year}"
        yield f"end {anchor} {features.titles[0][-_BEGINNING:]} {year}"


def _work_keys(features: Features) -> Iterator[str]:
    family = _family(features)
    for title in features.work_titles[:_MOST_TITLES]:
        yield f"work {family} {title}"
    if family and features.work_titles:
        yield f"work-begin {family} {features.work_titles[0][: 2 * _BEGINNING]}"
