"""What workers do for lending, every morning before the libraries open."""

from django.utils import timezone
from procrastinate.contrib.django import app

from shanyraq.domains.library.lending.actions.holds import expire_holds
from shanyraq.domains.library.lending.actions.reminders import ask_back_overdue, send_reminders


@app.periodic(cron="10 1 * * *")
@app.task(name="library.expire_holds", queue="library", queueing_lock="library.expire_holds")
def end_late_holds(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    expire_holds(at=timezone.now())


@app.periodic(cron="0 3 * * *")
@app.task(name="library.remind", queue="library", queueing_lock="library.remind")
def remind_readers(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    send_reminders(at=timezone.now())
    ask_back_overdue(at=timezone.now())
