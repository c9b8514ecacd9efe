"""Everything a search is asked for, apart from the reader's rights."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.search.documents import PUBLIC

PER_PAGE = 20


class Order(StrEnum):
    """How results are sorted."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """``words`` as typed; ``language`` of the reader; chosen values of facets; days; order; part of the list.

    ``source`` keeps to the things of one room; ``own`` are chosen values of its own facets as (name, value),
    ``wanted`` the names of those to be counted. ``audiences`` are the groups that the reader belongs to:
    nothing else is found, counted or suggested.
    """

    words: str = ""
    language: str = DEFAULT
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    source: str = ""
    own: tuple[tuple[str, str], ...] = ()
    wanted: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    order: Order = Order.BEST
    offset: int = 0
    limit: int = PER_PAGE
    audiences: frozenset[str] = field(default_factory=lambda: frozenset({PUBLIC}))

    @property
    def chosen_own(self) -> dict[str, tuple[str, ...]]:
        """The chosen values of the source's own facets by the name of the facet."""
        names = dict.fromkeys(name for name, _value in self.own)
        return {name: tuple(value for each, value in self.own if each == name) for name in names}

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The chosen values by the name of the facet."""
        return {
            "kind": self.kinds,
            "language": self.languages,
            "place": self.places,
            "period": self.periods,
        }
