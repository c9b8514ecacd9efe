"""What workers do for this room."""

from procrastinate.contrib.django import app

from shanyraq.platform.search.actions.misses import forget_old_misses
from shanyraq.platform.search.feed.marks import trim


@app.periodic(cron="41 3 * * *")
@app.task(name="search.tidy", queue="search", queueing_lock="search.tidy")
def tidy(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Once a day: marks that every node has followed, and searches that nobody repeated for a year, go."""
    trim()
    forget_old_misses()
