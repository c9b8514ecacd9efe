"""What moderators and who decides on appeals see: queues with ages and terms. Never their own petitions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from shanyraq.domains.petitions.models import Ground, Petition
from shanyraq.domains.petitions.rules.terms import calendar_of, local_day
from shanyraq.domains.petitions.states import PetitionState as State

QUEUES: Final = {
    State.MODERATION: frozenset({State.MODERATION}),
    State.CORRECTION: frozenset({State.CORRECTION}),
    State.REFUSED: frozenset({State.REFUSED, State.APPEAL, State.REFUSAL_UPHELD}),
    State.OPENING: frozenset({State.OPENING}),
}
"""What the queue of moderation shows, by the state that its filter names."""

SEEN: Final = frozenset[str]().union(*QUEUES.values())
SOON_DAYS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueWish:
    """The filters of a queue; empty ones narrow nothing. ``due`` is ``late`` or ``soon``."""

    state: str = State.MODERATION
    due: str = ""
    topic: str = ""
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A petition in a queue: working days since it was handed over, and days left (negative: late)."""

    petition: Petition
    age: int | None
    days_left: int | None

    @property
    def is_late(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def is_soon(self) -> bool:
        return self.days_left is not None and 0 <= self.days_left <= SOON_DAYS

    @property
    def days_late(self) -> int:
        return max(0, -(self.days_left or 0))


def moderated(user: Any) -> QuerySet[Petition]:
    """Petitions that a moderator may read, all but their own."""
    found = Petition.objects.filter(state__in=SEEN).exclude(user_id=user.pk)
    return found.select_related("body__territory", "topic", "edition")


def moderated_petition(user: Any, public_id: str) -> Petition | None:
    """One of them."""
    return moderated(user).filter(public_id=public_id).first()


def queue(user: Any, wish: QueueWish, day: dt.date) -> QuerySet[Petition]:
    """What waits, the nearest end of a term on top."""
    found = moderated(user).filter(state__in=QUEUES.get(State(wish.state), SEEN))
    if wish.due == "late":
        found = found.filter(due_date__lt=day)
    if wish.due == "soon":
        found = found.filter(due_date__gte=day, due_date__lte=calendar_days(day))
    if wish.topic:
        found = found.filter(topic__slug=wish.topic)
    if wish.kind:
        found = found.filter(body__kind=wish.kind)
    if wish.words:
        named = Q(title__icontains=wish.words) | Q(public_id=wish.words.lower())
        found = found.filter(named | Q(substance__icontains=wish.words))
    return found.annotate(note_number=Count("notes", distinct=True)).order_by(
        F("due_date").asc(nulls_last=True), "submitted_at", "pk"
    )


def calendar_days(day: dt.date) -> dt.date:
    """The last day of a term that ends soon: ``SOON_DAYS`` working days from *day*."""
    return calendar_of(Petition()).add_working_days(day, SOON_DAYS)


def numbers(user: Any, day: dt.date) -> dict[str, int]:
    """How many wait in each part of the queue, and how many are late. One query."""
    counted = {str(state): Count("pk", filter=Q(state__in=states)) for state, states in QUEUES.items()}
    late = Count("pk", filter=Q(state=State.MODERATION, due_date__lt=day))
    found: dict[str, int] = moderated(user).order_by().aggregate(late=late, **counted)
    return found


def appeals(user: Any) -> QuerySet[Petition]:
    """Appeals that *user* may decide on: no petition of their own, no finding of their own."""
    found = Petition.objects.filter(state=State.APPEAL).exclude(user_id=user.pk)
    own = Q(pk__in=Petition.objects.filter(verdicts__user_id=user.pk).values("pk"))
    joined = found.exclude(own).select_related("body__territory", "topic", "edition")
    return joined.annotate(note_number=Count("notes", distinct=True)).order_by(
        F("due_date").asc(nulls_last=True), "pk"
    )


def waiting(petition: Petition, day: dt.date, since: dt.datetime | None = None) -> Waiting:
    """Age and term of one petition by the calendar it keeps; *since* is when it was handed over."""
    calendar = calendar_of(petition)
    begun = since or petition.submitted_at
    age = calendar.working_days_between(local_day(begun), day) if begun else None
    due = petition.due_date
    return Waiting(petition, age, calendar.countdown(due, day).working_days_left if due else None)


def grounds_of(petition: Petition) -> QuerySet[Ground]:
    """Items of the law in the edition that the petition keeps."""
    return Ground.objects.filter(edition_id=petition.edition_id or 0).order_by("position", "pk")
