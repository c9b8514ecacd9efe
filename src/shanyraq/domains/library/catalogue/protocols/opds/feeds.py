"""A feed as both versions of OPDS tell it; all addresses are whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shanyraq.domains.library.catalogue.public_parts import Acquisition
from shanyraq.domains.library.catalogue.queries.shown import ShownEdition
from shanyraq.domains.library.catalogue.wording.languages import bcp47


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to another feed of the catalogue. ``relation`` is a relation of links where one fits."""

    title: str
    address: str
    summary: str = ""
    relation: str = "subsection"
    is_acquisition: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that narrows the feed, with how many publications would be left."""

    title: str
    address: str
    count: int
    is_active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetGroup:
    """Values of which one narrows the feed."""

    title: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """An edition with the ways to get it."""

    edition: ShownEdition
    address: str
    page: str
    cover: str
    acquisitions: tuple[Acquisition, ...]

    @property
    def languages(self) -> list[str]:
        """Its languages by BCP 47; the first with the script where that is not the usual one."""
        told = self.edition.described
        script = told.scripts[0] if len(told.scripts) == 1 else ""
        return [bcp47(code, "" if place else script) for place, code in enumerate(told.languages)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where this part of a list stands in it."""

    number: int
    per_page: int
    total: int
    first: str
    last: str
    previous: str = ""
    following: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed of ways (navigation) or of publications (acquisition)."""

    title: str
    address: str
    start: str
    search: str
    changed_at: datetime
    ways: Sequence[Way] = ()
    publications: Sequence[Publication] | None = None
    facets: Sequence[FacetGroup] = field(default_factory=tuple)
    pages: Pages | None = None
