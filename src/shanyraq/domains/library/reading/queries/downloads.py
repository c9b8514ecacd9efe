"""Which whole books a visitor may take along."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F

from shanyraq.domains.library.reading.models import DigitalEdition, Download
from shanyraq.domains.library.reading.queries.access import Visitor, decide


def may_download(edition: DigitalEdition, visitor: Visitor) -> bool:
    """Books open to everybody may be taken along by everybody; others only by the library's keepers."""
    return decide(edition, visitor).is_open or visitor.keeps(edition.library_id)


def ready_downloads(edition: DigitalEdition, visitor: Visitor) -> list[Download]:
    """The files that are made and up to date; at most one query, none for books that are not given away."""
    if not may_download(edition, visitor):
        return []
    return list(edition.downloads.filter(of_change=edition.changed_at).order_by("kind"))


def ready_by_edition(editions: Collection[DigitalEdition]) -> dict[int, list[Download]]:
    """The files of several digital editions; one query. Whether they may be had is asked for each."""
    found: dict[int, list[Download]] = {}
    made = Download.objects.filter(edition__in=editions, of_change=F("edition__changed_at")).order_by("kind")
    for download in made:
        found.setdefault(download.edition_id, []).append(download)
    return found
