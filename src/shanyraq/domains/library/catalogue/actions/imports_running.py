"""Running an import: batch by batch, each with its place in one transaction, under the member's lock."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import IO, Final

from django.db import connection, transaction
from django.utils import timezone

from shanyraq.domains.library.catalogue.actions.import_batches import Importer, sweep
from shanyraq.domains.library.catalogue.actions.import_entries import Entry
from shanyraq.domains.library.catalogue.actions.import_items import Shelves
from shanyraq.domains.library.catalogue.actions.imports import already_running
from shanyraq.domains.library.catalogue.formats.encodings import AUTO
from shanyraq.domains.library.catalogue.formats.reading import read
from shanyraq.domains.library.catalogue.formats.record import NotMarc, SourceRecord
from shanyraq.domains.library.catalogue.models import ImportEntry, ImportRun, RunState
from shanyraq.domains.library.catalogue.queries.profiles import mapper_of
from shanyraq.kernel.bulk import without_collecting

BATCH: Final = 1_000
LOCK_CLASS: Final = 0x6C69_6231  # "lib1": the first key of the advisory lock; the second is the library's
Progress = Callable[[ImportRun], None]


class Cancelled(Exception):
    """Somebody stopped the run between two batches."""


@contextmanager
def member_lock(library_id: int) -> Iterator[None]:
    """Hold the member's import lock on this session; others import meanwhile.

    A killed process, and one whose connection breaks, loses it at once: PostgreSQL keeps it for the session.

    :raises Refusal: ``already_running`` when another process holds it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, library_id])
        row = cursor.fetchone()
    if not row or not row[0]:
        raise already_running()
    try:
        yield
    finally:
        _unlock(library_id)


def _unlock(library_id: int) -> None:
    """Give the lock back; with a connection that broke it is gone, and the error that broke it counts."""
    held = connection.connection
    if held is None or held.closed:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, library_id])


def run_import(*, run: ImportRun, file: IO[bytes], progress: Progress | None = None) -> ImportRun:
    """Import what is left of *file*; *progress* is called after each batch. The run tells how it ended.

    :raises Refusal: ``already_running``. A file that is not MARC fails the run with its code.
    """
    with member_lock(run.library_id):
        importer = begin(run)
        encoding = run.encoding if run.encoding != AUTO else importer.mapper.encoding
        try:
            sources = read(file, encoding=encoding, offset=run.position, ordinal=run.ordinal)
            with without_collecting():
                while _store_next(importer, sources):
                    gc.collect(1)  # what this batch left in cycles; older things are not looked through
                    if progress:
                        progress(run)
            if run.ordinal:
                finish(run)
            else:
                fail(run, "not_marc")
        except Cancelled:
            run.refresh_from_db()
        except NotMarc as wrong:
            fail(run, wrong.code)
        except Exception:
            fail(run, "internal")
            raise
    if run.state == RunState.DONE and run.file:
        run.file.delete(save=True)
    return run


def _store_next(importer: Importer, sources: Iterator[SourceRecord]) -> bool:
    """Read and store one batch; whether there was one."""
    batch = list(islice(sources, BATCH))
    if batch:
        store_batch(importer, batch)
        importer.link()
    return bool(batch)


def begin(run: ImportRun) -> Importer:
    """Mark the run as running and prepare what its batches share."""
    run.state, run.active_at, run.error = RunState.RUNNING, timezone.now(), ""
    run.save(update_fields=["state", "active_at", "error"])
    return Importer(run, mapper_of(run.profile), Shelves.of(run.library))


def store_batch(importer: Importer, batch: Sequence[SourceRecord], *, token: str = "") -> list[Entry]:
    """Store a batch together with the place behind it; the report on each of its records.

    ``Importer.link`` is to be called after the transaction.

    :raises Cancelled: and stores nothing, when the run was stopped meanwhile.
    """
    run, started = importer.run, time.perf_counter()
    with without_collecting(), transaction.atomic():
        state = ImportRun.objects.select_for_update().values_list("state", flat=True).get(pk=run.pk)
        if state != RunState.RUNNING:
            raise Cancelled
        entries = importer.store(batch, at=timezone.now())
        if batch:
            run.position, run.ordinal = batch[-1].end, batch[-1].ordinal
        run.token, run.active_at = token, timezone.now()
        run.seconds += time.perf_counter() - started
        run.save()
    return entries


def finish(run: ImportRun) -> None:
    """The end of the file: delete what a whole catalogue no longer holds, unless something could not
    be read.
    """
    with transaction.atomic():
        if run.is_full:
            nameless = ImportEntry.objects.filter(run=run, control_number="", outcome="refused").exists()
            if nameless:
                run.error = "not_swept"
            else:
                sweep(run, at=timezone.now())
        run.state, run.finished_at = RunState.DONE, timezone.now()
        run.save()


def fail(run: ImportRun, code: str) -> None:
    """Keep why a run ended early; what was stored stays."""
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, error=code, finished_at=timezone.now())
    run.refresh_from_db()
