"""What the portal does in the background: by the clock, or after a change."""

from django.core.management import call_command
from procrastinate.contrib.django import app

from shanyraq.surfaces.portal.models import Picture
from shanyraq.surfaces.portal.queries.pictures import SPECS


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="publish_scheduled", lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int) -> None:  # noqa: ARG001 -- procrastinate passes the planned moment
    """Publish what is due and withdraw what has expired, within a minute of its time."""
    call_command("publish_scheduled")


@app.task(retry=3)
def prepare_picture_sizes(picture_id: int) -> None:
    """Draw a new picture in every size that pages show, so that no visitor waits for it."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None:  # deleted meanwhile
        picture.get_renditions(*SPECS)
