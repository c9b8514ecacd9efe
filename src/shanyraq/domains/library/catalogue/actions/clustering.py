"""Records come to their editions and works, in batches of an import or one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from shanyraq.domains.library.catalogue.actions import cluster_rows as rows
from shanyraq.domains.library.catalogue.actions import cluster_writing as writing
from shanyraq.domains.library.catalogue.actions.cluster_rows import Cluster, Member
from shanyraq.domains.library.catalogue.actions.decided import read_decided_records, read_decided_works
from shanyraq.domains.library.catalogue.actions.headings import link_headings
from shanyraq.domains.library.catalogue.actions.placing import Entry, Placing
from shanyraq.domains.library.catalogue.clustering.best import best_of
from shanyraq.domains.library.catalogue.clustering.features import features_of
from shanyraq.domains.library.catalogue.clustering.keys import keys_of
from shanyraq.domains.library.catalogue.models import ClusterAction, ClusterActionKind, Record, RecordState


def assign(records: Sequence[Record], *, at: datetime) -> None:
    """Set ``edition`` of each record, new ones (not saved, no edition) and changed ones (saved) alike.

    The caller saves the records, in the same transaction. Makes, changes and redirects editions and works,
    their keys and links to authorities, and doubtful pairs, with a constant number of queries. An advisory
    lock held to the end of the transaction keeps two imports from making the same edition twice.
    """
    if not records:
        return
    entries = [_entry(record) for record in records]
    with transaction.atomic():
        rows.lock()
        placing = _read(entries)
        for entry in sorted(entries, key=lambda entry: entry.record.pk is None):
            placing.place(entry)
        _write(placing, entries, at)


def _entry(record: Record) -> Entry:
    description = record.description
    features = features_of(description)
    rank = (record.library_id, record.control_number)
    keys = keys_of(features)
    member = Member(rank, description, record.state == RecordState.ACTIVE, record.pk, keys.stored)
    return Entry(record, description, features, keys, member)


def _read(entries: Sequence[Entry]) -> Placing:
    """All that the batch may touch, by the same six queries whatever it holds."""
    saved = [entry for entry in entries if entry.record.pk]
    _refresh_editions(saved)
    decided = read_decided_records([entry.record.pk for entry in saved])
    own = {entry.record.edition_id for entry in saved}.union(*decided.same.values())
    asked: dict[int, int] = {}
    for entry in entries:
        for key, most in entry.keys.asked.items():
            asked[key] = max(most, asked.get(key, 0))
    clusters, under = rows.read_candidates(asked, own)
    read_decided_works(decided, clusters)
    changed: set[int | None] = {entry.record.pk for entry in saved}
    others = _without(rows.read_members(own), changed)
    return Placing(
        clusters=clusters,
        under=under,
        decided=decided,
        others=others,
        editions_of_work=rows.count_editions([clusters[pk].work for pk in own if pk in clusters]),
        new_editions=iter(rows.next_ids("library_catalogue_edition", len(entries))),
        new_works=iter(rows.next_ids("library_catalogue_work", len(entries))),
    )


def _refresh_editions(saved: Sequence[Entry]) -> None:
    """What the caller knew of a record's edition may be old by now: another may have merged it."""
    now = dict(
        Record.objects.filter(pk__in=[entry.record.pk for entry in saved]).values_list("pk", "edition_id")
    )
    for entry in saved:
        entry.record.edition_id = now.get(entry.record.pk, entry.record.edition_id)


def _without(members: Mapping[int, list[Member]], changed: set[int | None]) -> dict[int, list[Member]]:
    return {pk: [each for each in those if each.pk not in changed] for pk, those in members.items()}


def _write(placing: Placing, entries: Sequence[Entry], at: datetime) -> None:
    changed: set[int | None] = {entry.record.pk for entry in entries if entry.record.pk}
    touched = [placing.clusters[pk] for pk in sorted(placing.touched)]
    members = _without(rows.read_members([each.pk for each in touched if not each.is_new]), changed)
    gone = _gone(placing, touched, members)
    living = [each for each in touched if each.pk not in gone]
    stale, fresh = _describe(living, members)
    stale += [(key, pk) for pk in gone for key in placing.clusters[pk].stored_keys]
    for each in touched:
        each.work = placing.work_of(each)
    writing.insert_works(
        [(pk, stored) for pk, stored in placing.made_works if pk not in placing.joined_works]
    )
    moved = writing.redirect_works(_works_gone(placing), at)
    writing.insert_editions([each for each in living if each.is_new], at)
    described = [each for each in living if each.is_changed]
    writing.update_editions([each for each in described if not each.is_new], at)
    writing.touch_editions([each for each in living if not each.is_changed], at)
    writing.retitle_works([(work, placing.clusters[pk].description) for work, pk in placing.renamed.items()])
    writing.write_keys(fresh, stale)
    new = frozenset([each.pk for each in living if each.is_new])
    link_headings([(each.pk, each.description) for each in described], fresh=new, at=at)
    _redirect(placing, gone, moved=moved, at=at)
    writing.close_doubts([*gone, *(entry.record.edition_id for entry in entries if entry.record.pk)], at)
    writing.write_doubts([row for key, row in placing.doubts.items() if gone.keys().isdisjoint(key[1:])], at)


def _gone(
    placing: Placing, touched: Iterable[Cluster], members: Mapping[int, list[Member]]
) -> dict[int, int]:
    """Editions that all their records left, with where the last one went; their works follow if now empty."""
    gone: dict[int, int] = {}
    for each in touched:
        if each.left_for and not each.arrivals and not members.get(each.pk):
            gone[each.pk] = each.left_for
            target = placing.clusters[each.left_for]
            mine, theirs = placing.work_of(each), placing.work_of(target)
            if mine != theirs and placing.editions_of_work.get(each.work, 1) <= 1:
                placing.joined_works[mine] = theirs
    return gone


def _describe(
    living: Iterable[Cluster], members: Mapping[int, list[Member]]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Describe editions by their records; pairs of key and edition that go, and that come."""
    stale: list[tuple[int, int]] = []
    fresh: list[tuple[int, int]] = []
    for each in living:
        each.description = describe([*members.get(each.pk, ()), *each.arrivals]) or dict(each.description)
        if not each.is_changed or (not each.is_new and each.has_its_keys):
            continue
        before = set() if each.is_new else set(each.stored_keys)
        is_one_record = each.is_new and len(each.arrivals) == 1
        keys = each.arrivals[0].keys if is_one_record else None
        after = dict.fromkeys(keys if keys is not None else rows.stored_keys(each.description))
        stale += [(key, each.pk) for key in before if key not in after]
        fresh += [(key, each.pk) for key in after if key not in before]
    return stale, fresh


def describe(members: Iterable[Member]) -> dict[str, object]:
    """The best description of some records: of those that are held, or of all when none is held any more."""
    ordered = sorted(members, key=lambda member: member.rank)
    held = [member.description for member in ordered if member.is_active]
    return best_of(held or [member.description for member in ordered]) if ordered else {}


def _works_gone(placing: Placing) -> dict[int, int]:
    """Stored works that were joined to others, with the one that each leads to."""
    made = {pk for pk, _stored in placing.made_works}
    return {pk: _root(placing.joined_works, pk) for pk in placing.joined_works if pk not in made}


def _redirect(
    placing: Placing, gone: Mapping[int, int], *, moved: list[tuple[int, int]], at: datetime
) -> None:
    """Let empty editions lead on, and record that nobody but the scores did it and joined works."""
    works = _works_gone(placing)
    writing.redirect_editions(gone, at)
    actions = [
        ClusterAction(
            kind=ClusterActionKind.MERGE_EDITIONS,
            first_id=kept,
            second_id=pk,
            moves={
                "records": [list(move) for move in placing.moved if move[1] == pk],
                "redirects": [["edition", pk, None, kept]],
            },
            at=at,
        )
        for pk, kept in gone.items()
    ]
    actions += _work_actions(works, moved, at)
    ClusterAction.objects.bulk_create(actions)


def _work_actions(
    works: Mapping[int, int], moved: list[tuple[int, int]], at: datetime
) -> list[ClusterAction]:
    by_work: dict[int, list[int]] = {}
    for edition, work in sorted(moved):
        by_work.setdefault(work, []).append(edition)
    return [
        ClusterAction(
            kind=ClusterActionKind.MERGE_WORKS,
            first_id=editions[0],
            moves={
                "redirects": [["work", work, None, works[work]]],
                "works": [[edition, work, works[work]] for edition in editions],
            },
            at=at,
        )
        for work, editions in by_work.items()
    ]


def _root(joined: Mapping[int, int], pk: int) -> int:
    while pk in joined:
        pk = joined[pk]
    return pk


__all__ = ["assign", "describe"]
