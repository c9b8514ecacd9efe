"""Patterns that false signatures leave: noticed by the platform, decided on by a person.

Nothing is taken out by itself: a university or a mobile operator is one address for thousands, and a village
may sign to a man. What was looked at once and dismissed is not brought up again, unless it has doubled.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.invalidation import (
    counted_signatures,
    invalidate,
    require_reviewer,
)
from shanyraq.domains.petitions.models import FraudFinding, InvalidationBatch, Petition, Signature
from shanyraq.domains.petitions.states import SIGNABLE
from shanyraq.kernel.errors import Refusal

BURST: Final = 100
"""Signatures of one petition from one range of addresses in one hour that a person should look at."""

LOOKED_BACK: Final = dt.timedelta(hours=3)
FEW: Final = 500
"""Below so many signatures of one territory its share tells nothing."""

PER_MILLE: Final = 250
"""Of the people of a territory, children included: so many cannot sign within a petition's time."""

BURSTS: Final = """
SELECT given.petition_id,
       network(set_masklen(given.network, CASE family(given.network) WHEN 4 THEN 24 ELSE 48 END)),
       date_trunc('hour', given.signed_at, 'UTC'), count(*)
FROM petitions_signature AS given JOIN petitions_petition AS petition ON petition.id = given.petition_id
WHERE given.signed_at >= %s AND given.network IS NOT NULL AND given.withdrawn_at IS NULL
      AND given.invalidated_at IS NULL AND petition.state = ANY(%s)
GROUP BY 1, 2, 3 HAVING count(*) >= %s ORDER BY 1, 3, 2
"""

REGIONS: Final = """
SELECT counted.petition_id, counted.territory_id, counted.valid, territory.population
FROM petitions_territorycount AS counted
JOIN petitions_territory AS territory ON territory.code = counted.territory_id
JOIN petitions_petition AS petition ON petition.id = counted.petition_id
WHERE petition.state = ANY(%s) AND counted.valid >= %s
      AND counted.valid::bigint * 1000 >= territory.population::bigint * %s
ORDER BY 1, 2
"""


def find_suspicions(at: dt.datetime) -> int:
    """Look through the last hours' signatures and the shares of territories; how many findings are new."""
    return sum(map(_note, [*_bursts(at), *_regions(at)]))


def _bursts(at: dt.datetime) -> list[FraudFinding]:
    with connection.cursor() as cursor:
        cursor.execute(BURSTS, [at - LOOKED_BACK, list(SIGNABLE), BURST])
        rows = cursor.fetchall()
    return [
        FraudFinding(
            petition_id=petition,
            kind="burst",
            facts={"network": str(network), "since": hour.isoformat(), "signatures": number},
            found_at=at,
        )
        for petition, network, hour, number in rows
    ]


def _regions(at: dt.datetime) -> list[FraudFinding]:
    with connection.cursor() as cursor:
        cursor.execute(REGIONS, [list(SIGNABLE), FEW, PER_MILLE])
        rows = cursor.fetchall()
    return [
        FraudFinding(
            petition_id=petition,
            kind="region",
            facts={"territory": territory, "signatures": number, "population": population},
            found_at=at,
        )
        for petition, territory, number, population in rows
    ]


def _note(finding: FraudFinding) -> bool:
    """Keep a finding unless the same one is known; one that is open gets the newer number."""
    named = {key: value for key, value in finding.facts.items() if key in {"network", "since", "territory"}}
    with transaction.atomic():
        known = (
            FraudFinding.objects.select_for_update()
            .filter(petition_id=finding.petition_id, kind=finding.kind, facts__contains=named)
            .order_by("pk")
            .last()
        )
        if known is None or _is_news(finding, known):
            finding.save()
            return True
        if known.state == FraudFinding.State.OPEN and known.facts != finding.facts:
            known.facts = finding.facts
            known.save(update_fields=["facts"])
    return False


def _is_news(finding: FraudFinding, decided: FraudFinding) -> bool:
    """Others came after the wave was taken out, or twice as many as when somebody found nothing wrong."""
    if decided.state == FraudFinding.State.ACTED_ON:
        return True
    is_dismissed = decided.state == FraudFinding.State.DISMISSED
    return is_dismissed and finding.facts["signatures"] >= 2 * decided.facts.get("signatures", 0)


def suspect(
    *, petition: Petition, facts: dict[str, Any], kind: str, actor: Any, at: dt.datetime
) -> FraudFinding:
    """A person's own suspicion, as a finding that is then decided on.

    :param facts: any of ``network`` (an address or a range), ``since``, ``until`` (ISO times), ``territory``.
    :raises Refusal: ``not_allowed``; ``nothing`` when no signature that counts fits.
    """
    require_reviewer(actor, petition)
    finding = FraudFinding(petition=petition, kind=kind, facts=facts, found_at=at)
    number = signatures_of(finding).count()
    if not number:
        raise Refusal(_("No signature that counts fits this."), code="nothing")
    finding.facts = {**facts, "signatures": number}
    finding.save()
    return finding


def signatures_of(finding: FraudFinding) -> QuerySet[Signature]:
    """The signatures that a finding is about and that still count."""
    found, facts = counted_signatures(finding.petition), finding.facts
    since = parse_datetime(facts.get("since", ""))
    until = parse_datetime(facts.get("until", ""))
    if since is not None:
        found = found.filter(signed_at__gte=since)
        if until is None and finding.kind == "burst":
            until = since + dt.timedelta(hours=1)
    if until is not None:
        found = found.filter(signed_at__lt=until)
    if facts.get("territory"):
        found = found.filter(territory_id=facts["territory"])
    if facts.get("network"):
        found = found.extra(where=["network <<= %s::inet"], params=[facts["network"]])
    return found


def act_on(*, finding: FraudFinding, explanation: str, actor: Any, at: dt.datetime) -> InvalidationBatch:
    """Take the signatures of *finding* out of the count, with its reason.

    :raises Refusal: as ``invalidate``; ``decided`` when somebody was quicker.
    """
    with transaction.atomic():
        locked = _decide(finding, FraudFinding.State.ACTED_ON, actor=actor, at=at)
        return invalidate(
            signatures=signatures_of(locked), reason=locked.kind, explanation=explanation, actor=actor, at=at
        )


def dismiss(*, finding: FraudFinding, actor: Any, at: dt.datetime) -> None:
    """Nothing is wrong with these signatures; the finding is not brought up again.

    :raises Refusal: ``not_allowed``; ``decided`` when somebody was quicker.
    """
    with transaction.atomic():
        _decide(finding, FraudFinding.State.DISMISSED, actor=actor, at=at)


def _decide(finding: FraudFinding, state: str, *, actor: Any, at: dt.datetime) -> FraudFinding:
    locked = (
        FraudFinding.objects.select_for_update(of=("self",)).select_related("petition").get(pk=finding.pk)
    )
    require_reviewer(actor, locked.petition)
    if locked.state != FraudFinding.State.OPEN:
        raise Refusal(_("This was decided already."), code="decided")
    locked.state, locked.decided_at, locked.decided_by = state, at, actor
    locked.save(update_fields=["state", "decided_at", "decided_by"])
    finding.state = state
    return locked
