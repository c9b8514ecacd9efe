"""The edition of the rules for the demonstration: the law's terms, with numbers that one desk can reach."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from shanyraq.domains.petitions.demo.reading import read_table
from shanyraq.domains.petitions.models import Edition, Ground, ThresholdRule

CODE: Final = "demonstration"
LAW: Final = "2024-04"
IN_FORCE_AGO: Final = 232
"""Days before the loading from which it is in force; what was submitted before keeps the law's numbers."""


def load_edition(today: dt.date) -> Edition:
    """The edition, made when it is not there. It says of itself that its numbers are not the law's."""
    known = Edition.objects.filter(code=CODE).first()
    if known is not None:
        return known
    table, law = read_table("edition"), Edition.objects.get(code=LAW)
    edition = Edition.objects.create(
        **_terms(law),
        code=CODE,
        in_force_date=_free_day(today - dt.timedelta(days=IN_FORCE_AGO)),
        opening_quorum=table["opening_quorum"],
        source=table["source"],
        doubt=table["doubt"],
        sources=law.sources | {"opening_quorum": "demonstration"},
    )
    for rule in table["threshold"]:
        ThresholdRule.objects.create(edition=edition, article="90-4", is_confirmed=False, **rule)
    for ground in law.grounds.order_by("position", "pk"):
        Ground.objects.create(**_ground(ground), edition=edition)
    return edition


def _terms(law: Edition) -> dict[str, Any]:
    names = [name for field in Edition._meta.fields if (name := field.name).endswith(("_days", "_months"))]  # noqa: SLF001 -- Django documents it
    return {name: getattr(law, name) for name in names}


def _ground(ground: Ground) -> dict[str, Any]:
    names = ("item", "title", "article", "is_topic", "must_hide", "is_confirmed", "position")
    return {name: getattr(ground, name) for name in names}


def _free_day(day: dt.date) -> dt.date:
    """That day, or the next one on which no other edition comes into force."""
    taken = set(Edition.objects.exclude(in_force_date=None).values_list("in_force_date", flat=True))
    while day in taken:
        day += dt.timedelta(days=1)
    return day
