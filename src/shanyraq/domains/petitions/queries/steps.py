"""The register of a petition's steps, as pages of staff and of its initiator show it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.workflow import WORKFLOW
from shanyraq.platform.transparency.moves import history

OF_INITIATOR: Final = frozenset({"submit", "resubmit", "appeal", "withdraw"})
"""Steps whose reason is the initiator's own words."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was made; who made it is told by no page."""

    at: dt.datetime
    move: str
    reason: str


def steps_of(petition: Petition) -> list[tuple[Step, Any]]:
    """Every step with its label, oldest first. One query.

    Once the personal data of a petition is gone, the initiator's own words are shown to nobody; the register
    keeps what was written (docs/decisions/0014).
    """
    hidden = OF_INITIATOR if petition.anonymised_at is not None else frozenset()
    return [
        (
            Step(record.at, record.move, "" if record.move in hidden else record.reason),
            WORKFLOW.move(record.move).label,
        )
        for record in history(petition)
    ]
