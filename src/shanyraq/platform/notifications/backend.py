"""Django's own letters (accounts, Wagtail) through the outbox: a slow mail server never holds up a page."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language

from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.notifications.kinds import ACCOUNT
from shanyraq.platform.notifications.outbox import enqueue

KIND_HEADER = "X-Shanyraq-Kind"


class OutboxBackend(BaseEmailBackend):
    """Puts each letter into the outbox, once for each recipient; one with attachments is sent at once.

    The header ``X-Shanyraq-Kind`` names the kind (``account`` without it) and is not sent.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            for email in email_messages:
                self._accept(email)
        return len(email_messages)

    def _accept(self, email: EmailMessage) -> None:
        if email.attachments:
            email.connection = get_connection(settings.NOTIFICATIONS_MAIL_BACKEND)
            email.send()
            return
        language = get_language()
        alternatives = email.alternatives if isinstance(email, EmailMultiAlternatives) else []
        html = next((str(content) for content, mime in alternatives if mime == "text/html"), "")
        for recipient in email.recipients():
            enqueue(
                recipient=recipient,
                kind=email.extra_headers.get(KIND_HEADER, ACCOUNT.name),
                language=language if language in LANGUAGES else DEFAULT,
                subject=str(email.subject),
                body_text=str(email.body),
                body_html=html,
            )
