"""Making the clustering keys of all editions anew, after the rules have changed.

Records that should meet do not while old keys stand beside new ones, so all keys are exchanged at once: the
new ones are written down beside them, batch by batch (a run that is interrupted goes on where it was), then
what differs is added and removed in one transaction. Imports go on meanwhile and wait for its end only.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.actions import cluster_rows as rows
from shanyraq.domains.library.catalogue.clustering.keys import RULES
from shanyraq.domains.library.catalogue.models import Edition, NewEditionKey, Rekeying
from shanyraq.kernel.errors import Refusal

BATCH: Final = 1_000
LOCK: Final = 0x7265_6B65_79
"""Number of the advisory lock of a session that makes keys: two at once would do the work twice."""
LONGEST_IMPORT_BATCH: Final = timedelta(hours=1)
"""An import may have begun before the run, and commit what it wrote after the run has passed by."""
Progress = Callable[[Rekeying], None]

_READ: Final = """
    SELECT id, description::text FROM library_catalogue_edition
    WHERE id > %s AND merged_into_id IS NULL ORDER BY id LIMIT %s
"""
_CHANGED: Final = """
    SELECT id, CASE WHEN merged_into_id IS NULL THEN description::text END FROM library_catalogue_edition
    WHERE changed_at >= %s OR id > %s
"""
_WRITE: Final = "COPY library_catalogue_neweditionkey (edition_id, key) FROM STDIN"
_REMOVE: Final = """
    DELETE FROM library_catalogue_editionkey stored WHERE NOT EXISTS (
        SELECT FROM library_catalogue_neweditionkey new
        WHERE new.edition_id = stored.edition_id AND new.key = stored.key
    )
"""
_ADD: Final = """
    INSERT INTO library_catalogue_editionkey (key, edition_id)
    SELECT key, edition_id FROM library_catalogue_neweditionkey ON CONFLICT DO NOTHING
"""


def rekey(*, progress: Progress | None = None, batch: int = BATCH) -> Rekeying:
    """Make all keys anew, or go on with a run of the same rules that was interrupted.

    *progress* is called after each batch.

    :raises Refusal: ``running`` while another process does it.
    """
    with _alone():
        run = _begun()
        while _next_batch(run, batch):
            if progress:
                progress(run)
        _exchange(run)
    return run


def needs_rekeying() -> bool:
    """Whether keys in the database may be of older rules than those of this code."""
    last = Rekeying.objects.exclude(finished_at=None).values_list("rules", flat=True).first()
    return (last or 1) != RULES and Edition.objects.exists()


class _alone:  # noqa: N801 -- used as a statement
    """Hold the lock of this session; a killed process loses it with its connection."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            row = cursor.fetchone()
        if not row or not row[0]:
            raise Refusal(_("The keys are being made anew by another process."), code="running")

    def __exit__(self, *_error: object) -> None:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _begun() -> Rekeying:
    """The unfinished run; one of other rules begins anew."""
    run = Rekeying.objects.filter(finished_at=None).first()
    if run is not None and run.rules == RULES:
        return run
    with transaction.atomic():
        Rekeying.objects.filter(finished_at=None).delete()
        NewEditionKey.objects.all().delete()
        return Rekeying.objects.create(rules=RULES, started_at=timezone.now())


def _next_batch(run: Rekeying, size: int) -> bool:
    """Write the keys of the next editions down, with the place behind them; False behind the last one."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_READ, [run.position, size])
        found = cursor.fetchall()
        if not found:
            return False
        _write(cursor, found)
        run.position, run.editions = found[-1][0], run.editions + len(found)
        run.save(update_fields=["position", "editions"])
    return True


def _write(cursor: Any, editions: list[tuple[int, str]]) -> None:
    with cursor.copy(_WRITE) as copy:
        for pk, description in editions:
            for key in rows.stored_keys(orjson.loads(description)):
                copy.write_row((pk, key))


def _exchange(run: Rekeying) -> None:
    """Bring what changed meanwhile up to date, then put the new keys in the place of the old ones."""
    with transaction.atomic(), connection.cursor() as cursor:
        rows.lock()
        _catch_up(cursor, run.started_at - LONGEST_IMPORT_BATCH, run.position)
        cursor.execute("ANALYZE library_catalogue_neweditionkey")
        cursor.execute(_REMOVE)
        run.removed = cursor.rowcount
        cursor.execute(_ADD)
        run.added, run.finished_at = cursor.rowcount, timezone.now()
        run.save()
        cursor.execute("DELETE FROM library_catalogue_neweditionkey")


def _catch_up(cursor: Any, since: datetime, position: int) -> None:
    cursor.execute(_CHANGED, [since, position])
    changed = cursor.fetchall()
    cursor.execute(
        "DELETE FROM library_catalogue_neweditionkey WHERE edition_id = ANY(%s)",
        [[pk for pk, _told in changed]],
    )
    _write(cursor, [(pk, description) for pk, description in changed if description is not None])
