"""Numbers of the whole system: states, moderation, refusals by item of the law, answers, outcomes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from shanyraq.domains.petitions.models import Body, Petition, Verdict
from shanyraq.domains.petitions.queries.visible import public_petitions
from shanyraq.domains.petitions.states import REFUSALS, Outcome, PetitionState
from shanyraq.kernel.clock import calendar
from shanyraq.platform.transparency.models import MoveRecord

State = PetitionState
SUBMITTED = tuple(state for state in State if state != State.DRAFT)


@dataclass(frozen=True, slots=True)
class Refused:
    """Refusals that rest on one item of the law in one edition."""

    edition: str
    item: str
    title: Any
    article: str
    number: int


@dataclass(frozen=True, slots=True)
class Answers:
    """What one body has answered: all, late, and what waits past its term."""

    body: Body
    answered: int
    late: int
    overdue: int


def numbers_by_state() -> dict[str, int]:
    """How many petitions stand in each state; drafts are nobody's business and are not counted."""
    found = Petition.objects.filter(submitted_at__isnull=False).exclude(state=State.DRAFT)
    rows = dict(found.order_by().values_list("state").annotate(Count("pk")))
    return {state.value: rows.get(state, 0) for state in SUBMITTED}


def median_days_of_moderation(since: dt.datetime) -> float | None:
    """The median of working days from a submission to what moderation decided, of decisions *since* then."""
    moves = ("submit", "resubmit", "request_correction", "refuse", "admit")
    kind = Petition._meta.label_lower  # noqa: SLF001 - Django documents it as open to all
    records = MoveRecord.objects.filter(subject_type=kind, move__in=moves, at__gte=since)
    days, begun = [], {}
    current = calendar()
    for subject, move, at in records.order_by("sequence").values_list("subject_id", "move", "at"):
        if move in {"submit", "resubmit"}:
            begun[subject] = at
        elif subject in begun:
            days.append(current.working_days_between(_day(begun.pop(subject)), _day(at)))
    return median(days) if days else None


def refusals() -> list[Refused]:
    """Refusals by item and edition, most first. Those that an appeal overturned are not counted."""
    found = Verdict.objects.filter(kind=Verdict.Kind.REFUSAL, petition__state__in=REFUSALS)
    grounds = ("ground__edition__code", "ground__item", "ground__title", "ground__article")
    rows = found.values_list(*grounds).annotate(number=Count("petition", distinct=True))
    ordered = rows.order_by("-number", "ground__edition__code", "ground__position", "ground__item")
    return [Refused(*row) for row in ordered]


def outcomes() -> dict[str, int]:
    """How many answered petitions were satisfied, partly, not."""
    answered = Petition.objects.filter(answered_at__isnull=False, opened_at__isnull=False)
    found = Counter(answered.exclude(outcome="").values_list("outcome", flat=True))
    return {outcome.value: found[outcome] for outcome in Outcome}


def answers_by_body(today: dt.date) -> list[Answers]:
    """Bodies that had petitions to answer: answered, answered late, and still open past the term.

    An answer is late by the term that was pinned to its petition, counted from its registration.
    """
    registered = Petition.objects.filter(registered_at__isnull=False, opened_at__isnull=False)
    found: dict[Body, list[int]] = {}
    for petition in registered.select_related("body", "edition").order_by("body__slug"):
        last = _last_day(petition)
        if petition.body is None or last is None:
            continue
        numbers = found.setdefault(petition.body, [0, 0, 0])
        if petition.answered_at is not None:
            numbers[0] += 1
            numbers[1] += _day(petition.answered_at) > last
        elif petition.state == State.REVIEW:
            numbers[2] += today > last
    return [Answers(body, *numbers) for body, numbers in found.items()]


def _last_day(petition: Petition) -> dt.date | None:
    """The end of the term to answer; None where no term has begun."""
    edition, body, registered = petition.edition, petition.body, petition.registered_at
    if edition is None or body is None or registered is None:
        return None
    return calendar(petition.calendar_version).deadline(_day(registered), edition.review_days(body.kind)).date


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)


def number_of_signatures() -> int:
    """Valid signatures under all public petitions together."""
    return public_petitions().order_by().aggregate(sum=Sum("count__valid"))["sum"] or 0
