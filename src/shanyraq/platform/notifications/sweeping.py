"""What crashes left behind, and texts that need not be kept."""

from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from shanyraq.platform.notifications.delivery import LONGEST_SENDING, LONGEST_TEXT
from shanyraq.platform.notifications.models import Message, Status
from shanyraq.platform.notifications.outbox import schedule

MOST_AT_ONCE = 500


def sweep() -> None:
    """Settle what a worker that died was sending, and order anew what waits without an order."""
    long_ago = timezone.now() - LONGEST_SENDING
    Message.objects.filter(status=Status.SENDING, changed_at__lt=long_ago).update(
        status=Status.UNCLEAR, changed_at=timezone.now(), error="the worker ended while sending"
    )
    waiting = Message.objects.filter(status=Status.WAITING, changed_at__lt=long_ago)[:MOST_AT_ONCE]
    messages = {message.pk: message for message in waiting}
    ordered = ProcrastinateJob.objects.filter(
        status="todo", task_name="notifications.deliver", args__message_id__in=list(messages)
    ).values_list("args__message_id", flat=True)
    for number in messages.keys() - set(ordered):
        schedule(messages[number])


def erase_old_texts() -> int:
    """Empty the bodies of messages settled three months ago; that and when they were sent is kept."""
    settled = Message.objects.exclude(status__in=[Status.WAITING, Status.SENDING])
    old = settled.filter(changed_at__lt=timezone.now() - LONGEST_TEXT)
    return old.exclude(Q(body_text="") & Q(body_html="")).update(body_text="", body_html="")
