"""How well records meet in editions and works, and how fast, on an invented union catalogue.

    python benchmarks/library_clustering.py [COUNT]

Starts a PostgreSQL of its own, clusters COUNT records (20 000 if not told) in batches as the import does, and
prints precision, recall and F1 over pairs of records, the doubtful pairs, and records a second.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.library_shelf import empty_shelf

BATCH = 500


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of records that were brought together, against those that belong together."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        """Share of the pairs found that are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the true pairs that were found."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)


def agreement(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """Agreement of clusters, from the cluster and the true cluster of each record."""
    listed = list(pairs)
    counts = [
        Counter(listed),
        Counter(found for found, _true in listed),
        Counter(true for _found, true in listed),
    ]
    right, found, true = (sum(n * (n - 1) // 2 for n in counted.values()) for counted in counts)
    return Agreement(right, found, true)


def store(invented: Sequence[Any], *, batch: int = BATCH) -> tuple[list[Any], float]:
    """Cluster and store records; the saved records and the seconds that clustering alone took."""
    from django.db import transaction  # noqa: PLC0415 - settings are read once the database is up

    from shanyraq.domains.library.catalogue.actions.clustering import assign  # noqa: PLC0415 - needs settings
    from shanyraq.domains.library.catalogue.models import MappingProfile, Record  # noqa: PLC0415 - needs settings
    from shanyraq.domains.library.network.models import Library, LibraryKind  # noqa: PLC0415 - needs settings

    at = datetime(2026, 11, 1, tzinfo=UTC)
    profile = MappingProfile.objects.create(
        code=f"bench-{secrets.token_hex(4)}", name="bench", flavour="marc21"
    )
    members = [
        Library.objects.create(
            code=f"m{secrets.token_hex(4)}", name={"kk": f"Кітапхана {n}"}, kind=LibraryKind.CITY
        )
        for n in range(20)
    ]
    stored: list[Any] = []
    seconds = 0.0
    for start in range(0, len(invented), batch):
        records = [
            Record(
                library=members[one.member], control_number=one.number, profile=profile, format="iso2709",
                encoding="utf-8", original=b"", digest=b"", description=one.description, changed_at=at,
            )
            for one in invented[start : start + batch]
        ]  # fmt: skip  # fields of a record
        with transaction.atomic():
            began = time.perf_counter()
            assign(records, at=at)
            seconds += time.perf_counter() - began
            Record.objects.bulk_create(records)
        stored += records
    return stored, seconds


def measure(count: int) -> None:
    """Generate, cluster, print."""
    from benchmarks.library_records import generate  # noqa: PLC0415 - settings are read once the database is up
    from benchmarks.machine import described  # noqa: PLC0415 - needs settings
    from shanyraq.domains.library.catalogue.actions.bridging import join_sure_pairs  # noqa: PLC0415 - needs settings
    from shanyraq.domains.library.catalogue.models import DoubtfulPair, Edition, Record  # noqa: PLC0415 - needs settings
    from shanyraq.platform.vocabularies.models import Authority  # noqa: PLC0415 - needs settings

    invented = generate(count)
    _stored, seconds = store(invented)
    joined = join_sure_pairs(at=datetime(2026, 11, 2, tzinfo=UTC))
    truth = {one.number: one for one in invented}
    placed = list(Record.objects.values_list("control_number", "edition_id", "edition__work_id"))
    print(described("clustering alone, one process"))
    print(
        f"{count} records, {len({one.edition for one in invented})} editions, "
        f"{len({one.work for one in invented})} works in truth; "
        f"{Edition.objects.filter(merged_into=None).count()} editions, "
        f"{len({work for *_rest, work in placed})} works found, {Authority.objects.count()} authorities"
    )
    for name, pairs in (
        ("editions", [(edition, truth[number].edition) for number, edition, _work in placed]),
        ("works", [(work, truth[number].work) for number, _edition, work in placed]),
    ):
        agreed = agreement(pairs)
        print(f"{name:<10} precision {agreed.precision:.4f}  recall {agreed.recall:.4f}  F1 {agreed.f1:.4f}")
    print(f"pairs of editions joined afterwards by the periodic task: {joined}")
    for level in ("edition", "work"):
        print(
            f"doubtful pairs of {level}s: {DoubtfulPair.objects.filter(level=level, closed_at=None).count()}"
        )
    print(
        f"{seconds:.1f} s, {count / seconds:.0f} records a second, {1000 * seconds / count:.3f} ms a record"
    )


def main(arguments: list[str] | None = None) -> int:
    """Bring up a database, measure, take it down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=20_000, metavar="COUNT")
    options = parser.parse_args(arguments)
    with empty_shelf():
        measure(options.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
