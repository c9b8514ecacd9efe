"""Petitions that are stopped or held by orders of courts, and one of them with its history."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from shanyraq.domains.petitions.models import Petition, RetentionChange
from shanyraq.domains.petitions.rules.terms import local_day, months_later
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.domains.petitions.workflow import RESUMING, WORKFLOW
from shanyraq.platform.transparency.moves import history

STOPPED: Final = "stopped"
HELD: Final = "held"
_PARTS: Final = {STOPPED: Q(state=State.STOPPED), HELD: Q(is_held=True)}
_MOVES: Final = ("stop", *RESUMING)


def under_orders(part: str) -> QuerySet[Petition]:
    """Petitions that are stopped, or whose personal data is held; the last that ended on top."""
    found = _any_petition().filter(_PARTS[part])
    return found.order_by(F("ended_at").desc(nulls_last=True), "-pk")


def numbers() -> dict[str, int]:
    """How many there are of each part, in one query."""
    told = {part: Count("pk", filter=condition) for part, condition in _PARTS.items()}
    return Petition.objects.aggregate(**told)


def petition_under_order(public_id: str) -> Petition | None:
    """Any petition that an order may name: every one that was submitted."""
    return _any_petition().filter(public_id=public_id).first()


def steps_by_orders(petition: Petition) -> list[tuple[dt.datetime, Any, str]]:
    """When what was done by order of a court and why, oldest first: steps and changes of the data."""
    moves = [
        (record.at, WORKFLOW.move(record.move).label, record.reason)
        for record in history(petition).filter(move__in=_MOVES)
    ]
    changes = RetentionChange.objects.filter(petition=petition)
    held = [(each.at, each.get_kind_display(), each.reason) for each in changes]
    return sorted([*moves, *held], key=lambda step: step[0])


def data_goes_after(petition: Petition) -> dt.date | None:
    """The last day on which personal data is kept when nothing holds it; None while the petition goes on."""
    if petition.ended_at is None or petition.edition is None:
        return None
    return months_later(local_day(petition.ended_at), petition.edition.retention_months)


def _any_petition() -> QuerySet[Petition]:
    submitted = Petition.objects.filter(submitted_at__isnull=False)
    return submitted.select_related("body", "edition", "count")
