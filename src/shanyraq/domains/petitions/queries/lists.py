"""Lists of public petitions: filters, order, what is chosen from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from shanyraq.domains.petitions.models import Body, HourCount, Petition, Territory, Topic
from shanyraq.domains.petitions.queries.visible import public_petitions
from shanyraq.domains.petitions.states import ENDED, PUBLIC, BodyKind, PetitionState

TRENDING_DAYS: Final = 3
MOST_TRENDING: Final = 200


class Order(StrEnum):
    """How a list is sorted."""

    NEWEST = "newest"
    TRENDING = "trending"
    MOST = "most"
    ENDING = "ending"


SHOWN_STATES: Final = tuple(state for state in PetitionState if state in PUBLIC)
ENDED_STATES: Final = tuple(state for state in SHOWN_STATES if state in ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a list is asked for; an empty part narrows nothing. ``found`` are keys that a search gave."""

    state: str = ""
    kind: str = ""
    body: str = ""
    territory: str = ""
    topic: str = ""
    order: Order = Order.NEWEST
    year: int | None = None
    found: tuple[int, ...] | None = field(default=None)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was chosen."""
        return bool(self.state or self.kind or self.body or self.territory or self.topic or self.year) or (
            self.found is not None
        )


def petitions_for(wish: Wish, *, now: dt.datetime) -> QuerySet[Petition]:
    """The public petitions that fit, in the order that was asked for."""
    return _ordered(_narrowed(public_petitions(), wish), wish.order, now)


def ended_petitions(wish: Wish) -> QuerySet[Petition]:
    """Those that have come to an end, last ended first; of one year if it was chosen."""
    found = _narrowed(public_petitions().filter(state__in=ENDED_STATES), wish)
    if wish.year:
        found = found.filter(ended_at__year=wish.year)
    return found.order_by(F("ended_at").desc(nulls_last=True), "-pk")


def ended_years() -> list[int]:
    """The years in which public petitions ended, last first."""
    ended = public_petitions().filter(state__in=ENDED_STATES, ended_at__isnull=False)
    return [day.year for day in ended.order_by().dates("ended_at", "year", order="DESC")]


def _narrowed(found: QuerySet[Petition], wish: Wish) -> QuerySet[Petition]:
    if wish.state:
        found = found.filter(state=wish.state)
    if wish.kind:
        found = found.filter(body__kind=wish.kind)
    if wish.body:
        found = found.filter(body__slug=wish.body)
    if wish.territory:
        within = Q(body__territory=wish.territory) | Q(body__territory__parent=wish.territory)
        found = found.filter(within | Q(body__territory__parent__parent=wish.territory))
    if wish.topic:
        found = found.filter(topic__slug=wish.topic)
    if wish.found is not None:
        found = found.filter(pk__in=wish.found)
    return found


def _ordered(found: QuerySet[Petition], order: Order, now: dt.datetime) -> QuerySet[Petition]:
    if order is Order.TRENDING:
        return _trending(found, now)
    if order is Order.MOST:
        return found.order_by(F("count__valid").desc(nulls_last=True), "-opened_at", "-pk")
    if order is Order.ENDING:
        is_open = found.filter(state=PetitionState.COLLECTING, signing_ends_at__gt=now)
        return is_open.order_by("signing_ends_at", "pk")
    return found.order_by("-opened_at", "-pk")


def _trending(found: QuerySet[Petition], now: dt.datetime) -> QuerySet[Petition]:
    """By signatures of the last days; the hours of a few days are few rows, however many signed."""
    since = now - dt.timedelta(days=TRENDING_DAYS)
    recent = Sum("hour_counts__signed", filter=Q(hour_counts__hour__gte=since))
    busy = trending_numbers(now)
    return (
        found.filter(pk__in=busy)
        .annotate(recent=Coalesce(recent, 0))
        .order_by("-recent", "-opened_at", "-pk")
    )


def trending_numbers(now: dt.datetime) -> list[int]:
    """Keys of the petitions with most signatures in the last days."""
    since = now - dt.timedelta(days=TRENDING_DAYS)
    hours = HourCount.objects.filter(hour__gte=since, signed__gt=0)
    rows = hours.values("petition").annotate(recent=Sum("signed")).order_by("-recent", "petition")
    return [row["petition"] for row in rows[:MOST_TRENDING]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of a list offer: only what some public petition has."""

    bodies: list[Body]
    territories: list[Territory]
    topics: list[Topic]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Kinds of the addressees that there are, in the order of the law."""
        present = {body.kind for body in self.bodies}
        return [(kind.value, str(kind.label)) for kind in BodyKind if kind in present]


def choices() -> Choices:
    """Addressees, their territories and topics of public petitions. Three queries."""
    seen = Q(petitions__state__in=PUBLIC, petitions__opened_at__isnull=False)
    bodies = list(Body.objects.filter(seen).distinct().select_related("territory__parent"))
    topics = list(Topic.objects.filter(seen).distinct().order_by("position", "pk"))
    return Choices(bodies, _territories(bodies), topics)


def _territories(bodies: Iterable[Body]) -> list[Territory]:
    """The territories of these bodies and those that they are part of; a choice includes its parts."""
    found: dict[str, Territory] = {}
    for body in bodies:
        territory: Territory | None = body.territory
        while territory is not None and territory.pk not in found:
            found[territory.pk] = territory
            territory = territory.parent
    return sorted(found.values(), key=lambda territory: territory.code)


def numbers_by_state() -> dict[str, int]:
    """How many public petitions stand in each public state; states with none are left out."""
    rows = public_petitions().order_by().values("state").annotate(found=Count("pk"))
    return {row["state"]: row["found"] for row in rows}
