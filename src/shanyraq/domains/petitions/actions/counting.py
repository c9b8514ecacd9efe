"""The published counts: kept in the transaction that gives signatures their places in the log.

So the number that is shown, the rows and the tree of the checkpoint always agree; there is no other way for a
number to change.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import connection
from django.utils import timezone

from shanyraq.domains.petitions.actions.clock import due_petitions
from shanyraq.kernel.bulk import columns_of, numbers, table_of
from shanyraq.platform.transparency.log.registry import Batch, Sequenced
from shanyraq_verify.petitions import INVALIDATION, REINSTATEMENT, SIGNATURE, WITHDRAWAL

CHANGES: Final = {
    SIGNATURE: (1, 0, 0),
    WITHDRAWAL: (0, 1, 0),
    INVALIDATION: (0, 0, 1),
    REINSTATEMENT: (0, 0, -1),
}
"""What an entry changes: signed, withdrawn, invalidated."""

Change = tuple[int, int, int]
Place = tuple[int, str]
"""A petition and a territory, by their keys."""

WHERE: Final = """
SELECT signature.petition_id, signature.territory_id, count(*)
FROM unnest(%s::bigint[]) AS given (id) JOIN petitions_signature AS signature USING (id)
GROUP BY 1, 2
"""

_ROWS = table_of("change", petition="bigint", signed="integer", withdrawn="integer", invalidated="integer")
COUNT: Final = f"""
UPDATE petitions_petitioncount AS had SET
    signed = had.signed + change.signed,
    withdrawn = had.withdrawn + change.withdrawn,
    invalidated = had.invalidated + change.invalidated,
    valid = had.valid + change.signed - change.withdrawn - change.invalidated,
    log_size = %s,
    at = %s
FROM {_ROWS} WHERE had.petition_id = change.petition
"""  # noqa: S608 - made of names that stand here

_PLACES = table_of("change", petition="bigint", territory="text", valid="integer")
COUNT_PLACES: Final = f"""
INSERT INTO petitions_territorycount AS had (petition_id, territory_id, valid)
SELECT petition, territory, 0 FROM {_PLACES}
ON CONFLICT (petition_id, territory_id) DO NOTHING
"""  # noqa: S608 - made of names that stand here
ADD_PLACES: Final = f"""
UPDATE petitions_territorycount AS had SET valid = had.valid + change.valid
FROM {_PLACES} WHERE had.petition_id = change.petition AND had.territory_id = change.territory
"""  # noqa: S608 - made of names that stand here

_HOURS = table_of("change", petition="bigint", signed="integer")
COUNT_HOURS: Final = f"""
INSERT INTO petitions_hourcount AS had (petition_id, hour, signed)
SELECT petition, %s, signed FROM {_HOURS}
ON CONFLICT (petition_id, hour) DO UPDATE SET signed = had.signed + excluded.signed
"""  # noqa: S608 - made of names that stand here


class CountLost(Exception):
    """An entry of the log tells of a signature or a petition that the tables do not have."""


def count_batch(batch: Batch) -> None:
    """Bring the counts of all petitions in *batch* to the tree of its size.

    Where a number calls for a step of the platform, a job for it is written in the same transaction.

    :raises CountLost: when tables and log would no longer agree; the log waits then.
    """
    places = _changes(batch.entries)
    petitions = _by_petition(places)
    at = timezone.now()
    rows = [(key, *change) for key, change in sorted(petitions.items())]
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [batch.size, at, *columns_of(rows, 4)])
        if cursor.rowcount != len(rows):
            raise CountLost(f"{len(rows) - cursor.rowcount} petitions in the log have no count")
    _count_places(places)
    _count_hour(petitions, at)
    _advance(petitions, at)


def _changes(entries: Iterable[Sequenced]) -> dict[Place, Change]:
    """What changes where, looked up by the signatures that the entries tell of."""
    subjects: dict[str, list[int]] = defaultdict(list)
    for one in entries:
        if one.subject is None:
            raise CountLost(f"entry {one.index} tells of no signature")
        subjects[one.entry["kind"]].append(one.subject)
    places: dict[Place, Change] = {}
    for kind, keys in subjects.items():
        for petition, territory, number in _where(keys):
            had = places.get((petition, territory), (0, 0, 0))
            signed, withdrawn, invalidated = (
                before + each * number for before, each in zip(had, CHANGES[kind], strict=True)
            )
            places[petition, territory] = (signed, withdrawn, invalidated)
    return places


def _where(keys: Sequence[int]) -> list[tuple[int, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(WHERE, [numbers(keys)])
        rows = cursor.fetchall()
    if sum(number for _petition, _territory, number in rows) != len(keys):
        raise CountLost("the log tells of signatures that are not in the table")
    return rows


def _by_petition(places: dict[Place, Change]) -> dict[int, Change]:
    found: dict[int, Change] = {}
    for (petition, _territory), change in places.items():
        had = found.get(petition, (0, 0, 0))
        found[petition] = (had[0] + change[0], had[1] + change[1], had[2] + change[2])
    return found


def _count_places(places: dict[Place, Change]) -> None:
    rows = [
        (petition, territory, signed - withdrawn - invalidated)
        for (petition, territory), (signed, withdrawn, invalidated) in sorted(places.items())
    ]
    with connection.cursor() as cursor:
        cursor.execute(COUNT_PLACES, columns_of(rows, 3))
        cursor.execute(ADD_PLACES, columns_of(rows, 3))


def _count_hour(petitions: dict[int, Change], at: dt.datetime) -> None:
    rows = [(key, signed) for key, (signed, _withdrawn, _invalidated) in sorted(petitions.items()) if signed]
    hour = at.replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_HOURS, [hour, *columns_of(rows, 2)])


def _advance(petitions: Iterable[int], at: dt.datetime) -> None:
    from shanyraq.domains.petitions.tasks import advance_petition  # noqa: PLC0415 - tasks import the actions

    for petition in due_petitions(at).filter(pk__in=list(petitions)):
        advance_petition.defer(petition_id=petition.pk)
