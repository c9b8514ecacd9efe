"""What happens next to a petition, until when and by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition, Promise
from shanyraq.domains.petitions.rules.terms import calendar_of
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.domains.petitions.states import PromiseState


class Who(StrEnum):
    """Whose step it is."""

    INITIATOR = "initiator"
    MODERATOR = "moderator"
    APPEAL_OFFICER = "appeal_officer"
    SIGNERS = "signers"
    ADDRESSEE = "addressee"
    COURT = "court"


NEXT: Final[dict[str, Any]] = {
    State.DRAFT: _("The initiator writes the petition."),
    State.MODERATION: _("Moderators check whether the law lets the petition through."),
    State.CORRECTION: _("The initiator corrects the petition."),
    State.REFUSED: _("The initiator may appeal against the refusal."),
    State.APPEAL: _("Somebody who did not refuse the petition decides on the appeal."),
    State.OPENING: _("The first supporters sign; then the petition opens to everybody."),
    State.COLLECTING: _("Signatures are gathered."),
    State.REACHED: _("The addressee registers the petition."),
    State.REVIEW: _("The addressee hears the initiator and answers every proposal."),
    State.ANSWERED: _("The addressee keeps what it promised."),
    State.STOPPED: _("Nothing happens until a court lets the petition go on."),
}

BY: Final[dict[str, Who]] = {
    State.DRAFT: Who.INITIATOR,
    State.MODERATION: Who.MODERATOR,
    State.CORRECTION: Who.INITIATOR,
    State.REFUSED: Who.INITIATOR,
    State.APPEAL: Who.APPEAL_OFFICER,
    State.OPENING: Who.SIGNERS,
    State.COLLECTING: Who.SIGNERS,
    State.REACHED: Who.ADDRESSEE,
    State.REVIEW: Who.ADDRESSEE,
    State.ANSWERED: Who.ADDRESSEE,
    State.STOPPED: Who.COURT,
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to happen. ``until`` is the last day of the term; ``days_left`` counts working days.

    ``is_late``: the term is over.
    """

    text: Any
    until: dt.date | None
    days_left: int | None
    is_late: bool
    is_provisional: bool
    by: Who

    @property
    def is_by_addressee(self) -> bool:
        """The addressee owes the step."""
        return self.by is Who.ADDRESSEE

    @property
    def days_late(self) -> int:
        """Working days since the term ended."""
        return max(0, -(self.days_left or 0))


def next_step(petition: Petition, promises: Sequence[Promise], today: dt.date) -> NextStep | None:
    """What the petition waits for; None when it has come to its end. Asks the database nothing."""
    if petition.state not in NEXT:
        return None
    until = _until(petition, promises)
    if _is_over(petition, until, today):
        return None
    left = calendar_of(petition).countdown(until, today).working_days_left if until else None
    return NextStep(
        NEXT[petition.state],
        until,
        left,
        until is not None and today > until,
        petition.is_due_provisional,
        BY[petition.state],
    )


def _is_over(petition: Petition, until: dt.date | None, today: dt.date) -> bool:
    """Nothing is left to do: every promise is closed, or the term to appeal has ended."""
    if petition.state == State.ANSWERED:
        return until is None
    return petition.state == State.REFUSED and until is not None and today > until


def _until(petition: Petition, promises: Sequence[Promise]) -> dt.date | None:
    if petition.state in {State.OPENING, State.COLLECTING}:
        return timezone.localdate(petition.signing_ends_at) if petition.signing_ends_at else None
    if petition.state == State.ANSWERED:
        unkept = {PromiseState.OPEN, PromiseState.LATE}
        return min((each.due_date for each in promises if each.state in unkept), default=None)
    return None if petition.state in {State.DRAFT, State.STOPPED} else petition.due_date
