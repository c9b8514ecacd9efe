"""What the portal does by the clock."""

from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="publish_scheduled", lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int) -> None:  # noqa: ARG001 -- procrastinate passes the planned moment
    """Publish what is due and withdraw what has expired, within a minute of its time."""
    call_command("publish_scheduled")
