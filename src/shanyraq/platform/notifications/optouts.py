"""Stopping a kind of letters, by a signed link that needs no account."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from shanyraq.platform.notifications.kinds import Kind, kind_named
from shanyraq.platform.notifications.models import Optout

SALT = "shanyraq.notifications.optout"


def has_declined(*, recipient: str, kind: str) -> bool:
    return Optout.objects.filter(recipient=recipient.lower(), kind=kind).exists()


def decline(*, recipient: str, kind: str) -> None:
    """Send no more letters of *kind* to *recipient*."""
    Optout.objects.get_or_create(recipient=recipient.lower(), kind=kind)


def resume(*, recipient: str, kind: str) -> None:
    """Send letters of *kind* to *recipient* again."""
    Optout.objects.filter(recipient=recipient.lower(), kind=kind).delete()


def optout_address(*, recipient: str, kind: str, language: str) -> str:
    """The whole address of the page on which *recipient* stops *kind*; it holds for ever."""
    token = signing.dumps([recipient.lower(), kind], salt=SALT, compress=True)
    with override(language):
        return settings.NOTIFICATIONS_ADDRESS + reverse("notifications:optout", args=[token])


def read_token(token: str) -> tuple[str, Kind] | None:
    """Whose letters of which kind, or None for what we did not sign."""
    try:
        recipient, kind = signing.loads(token, salt=SALT)
        return recipient, kind_named(kind)
    except (signing.BadSignature, KeyError, ValueError, TypeError):
        return None
