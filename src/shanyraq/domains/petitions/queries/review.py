"""What reviewers of signatures see: findings and their signatures, never who signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.utils.dateparse import parse_datetime

from shanyraq.domains.petitions.actions.fraud_review import signatures_of
from shanyraq.domains.petitions.models import FraudFinding, InvalidationBatch, Petition, Territory


@dataclass(frozen=True, slots=True)
class Extent:
    """What a finding is about now: how many that still count, from when to when, of how many addresses."""

    number: int
    addresses: int
    first: Any
    last: Any


def findings(*, is_open: bool) -> QuerySet[FraudFinding]:
    """Findings that wait for a decision, or that were decided; newest first."""
    state = FraudFinding.State.OPEN
    found = FraudFinding.objects.select_related("petition", "decided_by")
    return found.filter(state=state) if is_open else found.exclude(state=state)


def finding_with(number: int) -> FraudFinding | None:
    """One finding."""
    return FraudFinding.objects.select_related("petition", "decided_by").filter(pk=number).first()


def extent_of(finding: FraudFinding) -> Extent:
    """In one query."""
    told = signatures_of(finding).aggregate(
        number=Count("pk"),
        addresses=Count("network", distinct=True),
        first=Min("signed_at"),
        last=Max("signed_at"),
    )
    return Extent(**told)


def facts_of(finding: FraudFinding) -> dict[str, Any]:
    """The facts with times as times and the territory by its name."""
    facts = dict(finding.facts)
    for name in ("since", "until"):
        if facts.get(name):
            facts[name] = parse_datetime(facts[name])
    if facts.get("territory"):
        facts["territory"] = Territory.objects.filter(code=facts["territory"]).first()
    return facts


def decisions_on(petition: Petition) -> list[InvalidationBatch]:
    """Every change of the count by people, newest first, with how many are still out."""
    found = InvalidationBatch.objects.filter(petition=petition).annotate(still_out=Count("signatures"))
    return list(found.order_by("-at", "-pk"))
