"""Changes of references as data: applied, checked and turned round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from shanyraq.domains.library.catalogue.actions import cluster_rows as rows
from shanyraq.domains.library.catalogue.actions import cluster_writing as writing
from shanyraq.domains.library.catalogue.actions.cluster_rows import Cluster, Member
from shanyraq.domains.library.catalogue.actions.clustering import describe
from shanyraq.domains.library.catalogue.actions.headings import link_headings
from shanyraq.domains.library.catalogue.models import Edition, Record, RecordState, Work


@dataclass(slots=True)
class Moves:
    """``records``: record, from edition, to edition. ``works``: edition, from work, to work. ``redirects``:
    "edition" or "work", which, from, to (None: it leads nowhere)."""

    records: list[list[Any]] = field(default_factory=list)
    works: list[list[Any]] = field(default_factory=list)
    redirects: list[list[Any]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """As it is stored with the change."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Moves:
        """As it was stored; what the clustering itself did has no records: those left one by one."""
        return cls(**{name: list(stored.get(name) or ()) for name in ("records", "works", "redirects")})

    def reversed(self) -> Moves:
        """The moves that bring everything back."""
        return Moves(
            records=[[pk, to, source] for pk, source, to in self.records],
            works=[[pk, to, source] for pk, source, to in self.works],
            redirects=[[what, pk, to, source] for what, pk, source, to in self.redirects],
        )

    def redirect_what_empties(self) -> None:
        """Let editions and works that these moves leave empty lead to where the last one goes."""
        led = {(what, pk) for what, pk, *_rest in self.redirects}
        records, editions = _firsts(self.records), _firsts(self.works)
        for source, to in {source: to for _pk, source, to in self.records}.items():
            stay = Record.objects.filter(edition=source).exclude(pk__in=records).exists()
            if not stay and ("edition", source) not in led:
                self.redirects.append(["edition", source, None, to])
        for source, to in {source: to for _pk, source, to in self.works}.items():
            stay = Edition.objects.filter(work=source, merged_into=None).exclude(pk__in=editions).exists()
            if not stay and ("work", source) not in led:
                self.redirects.append(["work", source, None, to])

    def are_possible(self) -> bool:
        """Whether everything is still where the moves begin."""
        records = dict(Record.objects.filter(pk__in=_firsts(self.records)).values_list("pk", "edition_id"))
        works = dict(Edition.objects.filter(pk__in=_firsts(self.works)).values_list("pk", "work_id"))
        return (
            all(records.get(pk) == source for pk, source, _to in self.records)
            and all(works.get(pk) == source for pk, source, _to in self.works)
            and all(_leads_to(what, pk) == source for what, pk, source, _to in self.redirects)
        )


def _firsts(moves: Iterable[Sequence[Any]]) -> list[int]:
    return [move[0] for move in moves]


def _leads_to(what: str, pk: int) -> int | None:
    table: type[Edition | Work] = Edition if what == "edition" else Work
    found: int | None = table._base_manager.values_list("merged_into_id", flat=True).get(pk=pk)  # noqa: SLF001 - open by Django's documents
    return found


def apply_moves(moves: Moves, *, at: datetime) -> None:
    """Move records and editions, set redirects, describe the editions anew. The caller holds the lock."""
    touched = {pk for _record, source, to in moves.records for pk in (source, to)}
    touched |= {pk for what, pk, *_rest in moves.redirects if what == "edition"}
    keys = {pk: set(rows.stored_keys(stored)) for pk, stored in _descriptions(touched)}
    for pk, _source, to in moves.records:
        Record.objects.filter(pk=pk).update(edition_id=to, changed_at=at)
    for what, pk, _source, to in moves.redirects:
        if what == "edition":
            Edition.objects.filter(pk=pk).update(merged_into_id=to, changed_at=at)
        else:
            Work.objects.filter(pk=pk).update(merged_into_id=to)
    for pk, _source, to in moves.works:
        Edition.objects.filter(pk=pk).update(work_id=to, changed_at=at)
    describe_again(touched, keys, at=at)


def _descriptions(editions: Iterable[int]) -> list[tuple[int, dict[str, Any]]]:
    return list(Edition.objects.filter(pk__in=editions).values_list("pk", "description"))


def describe_again(editions: Iterable[int], keys: dict[int, set[int]], *, at: datetime) -> None:
    """Build descriptions, columns, keys and links of editions from their records; *keys* are those stored.

    An edition without records keeps its description and loses its keys.
    """
    members = rows.read_members(editions)
    fresh, stale, described = [], [], []
    for edition in Edition.objects.filter(pk__in=editions).order_by("pk"):
        if edition.pk in members:
            description = describe(members[edition.pk])
            described.append(Cluster(edition.pk, edition.work_id, description))
            fresh += [(key, edition.pk) for key in rows.stored_keys(description)]
        stale += [(key, edition.pk) for key in keys.get(edition.pk, ())]
    writing.update_editions(described, at)
    writing.write_keys(fresh, stale)
    link_headings([(each.pk, each.description) for each in described], fresh=frozenset(), at=at)


def new_edition(work: Work, records: Sequence[Record], *, at: datetime) -> Edition:
    """An edition of a work, described by records that will move to it."""
    members = [
        Member(
            (record.library_id, record.control_number), record.description, record.state == RecordState.ACTIVE
        )
        for record in records
    ]
    cluster = Cluster(
        rows.next_ids("library_catalogue_edition", 1)[0], work.pk, describe(members), is_new=True
    )
    writing.insert_editions([cluster], at)
    return Edition.objects.get(pk=cluster.pk)


def new_work(edition: Edition) -> Work:
    """A work named after an edition."""
    title, language, creator = writing.work_columns(edition.description)
    return Work.objects.create(title=title, language=language, creator=creator)
