"""Steps of the past that had a term: from when, until when, when they were made, whether that was late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from shanyraq.domains.petitions.models import Edition, Petition
from shanyraq.domains.petitions.queries.next_step import Who
from shanyraq.domains.petitions.rules.terms import calendar_of, local_day, months_later
from shanyraq.domains.petitions.workflow import WORKFLOW
from shanyraq.platform.transparency.models import MoveRecord


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step that was made within or after its term, by the rules that are pinned to the petition.

    ``days_late`` counts working days after the last day; a step on a day of rest after it is late by none
    and late all the same. ``sequence`` is the number of its record.
    """

    sequence: int
    move: str
    title: Any
    by: Who
    begun_at: dt.datetime
    until: dt.date
    done_at: dt.datetime
    days_late: int

    @property
    def is_late(self) -> bool:
        return local_day(self.done_at) > self.until


class _Term(NamedTuple):
    """What a step is counted from, whose it is, and working days (or months) for it."""

    starters: frozenset[str]
    by: Who
    days: int = 0
    months: int = 0


_SUBMITTED: Final = frozenset({"submit", "resubmit"})
_ADMITTED: Final = frozenset({"admit", "grant_appeal"})
_RETURNED: Final = frozenset({"request_correction"})


def past_steps(petition: Petition, records: Sequence[MoveRecord]) -> list[PastStep]:
    """All of *records* that had a term, oldest first. Asks the database nothing when the rules are read."""
    if petition.edition is None or petition.body is None:
        return []
    return list(_steps(petition, records, _terms(petition.edition, petition.body.kind)))


def late_records(petition: Petition, records: Sequence[MoveRecord]) -> dict[int, int]:
    """Working days by which steps were made after their term, by the numbers of their records."""
    return {step.sequence: step.days_late for step in past_steps(petition, records) if step.is_late}


def _steps(petition: Petition, records: Sequence[MoveRecord], terms: dict[str, _Term]) -> Iterator[PastStep]:
    last: MoveRecord | None = None
    for record in records:
        term = terms.get(record.move)
        if term is not None and last is not None and last.move in term.starters:
            yield _step(petition, record, begun_at=last.at, term=term)
        last = record


def _step(petition: Petition, record: MoveRecord, *, begun_at: dt.datetime, term: _Term) -> PastStep:
    calendar, begun = calendar_of(petition), local_day(begun_at)
    until = months_later(begun, term.months) if term.months else calendar.deadline(begun, term.days).date
    late = calendar.working_days_between(until, local_day(record.at))
    return PastStep(
        record.sequence,
        record.move,
        WORKFLOW.move(record.move).label,
        term.by,
        begun_at,
        until,
        record.at,
        max(0, late),
    )


def _terms(edition: Edition, kind: str) -> dict[str, _Term]:
    """The terms of all steps; those of the platform itself show what others have let pass."""
    moderation = _Term(_SUBMITTED, Who.MODERATOR, edition.moderation_days)
    appeal = _Term(frozenset({"appeal"}), Who.APPEAL_OFFICER, edition.appeal_review_days)
    opening = _Term(_ADMITTED, Who.SIGNERS, edition.opening_days)
    return {
        "admit": moderation,
        "refuse": moderation,
        "request_correction": moderation,
        "resubmit": _Term(_RETURNED, Who.INITIATOR, edition.correction_days),
        "appeal": _Term(frozenset({"refuse"}), Who.INITIATOR, edition.appeal_days),
        "uphold_refusal": appeal,
        "grant_appeal": appeal,
        "open": opening,
        "reach": _Term(frozenset({"open"}), Who.SIGNERS, months=edition.collection_months),
        "register": _Term(frozenset({"reach"}), Who.ADDRESSEE, edition.registration_days),
        "answer": _Term(frozenset({"register"}), Who.ADDRESSEE, edition.review_days(kind)),
    }
