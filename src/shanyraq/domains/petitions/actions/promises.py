"""What the addressee promises in its answer, and its reports on that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition, Promise, PromiseUpdate, Proposal
from shanyraq.domains.petitions.permissions import by_officer
from shanyraq.domains.petitions.states import PetitionState, PromiseState
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import perform

_FOLLOWED = (PetitionState.REVIEW, PetitionState.ANSWERED)


def make_promise(
    *,
    petition: Petition,
    text: Mapping[str, str],
    due_date: date,
    proposal: Proposal | None,
    actor: Any,
    at: datetime,
) -> Promise:
    """Add a promise, shown once the answer is published.

    :raises Refusal: ``too_early`` for a day that has passed, ``wrong_state``, ``not_allowed``.
    """
    if due_date < timezone.localtime(at).date():
        raise Refusal(_("The day must lie in the future."), code="too_early", field="due_date")
    if proposal is not None and proposal.petition_id != petition.pk:
        raise Refusal(_("This proposal belongs to another petition."), code="proposal", field="proposal")
    with transaction.atomic():
        _require_follow_up(petition, actor)
        return Promise.objects.create(
            petition=petition, text=dict(text), due_date=due_date, proposal=proposal
        )


def report_on_promise(
    *, promise: Promise, state: str, text: Mapping[str, str], actor: Any, at: datetime
) -> PromiseUpdate:
    """Say what became of a promise; the report is public and stays.

    :raises Refusal: ``outcome`` for an unknown state; ``closed`` when it was kept or given up already.
    """
    if state not in PromiseState.values:
        raise Refusal(_("Choose what became of the promise."), code="outcome", field="state")
    with transaction.atomic():
        _require_follow_up(promise.petition, actor)
        promise.refresh_from_db()
        if promise.state in {PromiseState.KEPT, PromiseState.BROKEN}:
            raise Refusal(_("This promise is closed."), code="closed")
        update = PromiseUpdate.objects.create(
            promise=promise, state=state, text=dict(text), at=at, user_id=actor.pk
        )
        promise.state = state
        promise.save(update_fields=["state"])
    return update


def mark_late_promises(*, at: datetime) -> int:
    """Mark open promises whose day has passed as late, by the platform; returns how many."""
    today = timezone.localtime(at).date()
    return Promise.objects.filter(
        petition__state=PetitionState.ANSWERED, state=PromiseState.OPEN, due_date__lt=today
    ).update(state=PromiseState.LATE)


def complete_petition(*, petition: Petition, actor: Any, at: datetime) -> MoveRecord:
    """Close the follow-up when every promise was kept or given up.

    :raises Refusal: as the procedure decides.
    """
    with transaction.atomic():
        record = perform("complete", subject=petition, actor=actor, at=at)
        petition.ended_at = at
        petition.save(update_fields=["ended_at"])
    return record


def _require_follow_up(petition: Petition, actor: Any) -> None:
    state = (
        Petition.objects.select_for_update(of=("self",)).values_list("state", flat=True).get(pk=petition.pk)
    )
    if state not in _FOLLOWED:
        raise Refusal(_("This step is not possible in the present state."), code="wrong_state")
    if not by_officer(petition, actor):
        raise Refusal(_("You do not have permission for this step."), code="not_allowed")
