"""The platform's own steps: what follows from numbers and dates alone, made when it is due."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet

from shanyraq.domains.petitions.actions.signing_lock import lock_signing
from shanyraq.domains.petitions.actions.steps import begin_term, end, end_term, read_anew
from shanyraq.domains.petitions.actions.submission import edition_of
from shanyraq.domains.petitions.initiator_letters import tell_initiator
from shanyraq.domains.petitions.models import Petition, PetitionCount, Signature
from shanyraq.domains.petitions.rules.terms import end_of_collection, local_day
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import perform

LOG = logging.getLogger(__name__)

MOST_STEPS: Final = 4
"""Steps of one petition at one time: opened, reached, … ; more would be a circle."""


def advance(petition: Petition, at: dt.datetime) -> list[MoveRecord]:
    """Make the platform's moves that are due on *petition*, one after the other; those that were made.

    Each is decided, saved and recorded in a transaction of its own (joined to one that is open). Where a step
    ends the signing, signatures that are being given are waited for, and the step waits until the count holds
    all of them. *petition* is brought up to date.
    """
    made: list[MoveRecord] = []
    while len(made) < MOST_STEPS and (record := _next(petition, at)) is not None:
        made.append(record)
    return made


def advance_due(at: dt.datetime) -> int:
    """Do it for every petition that may be due; how many steps were made. One that fails stops no other."""
    made = 0
    for petition in due_petitions(at).order_by("pk"):
        try:
            made += len(advance(petition, at))
        except Exception:
            LOG.exception("petition %s: a step that is due could not be made", petition.public_id)
    return made


def due_petitions(at: dt.datetime) -> QuerySet[Petition]:
    """Those on which a number or a date calls for a step. A few rows at most, by indexes of state."""
    ended = Q(signing_ends_at__lte=at)
    return Petition.objects.filter(
        Q(state=State.OPENING) & (ended | Q(count__valid__gte=F("edition__opening_quorum")))
        | Q(state=State.COLLECTING) & (ended | Q(count__valid__gte=F("threshold")))
        | Q(state=State.REACHED, count__valid__lt=F("threshold"))
        | Q(state=State.CORRECTION, due_date__lt=local_day(at))
    )


def _next(petition: Petition, at: dt.datetime) -> MoveRecord | None:
    """The one step that is due now, made; None when none is."""
    with transaction.atomic():
        petition.refresh_from_db(fields=["signing_ends_at"])
        if _may_end(petition, at):
            lock_signing(petition)
        read_anew(petition)
        name = _due_move(petition, at)
        if name is None:
            return None
        record = perform(name, subject=petition, actor=None, at=at)
        CONSEQUENCES[name](petition, at)
        tell_initiator(petition, record)
    return record


def _may_end(petition: Petition, at: dt.datetime) -> bool:
    return petition.signing_ends_at is not None and petition.signing_ends_at <= at


def _due_move(petition: Petition, at: dt.datetime) -> str | None:
    if petition.state == State.CORRECTION:
        is_over = petition.due_date is not None and local_day(at) > petition.due_date
        return "lapse_correction" if is_over else None
    if petition.state == State.OPENING:
        return _by_number(
            petition, edition_of(petition).opening_quorum, at, enough="open", missed="miss_quorum"
        )
    if petition.state == State.COLLECTING:
        return _by_number(petition, petition.threshold or 0, at, enough="reach", missed="expire")
    if petition.state == State.REACHED and _counted(petition) < (petition.threshold or 0):
        return "fall_below"
    return None


def _by_number(petition: Petition, needed: int, at: dt.datetime, *, enough: str, missed: str) -> str | None:
    """The step for enough signatures, or for too few once the time is over."""
    if _counted(petition) >= needed:
        return enough
    if not _may_end(petition, at) or _stored(petition, needed) >= needed:
        return None
    return missed


def _counted(petition: Petition) -> int:
    return PetitionCount.objects.filter(petition=petition).values_list("valid", flat=True).first() or 0


def _stored(petition: Petition, needed: int) -> int:
    """Valid signatures in the table, counted up to *needed*: the published count follows some seconds later.

    A petition with enough of them in time is never closed because the count was late.
    """
    valid = Signature.objects.filter(
        petition=petition, withdrawn_at__isnull=True, invalidated_at__isnull=True
    )
    return valid.order_by()[:needed].count()


def _open(petition: Petition, at: dt.datetime) -> None:
    petition.opened_at = at
    petition.signing_ends_at = end_of_collection(at, edition_of(petition).collection_months)
    petition.save(update_fields=["opened_at", "signing_ends_at"])
    end_term(petition)


def _reach(petition: Petition, at: dt.datetime) -> None:
    petition.reached_at = at
    petition.save(update_fields=["reached_at"])
    begin_term(petition, at, edition_of(petition).registration_days)


def _fall_below(petition: Petition, _at: dt.datetime) -> None:
    petition.reached_at = None
    petition.save(update_fields=["reached_at"])
    end_term(petition)


CONSEQUENCES: Final[dict[str, Callable[[Petition, dt.datetime], None]]] = {
    "open": _open,
    "miss_quorum": end,
    "reach": _reach,
    "fall_below": _fall_below,
    "expire": end,
    "lapse_correction": end,
}
"""What each step sets besides the state."""
