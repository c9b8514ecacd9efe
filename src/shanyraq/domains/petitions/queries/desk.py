"""What an officer of an addressee sees."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from shanyraq.domains.petitions.models import Officer, Petition
from shanyraq.domains.petitions.states import PetitionState as State

ON_DESK = (State.REACHED, State.REVIEW, State.ANSWERED, State.COMPLETED)
"""Petitions that have come to their addressee."""

WAITING = (State.REACHED, State.REVIEW)
"""Those on which the addressee must act by a date."""


def desk_of(user: Any) -> QuerySet[Petition]:
    """Petitions to the bodies that *user* answers for: those with a term first, the nearest one on top."""
    return (
        Petition.objects.filter(body__officers__user_id=user.pk, state__in=ON_DESK)
        .select_related("body", "count", "edition", "topic")
        .annotate(
            rank=Case(
                *(When(state=state, then=Value(place)) for place, state in enumerate(WAITING)),
                default=Value(len(WAITING)),
                output_field=IntegerField(),
            )
        )
        .order_by("rank", "due_date", "-answered_at", "pk")
    )


def petition_on_desk(user: Any, public_id: str) -> Petition | None:
    """The petition, when it has come to a body of *user*."""
    return desk_of(user).filter(public_id=public_id).first()


def has_desk(user: Any) -> bool:
    """Whether the account answers for any body."""
    return Officer.objects.filter(user_id=user.pk).exists()
