"""Writing a message, together with what it tells of."""

from django.db import IntegrityError, transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.notifications.kinds import kind_named
from shanyraq.platform.notifications.models import Message, Status
from shanyraq.platform.notifications.optouts import has_declined


def enqueue(
    *,
    recipient: str,
    kind: str,
    language: str,
    subject: str,
    body_text: str,
    body_html: str = "",
    dedupe_key: str | None = None,
    stop_address: str = "",
) -> Message:
    """Put a message into the outbox, in the open transaction: if that fails, nothing is sent.

    With a *dedupe_key* that was used before, the earlier message is returned and nothing new is sent. Who
    stopped this *kind* gets a message with status ``declined``, which is kept and not sent. *stop_address* is
    a whole address that stops what is narrower than the kind (one subscription) when it is posted to, without
    cookies (RFC 8058); mail programs get it in place of the one that stops the kind.

    :raises ValueError: for a language the house does not speak; KeyError for a kind nobody registered.
    """
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language!r}")
    declined = not kind_named(kind).transactional and has_declined(recipient=recipient, kind=kind)
    message = Message(
        recipient=recipient,
        kind=kind,
        language=language,
        subject=" ".join(str(subject).split())[:300],
        body_text=str(body_text),
        body_html=str(body_html),
        dedupe_key=dedupe_key,
        stop_address=stop_address,
        status=Status.DECLINED if declined else Status.WAITING,
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
            if not declined:
                schedule(message)
    except IntegrityError:
        if dedupe_key is None:
            raise
        return Message.objects.get(dedupe_key=dedupe_key)
    return message


def schedule(message: Message) -> None:
    """Order the delivery, on Django's own connection and so in the open transaction.

    In a worker the queue has connections of its own, on which an order could be seen before its message.
    """
    from shanyraq.platform.notifications.tasks import deliver_message  # noqa: PLC0415 - tasks call deliveries

    order = deliver_message.configure()
    order.job_manager = JobManager(DjangoConnector())
    order.defer(message_id=message.pk)
