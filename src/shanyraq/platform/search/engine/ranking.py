"""The order of the best results: by score, the reader's language, and freshness where it matters."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

import tantivy

from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.engine.encoding import tongue
from shanyraq.platform.search.engine.opening import shown_at

WINDOW: Final = 60
"""Only among so many of the best is the order refined; pages behind follow the score alone."""
SPARE: Final = 40
OWN_LANGUAGE: Final = 1.15
NEW: Final = 0.35
HALF_LIFE_DAYS: Final = 30.0

Addressed = list[tuple[float, Any]]


def window(wish: Wish) -> int:
    """How many results must be known to cut the wanted page out of them."""
    return max(WINDOW, wish.offset + wish.limit)


def only_seen(searcher: tantivy.Searcher, hits: Addressed, scopes: Collection[str]) -> Addressed:
    """The hits that a reader of these *scopes* may see; only those that are not for all are looked up."""
    traits = searcher.fast_field_values("traits", [address for _, address in hits])
    return [
        hit
        for hit, trait in zip(hits, traits, strict=True)
        if int(trait or 0) & 1 or not set(scopes).isdisjoint(shown_at(searcher, hit[1])["scopes"])
    ]


def ordered(searcher: tantivy.Searcher, hits: Addressed, wish: Wish) -> Addressed:
    """The first ``WINDOW`` hits in their refined order, then the others as they are."""
    best, others = hits[:WINDOW], hits[WINDOW:]
    addresses = [address for _, address in best]
    traits = searcher.fast_field_values("traits", addresses)
    days = searcher.fast_field_values("day", addresses)
    own, today = tongue(wish.language), date.today().toordinal()  # noqa: DTZ011 - a day more or less does not matter
    refined = [
        (score * _language_factor(int(trait or 0), own) * _age_factor(int(trait or 0), day, today), address)
        for (score, address), trait, day in zip(best, traits, days, strict=True)
    ]
    return [*sorted(refined, key=lambda hit: -hit[0]), *others]


def _language_factor(trait: int, own: int) -> float:
    return OWN_LANGUAGE if trait >> 2 == own else 1.0


def _age_factor(trait: int, day: Any, today: int) -> float:
    """Up to ``NEW`` more for something new of a kind that ages; half of it after ``HALF_LIFE_DAYS``."""
    if not trait & 2 or day is None:
        return 1.0
    return float(1 + NEW * 0.5 ** (abs(today - int(day)) / HALF_LIFE_DAYS))
