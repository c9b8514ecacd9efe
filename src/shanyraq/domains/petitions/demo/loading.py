"""The demonstration of petitions from beginning to end. Again, it only adds what is missing."""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from shanyraq.domains.petitions.actions.law import load_law
from shanyraq.domains.petitions.actions.promises import mark_late_promises
from shanyraq.domains.petitions.demo.people import load_cast
from shanyraq.domains.petitions.demo.reading import read_plans
from shanyraq.domains.petitions.demo.rules import load_edition
from shanyraq.domains.petitions.demo.walking import public_id_of, walk
from shanyraq.domains.petitions.models import HourCount, Petition
from shanyraq.domains.petitions.rules.terms import local_day
from shanyraq.kernel.demonstration import Report

HOURS: Final = """
INSERT INTO petitions_hourcount (petition_id, hour, signed)
SELECT petition_id, date_trunc('hour', signed_at, 'UTC'), count(*) FROM petitions_signature
WHERE petition_id = ANY(%s) GROUP BY 1, 2
"""


def load_petitions(*, report: Report, password: str) -> Counter[str]:
    """The law, people, and petitions in every state, with dates that lead up to now. All of it or nothing.

    Petitions that are there stay as people have left them. While it runs the log of petitions waits, so that
    no step is made by the platform's own clock meanwhile.
    """
    now = timezone.now()
    written: Counter[str] = Counter(load_law())
    report(f"petitions: {sum(written.values())} entries of the law")
    with transaction.atomic():
        edition = load_edition(local_day(now))
        cast, written["account"] = load_cast(password=password, at=now)
        known = set(Petition.objects.values_list("public_id", flat=True))
        made = [walk(plan, cast, now) for plan in read_plans() if public_id_of(plan) not in known]
        _tell_hours(made)
        mark_late_promises(at=now)
    written["petition"] = len(made)
    report(f"petitions: {len(made)} petitions, rules “{edition.code}” with small numbers")
    return written


def _tell_hours(petitions: list[Petition]) -> None:
    """The curve follows the hours in which people signed, not the minute in which all were counted."""
    keys = [petition.pk for petition in petitions]
    HourCount.objects.filter(petition__in=keys).delete()
    with connection.cursor() as cursor:
        cursor.execute(HOURS, [keys])
