"""Noticing what subscribers want to hear of, and telling them: each thing once, each person once.

Milestones are read off the records themselves, not told by those who write them: whatever moved a petition,
and whenever a process died, the next look finds what was not told yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from django.db import transaction
from django.db.models import F, Q, QuerySet

from shanyraq.domains.petitions.follower_letters import write_letter
from shanyraq.domains.petitions.models import (
    Hearing,
    Milestone,
    Petition,
    PetitionCount,
    PromiseUpdate,
    Subscription,
)
from shanyraq.domains.petitions.states import PUBLIC, PetitionState

Kind = Milestone.Kind

SHARES: Final = (25, 50, 75, 100)
"""Per cent of the threshold that subscribers hear of."""

TOPIC_KINDS: Final = frozenset({Kind.OPENED, Kind.ANSWERED})
"""What those who follow a topic hear of."""

LATEST: Final = dt.timedelta(days=2)
"""What is older when it could be noticed is not told: a letter of last week's hearing helps nobody."""

BATCH: Final = 500
"""Letters in one transaction."""


class Noticed(NamedTuple):
    """A milestone that may not be noted yet."""

    petition_id: int
    kind: str
    reference: int
    at: dt.datetime


def note_milestones(at: dt.datetime) -> int:
    """Write down what happened lately and is not noted yet; how many.

    Of several shares that are new at once only the highest is told.
    """
    noticed = [*_dates(at), *_shares(at), *_hearings(at), *_reports(at)]
    known = set(
        Milestone.objects.filter(petition__in={each.petition_id for each in noticed}).values_list(
            "petition_id", "kind", "reference"
        )
    )
    fresh = [each for each in noticed if each[:3] not in known]
    told = set(_to_tell(fresh))
    rows = [
        Milestone(**each._asdict(), done_at=None if each in told else at)
        for each in sorted(fresh, key=lambda each: each.at)
    ]
    return len(Milestone.objects.bulk_create(rows, ignore_conflicts=True))


def _to_tell(fresh: Iterable[Noticed]) -> Iterator[Noticed]:
    """Of the shares of one petition the highest only; everything else."""
    highest: dict[int, Noticed] = {}
    for each in fresh:
        if each.kind != Kind.SHARE:
            yield each
        elif each.reference > getattr(highest.get(each.petition_id), "reference", 0):
            highest[each.petition_id] = each
    yield from highest.values()


def _opened() -> QuerySet[Petition]:
    return Petition.objects.filter(state__in=PUBLIC, opened_at__isnull=False)


def _dates(at: dt.datetime) -> Iterator[Noticed]:
    columns = {Kind.OPENED: "opened_at", Kind.HANDED_OVER: "registered_at", Kind.ANSWERED: "answered_at"}
    for kind, column in columns.items():
        found = _opened().filter(**{f"{column}__range": (at - LATEST, at)}).values_list("pk", column)
        yield from (Noticed(pk, kind, 0, moment) for pk, moment in found)


def _shares(at: dt.datetime) -> Iterator[Noticed]:
    gathering = PetitionCount.objects.filter(
        petition__state__in=(PetitionState.COLLECTING, PetitionState.REACHED),
        petition__opened_at__isnull=False,
        petition__threshold__gt=0,
        valid__gte=F("petition__threshold") * SHARES[0] / 100,
    )
    for pk, valid, threshold in gathering.values_list("petition_id", "valid", "petition__threshold"):
        yield from (
            Noticed(pk, Kind.SHARE, each, at) for each in SHARES if valid * 100 >= each * (threshold or 0)
        )


def _hearings(at: dt.datetime) -> Iterator[Noticed]:
    found = Hearing.objects.filter(petition__in=_opened(), announced_at__range=(at - LATEST, at))
    for pk, petition, moment in found.values_list("pk", "petition_id", "announced_at"):
        yield Noticed(petition, Kind.HEARING, pk, moment)


def _reports(at: dt.datetime) -> Iterator[Noticed]:
    found = PromiseUpdate.objects.filter(promise__petition__in=_opened(), at__range=(at - LATEST, at))
    for pk, petition, moment in found.values_list("pk", "promise__petition_id", "at"):
        yield Noticed(petition, Kind.PROMISE, pk, moment)


def tell_next(at: dt.datetime) -> bool:
    """Write the letters of one batch of the oldest milestone that is not told; whether there was one.

    Letters and the mark up to where they went are one transaction: whoever dies in between, nobody gets a
    letter twice, and nobody none.
    """
    with transaction.atomic():
        untold = Milestone.objects.filter(done_at__isnull=True).order_by("pk")
        milestone = (
            untold.select_for_update(skip_locked=True, of=("self",)).select_related("petition").first()
        )
        if milestone is None:
            return False
        batch = list(_subscriptions(milestone)[:BATCH]) if milestone.petition.state in PUBLIC else []
        told: set[int] = set()
        for subscription in batch:
            if subscription.user_id not in told and subscription.user.is_active:
                write_letter(milestone, subscription)
            told.add(subscription.user_id)
        milestone.told_to = batch[-1].pk if batch else milestone.told_to
        milestone.done_at = at if len(batch) < BATCH else None
        milestone.save(update_fields=["told_to", "done_at"])
    return True


def _subscriptions(milestone: Milestone) -> QuerySet[Subscription]:
    """Those who follow the petition, and its topic where that is told; who began to before it happened."""
    wanted = Q(petition=milestone.petition)
    if milestone.kind in TOPIC_KINDS and milestone.petition.topic_id:
        wanted |= Q(topic=milestone.petition.topic_id)
    found = Subscription.objects.filter(wanted, since__lte=milestone.at, pk__gt=milestone.told_to)
    return found.select_related("user", "topic").order_by("pk")
