"""One edition with all that its page shows. A constant number of queries, whatever it holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from django.db.models import F

from shanyraq.domains.library.catalogue.models import Edition, Item, ItemState, Record
from shanyraq.domains.library.catalogue.public_parts import FREE_STATES, Availability, availability_of
from shanyraq.domains.library.catalogue.queries.shown import LIST_FIELDS, ShownEdition
from shanyraq.domains.library.catalogue.queries.visibility import seen_editions, seen_items, seen_records
from shanyraq.domains.library.network.models import Branch, Library

MOST_EDITIONS: Final = 60
"""Other editions of a work that its pages list."""
MOST_COPIES: Final = 400
"""Copies that a page looks at; of a thing with more, the rest is told as a number."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy with where it is just now."""

    item: Item
    availability: Availability

    @property
    def is_free(self) -> bool:
        """Whether a reader who goes there can hold it."""
        return self.availability.state in FREE_STATES


@dataclass(slots=True)
class BranchCopies:
    """The copies at one branch; free ones first."""

    branch: Branch
    copies: list[Copy] = field(default_factory=list)

    @property
    def free(self) -> int:
        """How many can be held at once."""
        return sum(each.is_free for each in self.copies)


def edition_at(public_id: str) -> Edition | None:
    """The edition at an address, with its work and where it was merged into. One query."""
    wanted = Edition.objects.filter(public_id=public_id)
    return wanted.select_related("work", "merged_into").first()


def last_of(edition: Edition) -> Edition:
    """The edition that an old one was merged into, however many times.

    A query for each step after the first.
    """
    seen = {edition.pk}
    while edition.merged_into is not None and edition.merged_into_id not in seen:
        edition = edition.merged_into
        seen.add(edition.pk)
    return edition


def records_of(edition: Edition) -> list[Record]:
    """The records of live members, with their libraries. One query, without the bytes."""
    found = seen_records().filter(edition=edition).select_related("library").defer("original", "description")
    return list(found.order_by("library__code", "pk"))


def copies_of(edition: Edition, nearest: str = "") -> tuple[list[BranchCopies], int]:
    """Copies by branch and how many there are in all; branches of the library *nearest* come first.

    Two queries and those of the rooms that know where copies are.
    """
    wanted = seen_items().filter(record__edition=edition)
    items = list(
        wanted.select_related("branch__library").order_by("branch", "shelf_mark", "pk")[:MOST_COPIES]
    )
    total = len(items) if len(items) < MOST_COPIES else wanted.count()
    return grouped(items, nearest), total


def grouped(items: list[Item], nearest: str = "") -> list[BranchCopies]:
    """Items by branch: the chosen library first, then branches with free copies, then by name."""
    known = availability_of(item.pk for item in items) if items else {}
    found: dict[int, BranchCopies] = {}
    for item in items:
        group = found.setdefault(item.branch_id, BranchCopies(item.branch))
        group.copies.append(Copy(item, _availability(item, known)))
    for group in found.values():
        group.copies.sort(key=lambda copy: not copy.is_free)
    return sorted(
        found.values(),
        key=lambda each: (
            each.branch.library.code != nearest,
            not each.free,
            str(each.branch),
            each.branch.pk,
        ),
    )


def _availability(item: Item, known: dict[int, Availability]) -> Availability:
    """What lending knows counts for a copy that could be lent; a copy in repair is in repair."""
    if item.state in {ItemState.AVAILABLE, ItemState.REFERENCE} and item.pk in known:
        found = known[item.pk]
        if found.state != ItemState.AVAILABLE:
            return found
    return Availability(item.state)


def others_of_work(edition: Edition) -> list[ShownEdition]:
    """Other editions and translations of the same work, the original's language first, then the newest."""
    found = [each for each in editions_of_work(edition.work_id) if each.pk != edition.pk]
    return found[:MOST_EDITIONS]


def editions_of_work(work_id: int) -> list[ShownEdition]:
    """All editions of a work that may be seen, the newest first. One query."""
    wanted = seen_editions().filter(work_id=work_id).only(*LIST_FIELDS)
    ordered = wanted.order_by(F("year").desc(nulls_last=True), "pk")[: MOST_EDITIONS + 1]
    return [ShownEdition(each) for each in ordered]


def by_language(editions: list[ShownEdition], first: str = "") -> list[tuple[str, list[ShownEdition]]]:
    """Editions grouped by language, *first* before the others, then those with most editions."""
    groups: dict[str, list[ShownEdition]] = defaultdict(list)
    for each in editions:
        groups[each.edition.language].append(each)
    return sorted(groups.items(), key=lambda pair: (pair[0] != first, -len(pair[1]), pair[0]))


def libraries_holding(records: list[Record]) -> list[Library]:
    """The members with a record, each once."""
    return list({record.library_id: record.library for record in records}.values())
