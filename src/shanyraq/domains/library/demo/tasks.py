"""What workers do for the demonstration."""

from django.utils import timezone
from procrastinate.contrib.django import app

ATTEMPTS = 60
PAUSE_SECONDS = 20


@app.task(name="library.demo.publish", queue="library")
def publish(attempt: int) -> None:
    """Publish the demonstration's books as they become ready; for about twenty minutes."""
    from shanyraq.domains.library.demo import books  # noqa: PLC0415 -- workers without a demonstration load none

    left = books.publish_ready(at=timezone.now())
    if left and attempt < ATTEMPTS:
        publish.configure(schedule_in={"seconds": PAUSE_SECONDS}).defer(attempt=attempt + 1)
