"""An edition with the records that are in it, and its work with its editions, for taking them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shanyraq.domains.library.catalogue.models import Edition, Record
from shanyraq.domains.library.catalogue.queries.clusters import current_edition

MOST_RECORDS: Final = 300
MOST_EDITIONS: Final = 100


@dataclass(frozen=True, slots=True)
class Joined:
    """``records`` of the edition and other ``editions`` of its work; the numbers of all, ``libraries``
    that have a record of the edition, ``work_libraries`` those that have one of any edition of the work."""

    edition: Edition
    records: tuple[Record, ...]
    number: int
    editions: tuple[Edition, ...]
    libraries: frozenset[int]
    work_libraries: frozenset[int]


def joined_at(public_id: str) -> Joined | None:
    """What an edition is made of now; None for an unknown id.

    Five queries, and one for each time the edition was merged.
    """
    edition = current_edition(public_id)
    if edition is None:
        return None
    records = Record.objects.filter(edition=edition).select_related("library").defer("original")
    listed = records.order_by("library__code", "control_number")[:MOST_RECORDS]
    others = Edition.objects.filter(work=edition.work_id, merged_into=None).exclude(pk=edition.pk)
    libraries = frozenset(records.order_by().values_list("library_id", flat=True).distinct())
    of_work = Record.objects.filter(edition__work=edition.work_id).order_by()
    return Joined(
        edition=edition,
        records=tuple(listed),
        number=records.count(),
        editions=tuple(others.order_by("year", "title", "pk")[:MOST_EDITIONS]),
        libraries=libraries,
        work_libraries=libraries | frozenset(of_work.values_list("library_id", flat=True).distinct()),
    )
