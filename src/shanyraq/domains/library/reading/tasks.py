"""What workers do for this room."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from shanyraq.domains.library.reading.actions import downloads, editions, loans, processing, uploads
from shanyraq.domains.library.reading.models import SourceFile
from shanyraq.kernel.errors import Refusal

MOST_RETRIES = 4
# 5 s, 25 s, 2 min, 10 min: a full disk or a machine that is switched off
RETRY = RetryStrategy(max_attempts=MOST_RETRIES, exponential_wait=5)


GIVEN_UP = Refusal(
    _("The work on it failed several times. Try again, or ask the administrator."), code="given_up"
)


@app.task(name="library.unpack", queue="library", retry=RETRY, pass_context=True)
def unpack(context: JobContext, source_id: int) -> None:
    """Take an uploaded file apart into pages."""
    try:
        uploads.unpack_source(source_id=source_id, at=timezone.now())
    except Exception:
        if context.job.attempts < MOST_RETRIES:
            raise
        source = SourceFile.objects.filter(pk=source_id).first()
        if source is not None:
            uploads.fail_source(source, GIVEN_UP)
        raise


@app.task(name="library.process", queue="library", retry=RETRY, pass_context=True)
def process(context: JobContext, page_id: int) -> None:
    """Make the picture and the text of a page."""
    try:
        processing.process_page(page_id=page_id, at=timezone.now())
    except Exception:
        if context.job.attempts >= MOST_RETRIES:
            processing.give_page_up(page_id=page_id, refusal=GIVEN_UP, at=timezone.now())
        raise


@app.task(name="library.finish", queue="library", retry=RETRY)
def finish(edition_id: int) -> None:
    """Bring a digital edition into review when all is done."""
    processing.finish_edition(edition_id=edition_id, at=timezone.now())


@app.task(name="library.download", queue="library", retry=RETRY)
def make_download(edition_id: int, kind: str) -> None:
    """Make the PDF or the EPUB of a digital edition."""
    downloads.make_download(edition_id=edition_id, kind=kind, at=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="library.sweep", queue="library", queueing_lock="library.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Order again what a killed worker left; end loans whose term is over; offer copies; renew files."""
    processing.sweep(at=timezone.now())
    downloads.order_outdated(at=timezone.now())
    loans.settle_all(at=timezone.now())


@app.periodic(cron="2 * * * *")
@app.task(name="library.lift_embargoes", queue="library", queueing_lock="library.lift_embargoes")
def lift_embargoes(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Let the search find what was closed until today; hourly, so that it needs to know no time zone."""
    editions.lift_embargoes(at=timezone.now())
