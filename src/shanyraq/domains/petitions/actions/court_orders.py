"""Orders of courts: a petition is stopped, and let go on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from shanyraq.domains.petitions.actions.signing_lock import lock_signing
from shanyraq.domains.petitions.actions.steps import end, read_anew, step
from shanyraq.domains.petitions.initiator_letters import tell_initiator
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.rules.terms import calendar_of, local_day
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
        left = {"signing_ends_at": petition.signing_ends_at, "due_date": petition.due_date}
        kept = {name: moment.isoformat() for name, moment in left.items() if moment is not None}
        record = perform("stop", subject=petition, actor=actor, reason=reason, at=at, details=kept)
        end(petition, at, ends_signing=True)
        tell_initiator(petition, record)
    return record


def resume_petition(*, petition: Petition, reason: str, actor: Any, at: dt.datetime) -> MoveRecord:
    """Let a stopped petition go on with the time that it still had when it was stopped.

    One that was seen by its link alone is so again, one under review is reviewed on, any other one takes
    signatures; what follows from their number the platform's clock does next.

    :param reason: court, day and number of the order; it is public.
    :raises Refusal: as the procedure decides.
    """
    with step(_move_for(petition), petition=petition, actor=actor, reason=reason, at=at) as record:
        stopped = history(petition).filter(move="stop").last()
        petition.ended_at = None
        if record.move == "resume_review":
            petition.due_date = _days_left(petition, stopped, at)
        else:
            petition.signing_ends_at = at + _time_left(stopped)
            is_opening = record.move == "resume_opening"
            petition.due_date = local_day(petition.signing_ends_at) if is_opening else None
        petition.save(update_fields=["signing_ends_at", "ended_at", "due_date"])
    return record


def _move_for(petition: Petition) -> str:
    """Where it stood when it was stopped; the procedure decides again on what is stored."""
    if petition.registered_at is not None:
        return "resume_review"
    return "resume" if petition.opened_at is not None else "resume_opening"


def _time_left(stopped: MoveRecord | None) -> dt.timedelta:
    """How long signatures were still to be taken then."""
    if stopped is None or "signing_ends_at" not in stopped.data:
        return dt.timedelta(0)
    left = dt.datetime.fromisoformat(stopped.data["signing_ends_at"]) - stopped.at
    return max(left, dt.timedelta(0))


def _days_left(petition: Petition, stopped: MoveRecord | None, at: dt.datetime) -> dt.date:
    """The last day of the review: as many working days as were left; today when the term was over."""
    if stopped is None or "due_date" not in stopped.data:
        return local_day(at)
    calendar = calendar_of(petition)
    due = dt.date.fromisoformat(stopped.data["due_date"])
    left = calendar.working_days_between(local_day(stopped.at), due)
    return calendar.deadline(local_day(at), left).date if left > 0 else local_day(at)
