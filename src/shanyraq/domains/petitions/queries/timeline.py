"""Everything that happened to a petition, as the public may know it, oldest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db.models import Prefetch

from shanyraq.domains.petitions.models import (
    Hearing,
    InvalidationBatch,
    Petition,
    Promise,
    PromiseUpdate,
    TextVersion,
    Verdict,
)
from shanyraq.domains.petitions.queries.past_steps import late_records
from shanyraq.domains.petitions.workflow import RESUMING, WORKFLOW
from shanyraq.kernel.translated import TranslatedText
from shanyraq.platform.transparency.moves import history

REASON_IS_PUBLIC: Final = RESUMING | {"stop"}
"""Moves whose reason names an order of a court. Other reasons are written for the initiator."""

NAMES_A_GROUND: Final = {
    "refuse": Verdict.Kind.REFUSAL,
    "request_correction": Verdict.Kind.CORRECTION,
}


class EventKind(StrEnum):
    """What sort of thing happened."""

    MOVE = "move"
    TEXT = "text"
    COUNT = "count"
    HEARING = "hearing"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. ``name`` is a move's name or a code, ``subject`` its record.

    ``reason`` is what the public may read of why; ``ground`` the item of the law that a finding named;
    ``is_late``: the term of the step was over, by ``days_late`` working days.
    """

    at: dt.datetime
    kind: EventKind
    name: str
    title: Any
    subject: Any = None
    reason: str | TranslatedText = ""
    ground: str = ""
    ground_title: TranslatedText | None = None
    is_late: bool = False
    days_late: int = 0


def timeline(petition: Petition) -> list[Event]:
    """Moves, changes of the text, of the count, hearings, reports on promises. Seven queries."""
    found = [
        *_moves(petition),
        *_texts(petition),
        *_counts(petition),
        *_hearings(petition),
        *_promises(petition),
    ]
    return sorted(found, key=lambda event: event.at)


def _moves(petition: Petition) -> Iterator[Event]:
    verdicts = list(petition.verdicts.select_related("ground").order_by("at", "pk"))
    labels = {move.name: move.label for move in WORKFLOW.moves}
    records = list(history(petition))
    late = late_records(petition, records)
    for record in records:
        kind = NAMES_A_GROUND.get(record.move)
        verdict = next((each for each in verdicts if each.kind == kind), None) if kind else None
        if verdict is not None:
            verdicts.remove(verdict)
        yield Event(
            record.at,
            EventKind.MOVE,
            record.move,
            labels.get(record.move, record.move),
            subject=record,
            reason=record.reason if record.move in REASON_IS_PUBLIC else "",
            ground=verdict.ground.item if verdict else "",
            ground_title=verdict.ground.title if verdict else None,
            is_late=record.sequence in late,
            days_late=late.get(record.sequence, 0),
        )


def _texts(petition: Petition) -> Iterator[Event]:
    for version in TextVersion.objects.filter(petition=petition, number__gt=1):
        yield Event(version.at, EventKind.TEXT, "text", None, subject=version, reason=version.reason)


def _counts(petition: Petition) -> Iterator[Event]:
    for batch in InvalidationBatch.objects.filter(petition=petition):
        yield Event(
            batch.at,
            EventKind.COUNT,
            batch.kind,
            batch.get_kind_display(),
            subject=batch,
            reason=batch.get_reason_display(),
            ground=batch.reason,
        )


def _hearings(petition: Petition) -> Iterator[Event]:
    for hearing in Hearing.objects.filter(petition=petition):
        yield Event(hearing.announced_at, EventKind.HEARING, "announced", None, subject=hearing)
        if hearing.held_at:
            yield Event(hearing.held_at, EventKind.HEARING, "held", None, subject=hearing)


def _promises(petition: Petition) -> Iterator[Event]:
    for update in PromiseUpdate.objects.filter(promise__petition=petition).select_related("promise"):
        yield Event(update.at, EventKind.PROMISE, update.state, None, subject=update, reason=update.text)


def promises_of(petition: Petition) -> list[Promise]:
    """What was promised, with all reports on it. Two queries."""
    reports = Prefetch("updates", queryset=PromiseUpdate.objects.order_by("at", "pk"))
    return list(petition.promises.select_related("proposal").prefetch_related(reports))
