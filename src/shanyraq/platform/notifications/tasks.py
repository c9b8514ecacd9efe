"""What workers do for this room."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from shanyraq.platform.notifications import sweeping
from shanyraq.platform.notifications.delivery import deliver

MOST_RETRIES = 6
# 5 s, 25 s, 2 min, 10 min, 52 min, 4 h: a mail server may be away for an afternoon
RETRY = RetryStrategy(max_attempts=MOST_RETRIES, exponential_wait=5)


@app.task(name="notifications.deliver", queue="notifications", retry=RETRY, pass_context=True)
def deliver_message(context: JobContext, message_id: int) -> None:
    deliver(message_id, is_last=context.job.attempts >= MOST_RETRIES)


@app.periodic(cron="*/5 * * * *")
@app.task(name="notifications.sweep", queue="notifications", queueing_lock="notifications.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    sweeping.sweep()


@app.periodic(cron="17 3 * * *")
@app.task(name="notifications.erase", queue="notifications", queueing_lock="notifications.erase")
def erase_old_texts(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    sweeping.erase_old_texts()
