"""The statutory clock of a petition: what happens next, and how every term of the past was kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.next_step import NextStep, next_step
from shanyraq.domains.petitions.queries.past_steps import PastStep, past_steps
from shanyraq.domains.petitions.rules.terms import local_day
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.platform.transparency.moves import history


@dataclass(frozen=True, slots=True)
class Clock:
    """``next`` is None when nothing is left to happen; ``past`` is in the order in which it happened."""

    next: NextStep | None
    past: list[PastStep]

    @property
    def was_late(self) -> bool:
        """Whether a term was not kept, or is not being kept now."""
        return any(step.is_late for step in self.past) or (self.next is not None and self.next.is_late)


def clock_of(petition: Petition, today: dt.date | None = None) -> Clock:
    """The clock of one petition on a day, today by default.

    Two queries at most, with edition and body read beforehand (``select_related``).
    """
    promises = list(petition.promises.all()) if petition.state == PetitionState.ANSWERED else []
    day = today or local_day(timezone.now())
    return Clock(next_step(petition, promises, day), past_steps(petition, list(history(petition))))
