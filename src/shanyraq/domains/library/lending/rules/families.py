"""Editions that are one after merges: holds stay on the edition they were placed on, copies move on."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.lending.states import HoldState

_FAMILY = """
WITH RECURSIVE up AS (
    SELECT id, merged_into_id FROM {table} WHERE id = %s
    UNION
    SELECT above.id, above.merged_into_id FROM {table} above JOIN up ON above.id = up.merged_into_id
), down AS (
    SELECT id FROM up WHERE merged_into_id IS NULL
    UNION
    SELECT below.id FROM {table} below JOIN down ON below.merged_into_id = down.id
)
SELECT id FROM down
"""


def family_of(edition_id: int) -> list[int]:
    """The edition that this one is now, first, and every edition merged into it."""
    with connection.cursor() as cursor:
        cursor.execute(_FAMILY.format(table=Edition._meta.db_table), [edition_id])  # noqa: SLF001 - Django documents it as open to all
        return [number for (number,) in cursor.fetchall()]


def queued_for(edition_id: int) -> QuerySet[Any]:
    """Holds that wait for a copy of the edition, first come first."""
    from shanyraq.domains.library.lending.models import Hold  # noqa: PLC0415 - the model is built on the workflow, which asks here

    return Hold.objects.filter(edition_id__in=family_of(edition_id), state=HoldState.QUEUED).order_by(
        "placed_at", "pk"
    )
