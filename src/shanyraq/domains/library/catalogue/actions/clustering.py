"""Records come to their editions and works, in batches of an import or one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from shanyraq.domains.library.catalogue.actions import cluster_rows as rows
from shanyraq.domains.library.catalogue.actions import cluster_writing as writing
from shanyraq.domains.library.catalogue.actions.cluster_rows import Cluster, Member, describe
from shanyraq.domains.library.catalogue.actions.decided import read_decided_records, read_decided_works
from shanyraq.domains.library.catalogue.actions.headings import link_headings, put_off
from shanyraq.domains.library.catalogue.actions.placing import Entry, Placing
from shanyraq.domains.library.catalogue.clustering.features import features_of
from shanyraq.domains.library.catalogue.clustering.keys import keys_of
from shanyraq.domains.library.catalogue.models import ClusterAction, ClusterActionKind, Record, RecordState


def assign(records: Sequence[Record], *, at: datetime, links_later: bool = False) -> None:
    """Set ``edition`` of each record, new ones (not saved, no edition) and changed ones (saved) alike.

    They are placed one after the other: the outcome is the same in whatever batches they come.
    The caller saves the records, in the same transaction. Makes, changes and redirects editions and works,
    their keys and links to authorities, and doubtful pairs, with a constant number of queries. An advisory
    lock held to the end of the transaction keeps two imports from making the same edition twice. With
    *links_later* the links wait for ``headings.link_waiting``, to be called after the transaction.
    """
    if not records:
        return
    entries = [_entry(record) for record in records]
    with transaction.atomic():
        rows.lock()
        placing = _read(entries)
        for entry in entries:
            placing.place(entry)
        described = _write(placing, entries, at)
        if links_later:
            put_off([each.pk for each in described])
        else:
            new = frozenset([each.pk for each in described if each.is_new])
            link_headings([(each.pk, each.description) for each in described], fresh=new, at=at)


def _entry(record: Record) -> Entry:
    description = record.description
    features = features_of(description)
    rank = (record.library_id, record.control_number)
    member = Member(rank, description, record.state == RecordState.ACTIVE, record.pk)
    return Entry(record, description, features, keys_of(features), member)


def _read(entries: Sequence[Entry]) -> Placing:
    """All that the batch may touch, by the same queries whatever it holds."""
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
    works = [each.work for each in clusters.values()] if saved else []
    return Placing(
        clusters=clusters,
        under=under,
        decided=decided,
        members=rows.read_members(clusters),
        editions_of_work=rows.count_editions(works),
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


def _write(placing: Placing, entries: Sequence[Entry], at: datetime) -> list[Cluster]:
    """Write what became of the clusters; the editions that are described otherwise than before."""
    touched = [placing.clusters[pk] for pk in sorted(placing.touched)]
    gone = {each.pk: each.left_for for each in touched if each.left_for and placing.has_ended(each)}
    living = [each for each in touched if each.pk not in gone]
    stale, fresh = _key_changes(placing, gone)
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
    _redirect(placing, gone, moved=moved, at=at)
    writing.close_doubts([*gone, *(entry.record.edition_id for entry in entries if entry.record.pk)], at)
    writing.write_doubts([row for key, row in placing.doubts.items() if gone.keys().isdisjoint(key[1:])], at)
    return described


def _key_changes(
    placing: Placing, gone: Mapping[int, int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Pairs of key and edition that go, and that come."""
    stale: list[tuple[int, int]] = []
    fresh: list[tuple[int, int]] = []
    for pk, before in sorted(placing.keys_before.items()):
        after = dict.fromkeys(() if pk in gone else placing.clusters[pk].keys)
        had = set(before)
        stale += [(key, pk) for key in before if key not in after]
        fresh += [(key, pk) for key in after if key not in had]
    return stale, fresh


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
