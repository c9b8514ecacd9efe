"""Appeals against a refusal: the initiator asks, somebody who did not refuse decides."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from shanyraq.domains.petitions.actions.opening import begin_opening
from shanyraq.domains.petitions.actions.steps import begin_term, end, read_anew
from shanyraq.domains.petitions.actions.submission import edition_of
from shanyraq.domains.petitions.initiator_letters import tell_initiator
from shanyraq.domains.petitions.models import Petition
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import perform


def appeal(*, petition: Petition, reason: str, actor: Any, at: dt.datetime) -> MoveRecord:
    """Appeal against the refusal, with reasons; the term of the decision begins.

    :raises Refusal: as the procedure decides: ``too_late`` after the term, ``reason_required``.
    """
    with transaction.atomic():
        read_anew(petition)
        record = perform("appeal", subject=petition, actor=actor, reason=reason, at=at)
        petition.ended_at = None
        petition.save(update_fields=["ended_at"])
        begin_term(petition, at, edition_of(petition).appeal_review_days)
        tell_initiator(petition, record)
    return record


def uphold_refusal(*, petition: Petition, reason: str, actor: Any, at: dt.datetime) -> MoveRecord:
    """Let the refusal stand, with reasons; the petition has come to its end.

    :raises Refusal: as the procedure decides.
    """
    with transaction.atomic():
        read_anew(petition)
        record = perform("uphold_refusal", subject=petition, actor=actor, reason=reason, at=at)
        end(petition, at)
        tell_initiator(petition, record)
    return record


def grant_appeal(*, petition: Petition, reason: str, actor: Any, at: dt.datetime) -> MoveRecord:
    """Overturn the refusal, with reasons: the petition is admitted and gathers its first supporters.

    :raises Refusal: as the procedure decides.
    """
    with transaction.atomic():
        read_anew(petition)
        record = perform("grant_appeal", subject=petition, actor=actor, reason=reason, at=at)
        begin_opening(petition, at)
        tell_initiator(petition, record)
    return record
