"""What happens next to a public petition, until when and by whom; and which steps of the past came late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition, Promise
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.domains.petitions.states import PromiseState
from shanyraq.kernel.clock import WorkingCalendar, calendar
from shanyraq.platform.transparency.models import MoveRecord

BY_ADDRESSEE: Final = frozenset({State.REACHED, State.REVIEW, State.ANSWERED})

NEXT: Final[dict[str, Any]] = {
    State.OPENING: _("The first supporters sign; then the petition opens to everybody."),
    State.COLLECTING: _("Signatures are gathered."),
    State.REACHED: _("The addressee registers the petition."),
    State.REVIEW: _("The addressee hears the initiator and answers every proposal."),
    State.ANSWERED: _("The addressee keeps what it promised."),
    State.STOPPED: _("Nothing happens until a court lets the petition go on."),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to happen. ``until`` is the last day of the term; ``days_left`` counts working days.

    ``is_late``: the term is over. ``is_by_addressee``: the addressee owes the step, else nobody does.
    """

    text: Any
    until: dt.date | None
    days_left: int | None
    is_late: bool
    is_provisional: bool
    is_by_addressee: bool

    @property
    def days_late(self) -> int:
        """Working days since the term ended."""
        return max(0, -(self.days_left or 0))


def next_step(petition: Petition, promises: Sequence[Promise], today: dt.date) -> NextStep | None:
    """What the petition waits for; None when it has come to its end. Asks the database nothing."""
    if petition.state not in NEXT:
        return None
    until = _until(petition, promises)
    if petition.state == State.ANSWERED and until is None:
        return None
    left = _calendar(petition).countdown(until, today).working_days_left if until else None
    return NextStep(
        NEXT[petition.state],
        until,
        left,
        until is not None and today > until,
        petition.is_due_provisional,
        petition.state in BY_ADDRESSEE,
    )


def _until(petition: Petition, promises: Sequence[Promise]) -> dt.date | None:
    if petition.state in {State.OPENING, State.COLLECTING}:
        return timezone.localdate(petition.signing_ends_at) if petition.signing_ends_at else None
    if petition.state == State.ANSWERED:
        unkept = {PromiseState.OPEN, PromiseState.LATE}
        return min((each.due_date for each in promises if each.state in unkept), default=None)
    return None if petition.state == State.STOPPED else petition.due_date


def late_records(petition: Petition, records: Sequence[MoveRecord]) -> set[int]:
    """Numbers of the records of steps that were made after their term, by the rules that are pinned."""
    return set(_late(petition, records)) if petition.edition is not None else set()


def _late(petition: Petition, records: Sequence[MoveRecord]) -> Iterator[int]:
    begun: dict[str, dt.datetime] = {}
    terms = _terms(petition)
    working = _calendar(petition)
    for record in records:
        starter, days = terms.get(record.move, ("", 0))
        if starter in begun and working.working_days_between(_day(begun[starter]), _day(record.at)) > days:
            yield record.sequence
        begun["submit" if record.move == "resubmit" else record.move] = record.at


def _terms(petition: Petition) -> dict[str, tuple[str, int]]:
    """The step that each step is counted from, and working days for it."""
    edition, body = petition.edition, petition.body
    if edition is None or body is None:
        return {}
    moderation = ("submit", edition.moderation_days)
    return {
        "admit": moderation,
        "refuse": moderation,
        "request_correction": moderation,
        "uphold_refusal": ("appeal", edition.appeal_review_days),
        "grant_appeal": ("appeal", edition.appeal_review_days),
        "register": ("reach", edition.registration_days),
        "answer": ("register", edition.review_days(body.kind)),
    }


def _calendar(petition: Petition) -> WorkingCalendar:
    return calendar(petition.calendar_version) if petition.calendar_version else calendar()


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)
