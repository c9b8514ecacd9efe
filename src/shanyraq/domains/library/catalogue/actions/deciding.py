"""People's decisions on pairs, written in bulk, and the review list kept in step with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from shanyraq.domains.library.catalogue.models import (
    ClusterAction,
    ClusterDecision,
    ClusterLevel,
    DoubtfulPair,
    Edition,
    WorkDecision,
)


def decide_records(
    verdict: str, ones: Iterable[int], others: Iterable[int], *, action: ClusterAction, actor: Any
) -> None:
    """Decide on every pair of records out of both groups; an older decision on a pair is revoked."""
    _decide(ClusterDecision, verdict, _pairs(ones, others), action=action, actor=actor)


def decide_works(
    verdict: str, ones: Iterable[int], others: Iterable[int], *, action: ClusterAction, actor: Any
) -> None:
    """Decide on every pair of editions out of both groups, as to their works."""
    _decide(WorkDecision, verdict, _pairs(ones, others), action=action, actor=actor)


def _pairs(ones: Iterable[int], others: Iterable[int]) -> list[tuple[int, int]]:
    seconds = list(others)
    found = {(min(one, other), max(one, other)) for one in ones for other in seconds if one != other}
    return sorted(found)


def _decide(
    table: type[ClusterDecision | WorkDecision],
    verdict: str,
    pairs: list[tuple[int, int]],
    *,
    action: ClusterAction,
    actor: Any,
) -> None:
    if not pairs:
        return
    objects: Any = table._default_manager  # noqa: SLF001 - open by Django's documents
    firsts, seconds = zip(*pairs, strict=True)
    in_force = objects.filter(first__in=firsts, second__in=seconds, revoked_at=None)
    known = set(pairs)
    old = [pk for pk, *pair in in_force.values_list("pk", "first", "second") if tuple(pair) in known]
    objects.filter(pk__in=old).update(revoked_at=action.at)
    said = {"verdict": verdict, "action": action, "actor": actor if getattr(actor, "pk", None) else None}
    made: list[Any] = [table(first_id=one, second_id=other, at=action.at, **said) for one, other in pairs]
    objects.bulk_create(made)


def close_pair(level: str, editions: tuple[Edition, Edition], *, verdict: str, at: datetime) -> None:
    """Note the verdict on the pair of the review list; close what else asks about an edition that is gone."""
    pair = sorted([edition.pk for edition in editions])
    found = DoubtfulPair.objects.filter(level=level, first=pair[0], second=pair[1])
    found.update(verdict=verdict, closed_at=at)
    gone = list(Edition.objects.filter(pk__in=pair, merged_into__isnull=False).values_list("pk", flat=True))
    open_pairs = DoubtfulPair.objects.filter(Q(first__in=gone) | Q(second__in=gone), closed_at=None)
    open_pairs.update(closed_at=at)


def close_work_pairs(ones: Iterable[int], others: Iterable[int], *, verdict: str, at: datetime) -> None:
    """Note the verdict on all pairs of editions that asked whether two works are one."""
    mine, theirs = list(ones), list(others)
    pairs = DoubtfulPair.objects.filter(level=ClusterLevel.WORK).filter(
        Q(first__in=mine, second__in=theirs) | Q(first__in=theirs, second__in=mine)
    )
    pairs.update(verdict=verdict, closed_at=at)


def revoke(action: ClusterAction, at: datetime) -> None:
    """Revoke what was decided with a change; its pair is asked again."""
    for table in (ClusterDecision, WorkDecision):
        table._default_manager.filter(action=action, revoked_at=None).update(revoked_at=at)  # noqa: SLF001 - open by Django's documents
    if action.second_id:
        first, second = sorted((action.first_id, action.second_id))
        DoubtfulPair.objects.filter(first=first, second=second).exclude(verdict="").update(
            verdict="", closed_at=None, postponed_at=None
        )


def restore(action_id: int) -> None:
    """Put decisions in force again whose undoing was undone, where no other decision was made meanwhile."""
    action = ClusterAction.objects.get(pk=action_id)
    for table in (ClusterDecision, WorkDecision):
        objects = table._default_manager  # noqa: SLF001 - open by Django's documents
        verdicts: dict[str, list[tuple[int, int]]] = {}
        for first, second, verdict in objects.filter(action=action).values_list("first", "second", "verdict"):
            verdicts.setdefault(verdict, []).append((first, second))
        for verdict, pairs in verdicts.items():
            _decide(table, verdict, pairs, action=action, actor=None)
