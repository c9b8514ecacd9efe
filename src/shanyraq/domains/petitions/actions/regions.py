"""Telling anew how many signed in each region, if nobody's number follows from it (``rules/small_cells``)."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Final

from django.db import transaction
from django.db.models import F

from shanyraq.domains.petitions.models import Petition, PetitionCount, RegionRelease
from shanyraq.domains.petitions.queries.regions import CELLS, as_told, exact_numbers, last_release
from shanyraq.domains.petitions.rules.small_cells import LEAST_CHANGES, STEP, Told, may_be_told
from shanyraq.domains.petitions.states import PUBLIC

LOG = logging.getLogger(__name__)
LEAST_TIME: Final = dt.timedelta(days=1)
"""The numbers are renewed at most once a day."""


@transaction.atomic
def release_regions(*, petition: Petition, at: dt.datetime) -> RegionRelease | None:
    """Tell the numbers by region of now, or None: too early, too little changed, or the audit forbids it.

    The count's row is locked, so that total and regions are of one moment and two workers do not both tell.
    """
    count = PetitionCount.objects.select_for_update().filter(petition=petition).first()
    before = last_release(petition.pk)
    if count is None or (before is not None and at - before.at < LEAST_TIME):
        return None
    exact = exact_numbers(petition.pk)
    steps = {code: number // STEP for code, number in exact.items()}
    removed = count.withdrawn + count.invalidated
    now = Told(count.valid, tuple(steps[code] for code in CELLS), count.signed, removed)
    if sum(exact.values()) != count.valid or not may_be_told(now, as_told(before) if before else None):
        return None
    return RegionRelease.objects.create(
        petition=petition, at=at, total=count.valid, signed=count.signed, removed=removed, steps=steps
    )


def release_due(at: dt.datetime) -> int:
    """Try it for every public petition with changes enough; how many were told. One that fails stops none."""
    enough = PetitionCount.objects.filter(
        petition__state__in=PUBLIC, petition__opened_at__isnull=False, signed__gte=LEAST_CHANGES
    ).annotate(removed=F("withdrawn") + F("invalidated"))
    released = 0
    for petition in Petition.objects.filter(pk__in=enough.values("petition")).order_by("pk").iterator():
        try:
            released += release_regions(petition=petition, at=at) is not None
        except Exception:
            LOG.exception("petition %s: the numbers by region were not renewed", petition.public_id)
    return released
