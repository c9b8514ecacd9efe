"""The review list of doubtful pairs: what a librarian may see of it, pairs side by side, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from shanyraq.domains.library.catalogue.clustering.editions import edition_score
from shanyraq.domains.library.catalogue.clustering.features import features_of
from shanyraq.domains.library.catalogue.clustering.scores import Score
from shanyraq.domains.library.catalogue.clustering.works import work_score
from shanyraq.domains.library.catalogue.models import (
    ClusterAction,
    ClusterLevel,
    DoubtfulPair,
    Edition,
    Record,
)
from shanyraq.domains.library.catalogue.permissions import cares_for_network, libraries_to_catalogue
from shanyraq.domains.library.network.models import Library, StaffPost
from shanyraq.platform.accounts.models import User

AGES: Final = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the list is asked for; empty means all."""

    level: str = ""
    library: str = ""
    older: str = ""
    is_postponed: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One edition of a pair with the records that describe it."""

    edition: Edition
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pair side by side with the score as it is now, not as it was when the pair was found."""

    pair: DoubtfulPair
    sides: tuple[Side, Side]
    score: Score

    @property
    def libraries(self) -> frozenset[int]:
        """The libraries that have records on either side."""
        return frozenset([record.library_id for side in self.sides for record in side.records])


def posts_of(user: User) -> list[StaffPost]:
    """The posts of an account; none for one that is not active."""
    return list(StaffPost.objects.filter(user=user)) if user.is_active else []


def seen_by(posts: Sequence[StaffPost]) -> QuerySet[DoubtfulPair]:
    """The open pairs that concern the libraries of the posts; all for the network's administrators."""
    pairs = DoubtfulPair.objects.filter(closed_at=None)
    if cares_for_network(posts):
        return pairs
    return _concerning(pairs, Q(library__in=libraries_to_catalogue(posts)))


def _concerning(pairs: QuerySet[DoubtfulPair], libraries: Q) -> QuerySet[DoubtfulPair]:
    records = Record.objects.filter(libraries)
    first, second = OuterRef("first"), OuterRef("second")
    return pairs.filter(Exists(records.filter(edition=first)) | Exists(records.filter(edition=second)))


def filtered(pairs: QuerySet[DoubtfulPair], filters: Filters, now: datetime) -> QuerySet[DoubtfulPair]:
    """The pairs of the filters, the likeliest first. What is unknown in the filters is ignored."""
    if filters.level in ClusterLevel.values:
        pairs = pairs.filter(level=filters.level)
    if filters.library:
        pairs = _concerning(pairs, Q(library__code=filters.library))
    if filters.older in AGES:
        pairs = pairs.filter(found_at__lte=now - timedelta(days=AGES[filters.older]))
    pairs = pairs.filter(postponed_at__isnull=not filters.is_postponed)
    return pairs.select_related("first", "second").order_by("-points", "pk")


def counts(pairs: QuerySet[DoubtfulPair]) -> dict[str, int]:
    """How many pairs wait: of editions, of works, and those put off."""
    return pairs.aggregate(
        edition=Count("pk", filter=Q(level=ClusterLevel.EDITION, postponed_at=None)),
        work=Count("pk", filter=Q(level=ClusterLevel.WORK, postponed_at=None)),
        postponed=Count("pk", filter=Q(postponed_at__isnull=False)),
    )


def next_after(pairs: QuerySet[DoubtfulPair], pair: DoubtfulPair) -> DoubtfulPair | None:
    """The pair that follows in the list, or the first one after the last."""
    rest = pairs.exclude(pk=pair.pk)
    following = rest.filter(Q(points__lt=pair.points) | Q(points=pair.points, pk__gt=pair.pk)).first()
    return following or rest.first()


def compare(pair: DoubtfulPair) -> Comparison:
    """Both editions with their records, and the score explained. Two queries besides the pair's."""
    records = Record.objects.filter(edition__in=[pair.first_id, pair.second_id]).select_related("library")
    listed = list(records.order_by("library__code", "control_number"))
    sides = [
        Side(edition, tuple([record for record in listed if record.edition_id == edition.pk]))
        for edition in (pair.first, pair.second)
    ]
    one, other = features_of(pair.first.description), features_of(pair.second.description)
    score = work_score(one, other) if pair.level == ClusterLevel.WORK else edition_score(one, other)
    return Comparison(pair, (sides[0], sides[1]), score)


def history_seen_by(posts: Sequence[StaffPost]) -> QuerySet[ClusterAction]:
    """What was done to clusters that concern the libraries of the posts, newest first."""
    actions = ClusterAction.objects.select_related("first", "second", "undone_by", "undoes").order_by("-pk")
    if cares_for_network(posts):
        return actions
    records = Record.objects.filter(library__in=libraries_to_catalogue(posts))
    first, second = (
        Exists(records.filter(edition=OuterRef("first"))),
        Exists(records.filter(edition=OuterRef("second"))),
    )
    return actions.filter(first | second)


def concerned_by(action: ClusterAction) -> frozenset[int]:
    """The libraries whose records a change touched."""
    moved = [move[0] for move in action.moves.get("records") or ()]
    editions = [action.first_id, action.second_id, *(move[0] for move in action.moves.get("works") or ())]
    records = Record.objects.filter(Q(pk__in=moved) | Q(edition__in=[pk for pk in editions if pk]))
    return frozenset(records.values_list("library_id", flat=True))


def actors_of(actions: Sequence[ClusterAction]) -> dict[int, str]:
    """Names of who did it, by account; erased accounts are missing."""
    ids = {action.actor_id for action in actions if action.actor_id}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}


def libraries_of(posts: Sequence[StaffPost]) -> list[Library]:
    """The libraries to choose from in the filter."""
    libraries = Library.objects.order_by("code")
    return list(
        libraries if cares_for_network(posts) else libraries.filter(pk__in=libraries_to_catalogue(posts))
    )
