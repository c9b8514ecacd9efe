"""Holds on editions that are one after merges: they stay on the edition they were placed on."""

from typing import Any

from django.db.models import QuerySet

from shanyraq.domains.library.catalogue.queries.families import family_of
from shanyraq.domains.library.lending.states import HoldState


def queued_for(edition_id: int) -> QuerySet[Any]:
    """Holds that wait for a copy of the edition, first come first."""
    from shanyraq.domains.library.lending.models import Hold  # noqa: PLC0415 - the model is built on the workflow, which asks here

    return Hold.objects.filter(edition_id__in=family_of(edition_id), state=HoldState.QUEUED).order_by(
        "placed_at", "pk"
    )
