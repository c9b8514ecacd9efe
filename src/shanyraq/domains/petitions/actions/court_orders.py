"""Orders of courts: a petition is stopped, and let go on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from shanyraq.domains.petitions.actions.signing_lock import lock_signing
from shanyraq.domains.petitions.actions.steps import end, read_anew, step
from shanyraq.domains.petitions.initiator_letters import tell_initiator
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.rules.terms import local_day
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import history, perform


def stop_petition(*, petition: Petition, reason: str, actor: Any, at: dt.datetime) -> MoveRecord:
    """Stop a petition by order of a court; it takes no signatures and has no term until it is let go on.

    :param reason: court, day and number of the order; it is public.
    :raises Refusal: as the procedure decides.
    """
    with transaction.atomic():
        lock_signing(petition)
        read_anew(petition)
        left = {"signing_ends_at": petition.signing_ends_at.isoformat()} if petition.signing_ends_at else {}
        record = perform("stop", subject=petition, actor=actor, reason=reason, at=at, details=left)
        end(petition, at, ends_signing=True)
        tell_initiator(petition, record)
    return record


def resume_petition(*, petition: Petition, reason: str, actor: Any, at: dt.datetime) -> MoveRecord:
    """Let a stopped petition gather signatures again, for as long as it still had when it was stopped.

    One that was seen by its link alone is so again. What follows from the number of its signatures the
    platform's clock does next.

    :param reason: court, day and number of the order; it is public.
    :raises Refusal: as the procedure decides.
    """
    move = "resume" if petition.opened_at is not None else "resume_opening"
    with step(move, petition=petition, actor=actor, reason=reason, at=at) as record:
        ends_at = at + _time_left(petition)
        petition.signing_ends_at, petition.ended_at = ends_at, None
        petition.due_date = local_day(ends_at) if move == "resume_opening" else None
        petition.save(update_fields=["signing_ends_at", "ended_at", "due_date"])
    return record


def _time_left(petition: Petition) -> dt.timedelta:
    """How long signatures were still to be taken when the petition was stopped last."""
    stopped = history(petition).filter(move="stop").last()
    if stopped is None or "signing_ends_at" not in stopped.data:
        return dt.timedelta(0)
    left = dt.datetime.fromisoformat(stopped.data["signing_ends_at"]) - stopped.at
    return max(left, dt.timedelta(0))
