"""What the library's first page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import Count, Min, Q

from shanyraq.domains.library.catalogue.models import Edition, Record, RecordState
from shanyraq.domains.library.catalogue.queries.shown import LIST_FIELDS, ShownEdition
from shanyraq.domains.library.catalogue.queries.visibility import seen_editions
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.states import MembershipState

NEW_ARRIVALS: Final = 12
ESTIMATED_FROM: Final = 200_000
"""Rows from which on a count is the planner's estimate: nobody needs the last digit, everybody the page."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is. ``is_estimate`` says that numbers are rounded."""

    editions: int
    items: int
    libraries: int
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A member library with how many records it brought."""

    library: Library
    records: int


def counts(members: list[Member]) -> Counts:
    """How much the network has. Two or three queries."""
    editions, items = _estimate("library_catalogue_edition"), _estimate("library_catalogue_item")
    is_estimate = editions >= ESTIMATED_FROM
    if not is_estimate:
        editions = seen_editions().count()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM library_catalogue_item WHERE state <> 'withdrawn'")
            items = cursor.fetchone()[0]
    return Counts(_rounded(editions), _rounded(items), len(members), is_estimate)


def members() -> list[Member]:
    """Live members, those with most records first. One query."""
    active = Count("records", filter=Q(records__state=RecordState.ACTIVE))
    live = Library.objects.filter(state=MembershipState.LIVE).annotate(number=active)
    return [Member(each, each.number) for each in live.order_by("-number", "code")]


def new_arrivals(most: int = NEW_ARRIVALS) -> list[ShownEdition]:
    """The editions that came last, one of each work. One query on the primary key."""
    newest = seen_editions().order_by("-pk").only(*LIST_FIELDS)[: most * 3]
    by_work: dict[int, Edition] = {}
    for each in newest:
        by_work.setdefault(each.work_id, each)
    return [ShownEdition(each) for each in list(by_work.values())[:most]]


def languages(most: int = 12) -> list[tuple[str, int]]:
    """Languages with how many editions are in each, most first."""
    found = (
        Edition.objects.filter(merged_into=None).exclude(language="")
        .values_list("language").annotate(number=Count("pk")).order_by("-number", "language")
    )  # fmt: skip  # one step a line
    return list(found[:most])


def first_change() -> object:
    """When the oldest record that harvesters may have was changed last; None in an empty catalogue."""
    return Record.objects.aggregate(first=Min("changed_at"))["first"]


def _estimate(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = to_regclass(%s)", [table]
        )
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] else 0


def _rounded(number: int) -> int:
    return round(number, -3) if number >= ESTIMATED_FROM else number
