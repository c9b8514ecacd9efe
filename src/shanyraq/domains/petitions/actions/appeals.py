"""Appeals against a refusal: the initiator asks, somebody who did not refuse decides."""

from __future__ import annotations

import datetime as dt
from typing import Any

from shanyraq.domains.petitions.actions.opening import begin_opening
from shanyraq.domains.petitions.actions.steps import begin_term, end, step
from shanyraq.domains.petitions.actions.submission import edition_of
from shanyraq.domains.petitions.models import Petition
from shanyraq.platform.transparency.models import MoveRecord


def appeal(*, petition: Petition, reason: str, actor: Any, at: dt.datetime) -> MoveRecord:
    """Appeal against the refusal, with reasons; the term of the decision begins.

    :raises Refusal: as the procedure decides: ``too_late`` after the term, ``reason_required``.
    """
    with step("appeal", petition=petition, actor=actor, reason=reason, at=at) as record:
        petition.ended_at = None
        petition.save(update_fields=["ended_at"])
        begin_term(petition, at, edition_of(petition).appeal_review_days)
    return record


def uphold_refusal(*, petition: Petition, reason: str, actor: Any, at: dt.datetime) -> MoveRecord:
    """Let the refusal stand, with reasons; the petition has come to its end.

    :raises Refusal: as the procedure decides.
    """
    with step("uphold_refusal", petition=petition, actor=actor, reason=reason, at=at) as record:
        end(petition, at)
    return record


def grant_appeal(*, petition: Petition, reason: str, actor: Any, at: dt.datetime) -> MoveRecord:
    """Overturn the refusal, with reasons: the petition is admitted and gathers its first supporters.

    :raises Refusal: as the procedure decides.
    """
    with step("grant_appeal", petition=petition, actor=actor, reason=reason, at=at) as record:
        begin_opening(petition, at)
    return record
