"""Sending what waits in the outbox, never twice."""

import logging
import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.notifications.kinds import kind_named
from shanyraq.platform.notifications.models import Message, Status
from shanyraq.platform.notifications.optouts import has_declined, optout_address

LOG = logging.getLogger(__name__)
LONGEST_SENDING = timedelta(minutes=15)
LONGEST_TEXT = timedelta(days=90)


class DeliveryError(Exception):
    """It was not sent, and it is worth trying again."""


def deliver(message_id: int, *, is_last: bool = False) -> None:
    """Send a waiting message; do nothing for one that is under way, settled or gone.

    The claim is committed before the letter leaves. What fails before the mail server took it is tried
    again; where it may have been taken, the message is ``unclear`` and only a person tries again.

    :raises DeliveryError: when it should be tried again (not when *is_last*).
    """
    message = _claim(message_id)
    if message is None:
        return
    connection = get_connection(settings.NOTIFICATIONS_MAIL_BACKEND)
    try:
        connection.open()
    except Exception as error:  # noqa: BLE001 - whatever hinders the connection, nothing was sent
        _try_again(message, error, is_last=is_last)
        return
    try:
        connection.send_messages([_email(message)])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        # the server answered: it did not take the letter, for now (4xx) or for good
        if _is_for_good(error):
            _settle(message, Status.FAILED, error)
        else:
            _try_again(message, error, is_last=is_last)
    except Exception as error:  # noqa: BLE001 - cut off in the middle
        _settle(message, Status.UNCLEAR, error)
    else:
        _settle(message, Status.SENT)
    finally:
        connection.close()


def retry_by_hand(message: Message) -> None:
    """Put a failed or unclear message back into the queue: a person decided so."""
    from shanyraq.platform.notifications.outbox import schedule  # noqa: PLC0415 - the outbox calls deliveries

    with transaction.atomic():
        _settle(message, Status.WAITING)
        schedule(message)


def _claim(message_id: int) -> Message | None:
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=message_id, status=Status.WAITING).first()
        if message is None:
            return None
        kind = kind_named(message.kind)
        if not kind.transactional and has_declined(recipient=message.recipient, kind=message.kind):
            _settle(message, Status.DECLINED)
            return None
        message.attempts += 1
        _settle(message, Status.SENDING)
    return message


def _email(message: Message) -> EmailMultiAlternatives:
    host = urlsplit(settings.NOTIFICATIONS_ADDRESS).hostname or "localhost"
    headers = {
        "Message-ID": f"<{message.pk}.{int(message.created_at.timestamp())}@{host}>",
        "Content-Language": LANGUAGES[message.language].bcp47,
        "Auto-Submitted": "auto-generated",
    }
    if not kind_named(message.kind).transactional:
        address = message.stop_address or optout_address(
            recipient=message.recipient, kind=message.kind, language=message.language
        )
        headers["List-Unsubscribe"] = f"<{address}>"  # RFC 2369
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    email = EmailMultiAlternatives(
        message.subject, message.body_text, to=[message.recipient], headers=headers
    )
    if message.body_html:
        email.attach_alternative(message.body_html, "text/html")
    return email


def _is_for_good(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500


def _try_again(message: Message, error: Exception, *, is_last: bool) -> None:
    _settle(message, Status.FAILED if is_last else Status.WAITING, error)
    if not is_last:
        raise DeliveryError(message.error) from error


def _settle(message: Message, status: Status, error: Exception | None = None) -> None:
    message.status, message.changed_at = status, timezone.now()
    message.error = f"{type(error).__name__}: {error}"[:2000] if error else ""
    if status == Status.SENT and kind_named(message.kind).confidential:
        message.body_text = message.body_html = ""
    message.save(update_fields=["status", "changed_at", "error", "attempts", "body_text", "body_html"])
    if error:
        LOG.warning("message %s is %s: %s", message.pk, status, message.error)
