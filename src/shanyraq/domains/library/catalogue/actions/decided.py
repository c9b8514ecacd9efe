"""What people decided about the records and editions of a batch; it wins over every score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from shanyraq.domains.library.catalogue.models import Verdict

Pair = tuple[int, int]


@dataclass(slots=True)
class Decided:
    """``same`` and ``apart`` map a record to the editions that it belongs to or may not come to.

    ``works_same`` holds editions that a person put to their work, ``works_apart`` pairs of works that are not
    one, ``editions_apart`` pairs of editions that are not of one work.
    """

    same: dict[int, set[int]] = field(default_factory=dict)
    apart: dict[int, set[int]] = field(default_factory=dict)
    works_same: set[int] = field(default_factory=set)
    works_apart: set[frozenset[int]] = field(default_factory=set)
    editions_apart: set[frozenset[int]] = field(default_factory=set)


def read_decided_records(records: Iterable[int]) -> Decided:
    """Decisions on stored records, with the editions in which the other records are now. One query."""
    decided = Decided()
    asked = sorted(set(records))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT decision.first_id, other.edition_id, decision.verdict
            FROM library_catalogue_clusterdecision decision
            JOIN library_catalogue_record other ON other.id = decision.second_id
            WHERE decision.revoked_at IS NULL AND decision.first_id = ANY(%s)
            UNION ALL
            SELECT decision.second_id, other.edition_id, decision.verdict
            FROM library_catalogue_clusterdecision decision
            JOIN library_catalogue_record other ON other.id = decision.first_id
            WHERE decision.revoked_at IS NULL AND decision.second_id = ANY(%s)
            """,
            [asked, asked],
        )
        for record, edition, verdict in cursor.fetchall():
            kept = decided.same if verdict == Verdict.SAME else decided.apart
            kept.setdefault(record, set()).add(edition)
    return decided


def read_decided_works(decided: Decided, editions: Iterable[int]) -> None:
    """Add decisions on the works of editions, with the works that both editions have now. One query."""
    asked = sorted(set(editions))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT decision.first_id, decision.second_id, decision.verdict, one.work_id, other.work_id
            FROM library_catalogue_workdecision decision
            JOIN library_catalogue_edition one ON one.id = decision.first_id
            JOIN library_catalogue_edition other ON other.id = decision.second_id
            WHERE decision.revoked_at IS NULL
              AND (decision.first_id = ANY(%s) OR decision.second_id = ANY(%s))
            """,
            [asked, asked],
        )
        for first, second, verdict, one, other in cursor.fetchall():
            if verdict == Verdict.SAME:
                decided.works_same |= {first, second}
            else:
                decided.works_apart.add(frozenset((one, other)))
                decided.editions_apart.add(frozenset((first, second)))
