"""The way a letter leaves this room."""

from django.core.mail import EmailMessage


def deliver(*, recipient: str, language: str, subject: str, text: str) -> None:
    """Send a plain letter. The subject is one line, whatever it holds."""
    EmailMessage(
        " ".join(subject.split()),
        text,
        to=[recipient],
        headers={"Content-Language": language, "Auto-Submitted": "auto-generated"},
    ).send()
