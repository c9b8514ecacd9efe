"""What workers do for the catalogue."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

from shanyraq.domains.library.catalogue.actions import harvests
from shanyraq.domains.library.catalogue.actions.bridging import join_sure_pairs
from shanyraq.domains.library.catalogue.actions.headings import MOST_AT_ONCE, link_waiting
from shanyraq.domains.library.catalogue.actions.imports_running import fail, run_import
from shanyraq.domains.library.catalogue.models import HarvestSource, ImportRun, RunSource, RunState
from shanyraq.kernel.errors import Refusal

SILENCE = timedelta(minutes=3)
"""A run whose worker has stored nothing for so long is taken up again; the lock keeps a living one alone."""


@app.task(name="library.import", queue="library")
def run_staff_import(run_id: int) -> None:
    """Import what a librarian has uploaded, or go on with it."""
    run = ImportRun.objects.select_related("profile", "library").filter(pk=run_id).first()
    if run is None or not run.is_open:
        return
    try:
        file = run.file.open("rb")
    except (OSError, ValueError):
        fail(run, "file_gone")
        return
    with file:
        try:
            run_import(run=run, file=file)
        except Refusal:  # another worker has it, or a command imports for the same member
            schedule(run, seconds=60)


def schedule(run: ImportRun, *, seconds: int = 0) -> None:
    """Order the import when the open transaction is committed."""
    order = run_staff_import.configure(schedule_in={"seconds": seconds} if seconds else None)
    order.job_manager = JobManager(DjangoConnector())
    transaction.on_commit(lambda: order.defer(run_id=run.pk))


@app.periodic(cron="*/5 * * * *")
@app.task(name="library.take_up_imports", queue="library", queueing_lock="library.take_up_imports")
def take_up_imports(timestamp: int) -> None:  # noqa: ARG001 — given by the scheduler
    """Go on with staff's imports whose worker has died."""
    silent = ImportRun.objects.filter(
        source=RunSource.STAFF, state=RunState.RUNNING, active_at__lt=timezone.now() - SILENCE
    )
    for run in silent:
        schedule(run)


@app.task(name="library.harvest", queue="library", retry=3)
def harvest(source_id: int) -> None:
    """Harvest one repository, from where its last harvest ended."""
    source = HarvestSource.objects.select_related("profile", "library").filter(pk=source_id).first()
    if source is not None:
        harvests.harvest(source=source)


@app.periodic(cron="23 1 * * *")
@app.task(name="library.harvest_all", queue="library", queueing_lock="library.harvest_all")
def harvest_all(timestamp: int) -> None:  # noqa: ARG001 — given by the scheduler
    """Every night: order a harvest of each active repository."""
    for pk in HarvestSource.objects.filter(is_active=True).values_list("pk", flat=True):
        harvest.defer(source_id=pk)


@app.periodic(cron="*/5 * * * *")
@app.task(name="library.link_editions", queue="library", queueing_lock="library.link_editions")
def link_editions(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Every five minutes: link the editions that an import left waiting when it was killed."""
    while link_waiting(at=timezone.now()) == MOST_AT_ONCE:
        pass


@app.periodic(cron="*/5 * * * *")
@app.task(name="library.join_sure_pairs", queue="library", queueing_lock="library.join_sure_pairs")
def join_pairs(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Every five minutes: join what two imports at once brought as two."""
    join_sure_pairs(at=timezone.now())
