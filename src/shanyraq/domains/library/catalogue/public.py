"""The door of this room for surfaces: what of the catalogue has a page of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from shanyraq.domains.library.catalogue.models import Edition, EditionAgent, EditionSubject
from shanyraq.domains.library.catalogue.queries.authorities import MAKERS
from shanyraq.domains.library.catalogue.queries.visibility import seen_editions
from shanyraq.platform.vocabularies.models import Authority

SPAN: Final = 5_000
"""Primary keys in one part of a map: what is added or goes never moves an address to another part."""


@dataclass(frozen=True, slots=True)
class Address:
    """The path below a language of a public page, and when it changed."""

    path: str
    changed_at: dt.datetime | None


def map_parts() -> dict[str, int]:
    """How many parts the map of each kind has: ``editions``, ``people``, ``subjects``. Two queries."""
    editions = _last(Edition.objects.all())
    authorities = _last(Authority.objects.all())
    return {"editions": editions, "people": authorities, "subjects": authorities}


def addresses(kind: str, part: int) -> Iterator[Address]:
    """The pages of one kind in one part of its map, numbered from 0. One query.

    :raises KeyError: for a kind that there is not.
    """
    path, rows = _KINDS[kind]
    found = rows().filter(pk__gte=part * SPAN, pk__lt=(part + 1) * SPAN).order_by("pk")
    for public_id, changed_at in found.values_list("public_id", "changed_at").iterator():
        yield Address(f"library/{path}/{public_id}/", changed_at)


def _last(rows: QuerySet[Any]) -> int:
    last = rows.aggregate(last=Max("pk"))["last"]
    return 0 if last is None else last // SPAN + 1


def _people() -> QuerySet[Authority]:
    return _linked(EditionAgent).filter(kind__in=MAKERS)


def _subjects() -> QuerySet[Authority]:
    return _linked(EditionSubject)


def _linked(links: type[EditionAgent] | type[EditionSubject]) -> QuerySet[Authority]:
    """Authorities that something seen leads to, themselves or by one that was merged into them."""
    seen = seen_editions().filter(pk=OuterRef("edition"))
    own = links.objects.filter(Exists(seen), authority=OuterRef("pk"))
    merged = links.objects.filter(Exists(seen), authority__merged_into=OuterRef("pk"))
    return Authority.objects.filter(Q(Exists(own)) | Q(Exists(merged)), merged_into=None)


_KINDS: Final[Mapping[str, tuple[str, Callable[[], QuerySet[Any]]]]] = {
    "editions": ("editions", seen_editions),
    "people": ("people", _people),
    "subjects": ("subjects", _subjects),
}
