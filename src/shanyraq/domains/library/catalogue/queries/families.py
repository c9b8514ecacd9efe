"""Editions that are one after merges, for whole lists of them.

Merges make chains (A into B, later B into C); all of these follow them to the end, and never loop. What
higher rooms keep (holds, digital editions) stays on the edition it was made for, so that a merge can be
undone.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import BigIntegerField, Case, F, Func, When
from django.db.models.expressions import RawSQL

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.kernel.prepared import Slot

_TABLE = Edition._meta.db_table  # noqa: SLF001 - Django documents it as open to all
_FAMILY = f"""
WITH RECURSIVE up AS (
    SELECT id, merged_into_id FROM {_TABLE} WHERE id = %s
    UNION
    SELECT above.id, above.merged_into_id FROM {_TABLE} above JOIN up ON above.id = up.merged_into_id
), down AS (
    SELECT id FROM up WHERE merged_into_id IS NULL
    UNION
    SELECT below.id FROM {_TABLE} below JOIN down ON below.merged_into_id = down.id
)
SELECT id FROM down
"""  # noqa: S608 - the name of our own table
_ROOTS = f"""
WITH RECURSIVE up AS (
    SELECT id AS first, id, merged_into_id FROM {_TABLE} WHERE id = ANY(%s)
    UNION
    SELECT up.first, above.id, above.merged_into_id
    FROM {_TABLE} above JOIN up ON above.id = up.merged_into_id
)
SELECT first, id FROM up WHERE merged_into_id IS NULL
"""  # noqa: S608 - the name of our own table


_ROOT = f"""(
WITH RECURSIVE up AS (
    SELECT id, merged_into_id FROM {_TABLE} WHERE id = %(expressions)s
    UNION
    SELECT above.id, above.merged_into_id FROM {_TABLE} above JOIN up ON above.id = up.merged_into_id
)
SELECT id FROM up WHERE merged_into_id IS NULL)"""  # noqa: S608 - the name of our own table


_MERGED = f"""
WITH RECURSIVE down AS (
    SELECT id FROM {_TABLE} WHERE id = ANY(%s)
    UNION
    SELECT below.id FROM {_TABLE} below JOIN down ON below.merged_into_id = down.id
)
SELECT id FROM down
"""  # noqa: S608 - the name of our own table


class _Root(Func):
    """The end of the chain that begins with an edition; asked once for each row that was merged."""

    template = _ROOT
    output_field = BigIntegerField()


def edition_now(path: str = "edition") -> Case:
    """An expression: the number of the edition that the one at *path* is now."""
    number = F(f"{path}_id")
    return Case(When(**{f"{path}__merged_into__isnull": True}, then=number), default=_Root(number))


def family_of(edition_id: int) -> list[int]:
    """The edition that this one is now, first, and every edition merged into it."""
    with connection.cursor() as cursor:
        cursor.execute(_FAMILY, [edition_id])
        return [number for (number,) in cursor.fetchall()]


def current_editions(editions: Iterable[Edition]) -> dict[int, Edition]:
    """What each of *editions* is now, by its own number. No query where none was merged, else two."""
    found = {edition.pk: edition for edition in editions}
    merged = [edition.pk for edition in found.values() if edition.merged_into_id is not None]
    if not merged:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_ROOTS, [merged])
        roots = dict(cursor.fetchall())
    ends = Edition.objects.in_bulk(set(roots.values()))
    return found | {first: ends[last] for first, last in roots.items()}


def merged_into_any(edition_ids: Iterable[int] | Slot) -> RawSQL:
    """A subquery: the numbers of these editions and of all that were merged into one of them.

    A slot takes the list when a prepared query is asked.
    """
    given = edition_ids if isinstance(edition_ids, Slot) else list(edition_ids)
    return RawSQL(_MERGED, [given])  # noqa: S611 - our own words, numbers as parameters
