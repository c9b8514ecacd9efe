"""What workers do for this room."""

from django.utils import timezone
from procrastinate.contrib.django import app

from shanyraq.domains.petitions.actions.clock import advance, advance_due
from shanyraq.domains.petitions.actions.fraud_review import find_suspicions
from shanyraq.domains.petitions.actions.milestones import note_milestones, tell_next
from shanyraq.domains.petitions.actions.promises import mark_late_promises
from shanyraq.domains.petitions.actions.regions import release_due
from shanyraq.domains.petitions.actions.retention import clear_due
from shanyraq.domains.petitions.models import Petition

MOST_BATCHES = 200
"""Batches of letters in one run; the next run goes on a minute later."""


@app.periodic(cron="* * * * *")
@app.task(name="petitions.tell", queue="petitions", queueing_lock="petitions.tell")
def tell_milestones(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Notice milestones and write the letters to those who follow."""
    note_milestones(timezone.now())
    for _batch in range(MOST_BATCHES):
        if not tell_next(timezone.now()):
            break


@app.periodic(cron="23 * * * *")
@app.task(name="petitions.regions", queue="petitions", queueing_lock="petitions.regions")
def tell_regions(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Renew the numbers by region where enough has changed and nobody can be found out."""
    release_due(timezone.now())


@app.periodic(cron="7 * * * *")
@app.task(name="petitions.promises", queue="petitions", queueing_lock="petitions.promises")
def mark_promises(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Show which promises are late."""
    mark_late_promises(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="petitions.clock", queue="petitions", queueing_lock="petitions.clock")
def advance_petitions(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Make the steps that follow from numbers and dates: open, reach, fall below, end, lapse."""
    advance_due(timezone.now())


@app.task(name="petitions.advance", queue="petitions")
def advance_petition(petition_id: int) -> None:
    """Make the steps of one petition whose number has just called for one."""
    petition = Petition.objects.filter(pk=petition_id).first()
    if petition is not None:
        advance(petition, timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="petitions.suspicions", queue="petitions", queueing_lock="petitions.suspicions")
def look_for_fraud(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Bring patterns that false signatures leave before those who review them."""
    find_suspicions(timezone.now())


@app.periodic(cron="41 2 * * *")
@app.task(name="petitions.retention", queue="petitions", queueing_lock="petitions.retention")
def clear_petitions(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Remove the personal data of petitions whose term has ended."""
    clear_due(timezone.now())
