"""Editions that stood apart until a record came that fits both: joined a little later, by the same scores."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from shanyraq.domains.library.catalogue.actions import cluster_rows as rows
from shanyraq.domains.library.catalogue.actions import deciding
from shanyraq.domains.library.catalogue.actions.merging import join_works_of
from shanyraq.domains.library.catalogue.actions.moving import Moves, apply_moves
from shanyraq.domains.library.catalogue.clustering.editions import edition_score
from shanyraq.domains.library.catalogue.clustering.features import features_of
from shanyraq.domains.library.catalogue.clustering.scores import SAME_FROM, Outcome
from shanyraq.domains.library.catalogue.models import (
    ClusterAction,
    ClusterActionKind,
    ClusterDecision,
    ClusterLevel,
    DoubtfulPair,
    Edition,
    Record,
    Verdict,
)

MOST: Final = 2_000
"""Pairs of one round at most."""


def join_sure_pairs(*, at: datetime, most: int = MOST) -> int:
    """Join pairs of the review list that are no longer doubtful; how many were joined.

    A record may fit two editions that do not fit each other before it came. When both, as described now, are
    one by the score, and no person said otherwise, the younger joins the older: recorded, undoable, one short
    transaction each.
    """
    sure = DoubtfulPair.objects.filter(level=ClusterLevel.EDITION, closed_at=None, points__gte=SAME_FROM)
    return sum(
        _join(pk, at) for pk in list(sure.order_by("-points", "pk").values_list("pk", flat=True)[:most])
    )


@transaction.atomic
def _join(pk: int, at: datetime) -> bool:
    rows.lock()
    pair = DoubtfulPair.objects.select_related("first", "second").get(pk=pk)
    kept, gone = pair.first, pair.second
    if pair.closed_at or kept.merged_into_id or gone.merged_into_id or not _are_one(kept, gone):
        return False
    moved = Record.objects.filter(edition=gone).order_by("pk").values_list("pk", flat=True)
    moves = Moves(
        records=[[record, gone.pk, kept.pk] for record in moved],
        redirects=[["edition", gone.pk, None, kept.pk]],
    )
    join_works_of(gone, kept, moves)
    apply_moves(moves, at=at)
    ClusterAction.objects.create(
        kind=ClusterActionKind.MERGE_EDITIONS, first=kept, second=gone, moves=moves.to_json(), at=at
    )
    deciding.close_pair(ClusterLevel.EDITION, (kept, gone), verdict="", at=at)
    return True


def _are_one(kept: Edition, gone: Edition) -> bool:
    score = edition_score(features_of(kept.description), features_of(gone.description))
    if score.outcome != Outcome.SAME or any(part.code == "year_missing" for part in score.parts):
        return False
    apart = ClusterDecision.objects.filter(verdict=Verdict.DIFFERENT, revoked_at=None)
    one_way = Q(first__edition=kept, second__edition=gone)
    return not apart.filter(one_way | Q(first__edition=gone, second__edition=kept)).exists()
