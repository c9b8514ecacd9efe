"""Where the records of a batch belong, worked out in memory: no query is made here."""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from shanyraq.domains.library.catalogue.actions.cluster_rows import Cluster, Member, describe
from shanyraq.domains.library.catalogue.actions.decided import Decided
from shanyraq.domains.library.catalogue.clustering.best import best_of
from shanyraq.domains.library.catalogue.clustering.editions import edition_score
from shanyraq.domains.library.catalogue.clustering.features import Features, Stored, features_of
from shanyraq.domains.library.catalogue.clustering.keys import TOLD, Keys
from shanyraq.domains.library.catalogue.clustering.scores import Outcome, Score
from shanyraq.domains.library.catalogue.clustering.works import work_score
from shanyraq.domains.library.catalogue.models import ClusterLevel, Record

MOST_DOUBTS: Final = 3
"""Doubtful pairs that one record brings at most: the likeliest ones."""
_CLEARLY: Final = 10
"""Points by which the best of several reprints must lead."""
Doubt = tuple[str, int, int, int, str]
Scored = tuple[Score, Cluster]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of the batch with what its description was folded to."""

    record: Record
    description: Stored
    features: Features
    keys: Keys
    member: Member


@dataclass(slots=True)
class Placing:
    """The clusters that the batch touches and what happens to them."""

    clusters: dict[int, Cluster]
    under: dict[int, list[int]]
    decided: Decided
    members: dict[int, list[Member]]
    """The records of the clusters, as they are after those that have been placed."""
    editions_of_work: dict[int, int]
    new_editions: Iterator[int]
    new_works: Iterator[int]
    made_works: list[tuple[int, Stored]] = field(default_factory=list)
    joined_works: dict[int, int] = field(default_factory=dict)
    renamed: dict[int, int] = field(default_factory=dict)
    doubts: dict[tuple[str, int, int], Doubt] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)
    moved: list[tuple[int, int, int]] = field(default_factory=list)
    """Stored records that changed their edition: record, from, to."""
    keys_before: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """The keys in the database of the editions whose keys changed or are made."""

    # --- editions ---

    def place(self, entry: Entry) -> None:
        """Give a record its edition: a stored one is first asked whether it still fits where it is."""
        own = self.clusters.get(entry.record.edition_id) if entry.record.pk else None
        if own:
            self.members[own.pk] = [each for each in self._rest(own) if each.pk != entry.record.pk]
        near = self._near(entry)
        target = self._stay(entry, own) if own else None
        if target is None:
            alone = own if own and self._is_alone(own) else None
            target = self._find(near, own) or alone or self._make(entry)
        self._enter(entry, target, own)
        self._settle_work(entry, target, [each for _score, each in near if each is not target])
        if own and own is not target:
            self._leave(entry, own, target)
        self._doubt_editions(near, target)

    def _near(self, entry: Entry) -> list[Scored]:
        """The editions that share a key and from which no person keeps the record, the oldest first."""
        apart = self.decided.apart.get(entry.record.pk or 0, ())
        found = {pk for key, most in entry.keys.asked.items() for pk in self.under.get(key, ())[:most]}
        near = [self.clusters[pk] for pk in sorted(found.difference(apart))]
        return [(edition_score(entry.features, each.features), each) for each in near]

    def _stay(self, entry: Entry, own: Cluster) -> Cluster | None:
        """The edition that a person or the score keeps a stored record in; None when it must look around."""
        for pk in sorted(self.decided.same.get(entry.record.pk or 0, ())):
            if pk in self.clusters and not self.has_ended(self.clusters[pk]):
                return self.clusters[pk]
        if self._is_alone(own):
            return None
        if own.pk in self.decided.apart.get(entry.record.pk or 0, ()):
            return None
        rest = features_of(best_of([member.description for member in self._rest(own)]))
        return own if edition_score(entry.features, rest).outcome != Outcome.DIFFERENT else None

    def _rest(self, own: Cluster) -> list[Member]:
        return self.members.get(own.pk, [])

    def has_ended(self, cluster: Cluster) -> bool:
        """Whether all records left an edition."""
        return bool(cluster.left_for) and self._is_alone(cluster)

    def _is_alone(self, own: Cluster) -> bool:
        return not self._rest(own)

    def _find(self, near: list[Scored], own: Cluster | None) -> Cluster | None:
        """The edition with the best score that says same; of equally good ones the oldest.

        Without a year on one side it must be the only one that fits: else any reprint might be meant.
        """
        same = [pair for pair in near if pair[0].outcome == Outcome.SAME and pair[1] is not own]
        if not same:
            return None
        score, found = max(same, key=lambda pair: (pair[0].points, -pair[1].pk))
        rivals = [pair for pair in same if pair[1] is not found and pair[0].points > score.points - _CLEARLY]
        return None if rivals and any(part.code == "year_missing" for part in score.parts) else found

    def _make(self, entry: Entry) -> Cluster:
        cluster = Cluster(next(self.new_editions), 0, best_of([entry.description]), is_new=True)
        cluster.folded, cluster.known_keys = entry.features, entry.keys.stored
        self.clusters[cluster.pk] = cluster
        self._file(cluster, ())
        return cluster

    def _enter(self, entry: Entry, target: Cluster, own: Cluster | None) -> None:
        if own is target and self._is_alone(target):
            self._rewrite(entry, target)
        self.members.setdefault(target.pk, []).append(entry.member)
        self.touched.add(target.pk)
        entry.record.edition_id = target.pk
        if not self._is_just_made(target):
            self._describe(target)

    def _is_just_made(self, target: Cluster) -> bool:
        return target.is_new and len(self._rest(target)) == 1

    def _leave(self, entry: Entry, own: Cluster, target: Cluster) -> None:
        """What becomes of the edition that a record left: it is described by the others, or ends."""
        own.left_for = target.pk
        self.moved.append((entry.record.pk or 0, own.pk, target.pk))
        self.touched.add(own.pk)
        if not self._is_alone(own):
            self._describe(own)
            return
        before, own.known_keys = own.keys, ()
        self._file(own, before)
        mine, theirs = self.work_of(own), self.work_of(target)
        if mine != theirs and self.editions_of_work.get(mine, 1) <= 1:
            self.joined_works[mine] = theirs
        else:
            self._count(mine, -1)

    def _describe(self, cluster: Cluster) -> None:
        """Describe an edition by the records that it has now, and find it by the keys of that."""
        description = describe(self._rest(cluster))
        if description == cluster.description:
            return
        keeps_keys = all(description.get(name) == cluster.description.get(name) for name in TOLD)
        before = () if keeps_keys else cluster.keys
        cluster.description, cluster.folded = description, None
        if not keeps_keys:
            cluster.known_keys = None
            self._file(cluster, before)

    def _rewrite(self, entry: Entry, target: Cluster) -> None:
        """The only record of an edition came anew: the edition is what the record says now."""
        is_same_work = work_score(entry.features, target.features).outcome == Outcome.SAME
        if is_same_work or target.pk in self.decided.works_same:
            return
        work = self.work_of(target)
        if self.editions_of_work.get(work, 1) > 1:
            self._count(work, -1)
            target.work = 0
        else:
            self.renamed[work] = target.pk

    def _file(self, cluster: Cluster, before: tuple[int, ...]) -> None:
        """Let an edition be found by its keys, and no longer by those that it had before."""
        self.keys_before.setdefault(cluster.pk, before)
        had, has = set(before), set(cluster.keys)
        for key in had - has:
            if cluster.pk in (under := self.under.get(key, [])):
                under.remove(cluster.pk)
        for key in has - had:
            insort(self.under.setdefault(key, []), cluster.pk)

    def _doubt_editions(self, near: list[Scored], target: Cluster) -> None:
        likely = [pair for pair in near if pair[0].outcome != Outcome.DIFFERENT and pair[1] is not target]
        likely.sort(key=lambda pair: (-pair[0].points, pair[1].pk))
        for score, each in likely[:MOST_DOUBTS]:
            self._doubt(ClusterLevel.EDITION, (target, each), score)

    def _doubt(self, level: str, pair: tuple[Cluster, Cluster], score: Score) -> None:
        first, second = sorted([cluster.pk for cluster in pair])
        row = (str(level), first, second, score.points, json.dumps(score.to_json()))
        self.doubts[str(level), first, second] = row

    # --- works ---

    def work_of(self, cluster: Cluster) -> int:
        """The work of an edition after all that was joined in this batch."""
        work = cluster.work
        while work in self.joined_works:
            work = self.joined_works[work]
        return work

    def _settle_work(self, entry: Entry, target: Cluster, near: list[Cluster]) -> None:
        """Bring an edition to the work of the editions near it; works that prove to be one are joined."""
        for score, each in self._works_of(entry, target, near):
            if score.outcome == Outcome.SAME and not self._works_apart(target, each):
                self._join_works(target, each)
            elif (
                score.outcome == Outcome.DOUBTFUL
                and self._is_just_made(target)
                and self.work_of(each) != self.work_of(target)
            ):
                self._doubt(ClusterLevel.WORK, (target, each), score)
        if not target.work:
            target.work = next(self.new_works)
            self.editions_of_work[target.work] = 1
            self.made_works.append((target.work, target.description))

    def _works_of(self, entry: Entry, target: Cluster, near: list[Cluster]) -> list[Scored]:
        mine = self.work_of(target)
        scored = [
            (work_score(entry.features, each.features), each)
            for each in near
            if self.work_of(each) not in {0, mine}
        ]
        likely = [pair for pair in scored if pair[0].outcome != Outcome.DIFFERENT]
        return sorted(likely, key=lambda pair: (-pair[0].points, pair[1].pk))

    def _works_apart(self, one: Cluster, other: Cluster) -> bool:
        if frozenset((one.pk, other.pk)) in self.decided.editions_apart:
            return True
        return frozenset((self.work_of(one), self.work_of(other))) in self.decided.works_apart

    def _join_works(self, target: Cluster, each: Cluster) -> None:
        mine, theirs = self.work_of(target), self.work_of(each)
        if not mine:
            target.work = theirs
            self._count(theirs, 1)
        elif mine != theirs:
            kept, gone = sorted((mine, theirs))
            self.joined_works[gone] = kept
            self._count(kept, self.editions_of_work.get(gone, 1))

    def _count(self, work: int, more: int) -> None:
        self.editions_of_work[work] = self.editions_of_work.get(work, 1) + more
