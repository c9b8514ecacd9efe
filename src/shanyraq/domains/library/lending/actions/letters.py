"""Letters to readers. Their text is erased once sent, for it tells what somebody reads."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.lending.models import Hold, Loan
from shanyraq.domains.library.network.models import Reader
from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.notifications.kinds import Kind, register
from shanyraq.platform.notifications.letters import enqueue_letter

REMINDERS = register(Kind("library_reminders", _("Reminders of due dates"), confidential=True))
HOLDS_READY = register(Kind("library_holds", _("News of reserved books"), confidential=True))
KINDS = (REMINDERS, HOLDS_READY)


class Addressee(NamedTuple):
    """Where a reader is written to, in which language."""

    email: str
    language: str


def addressee_of(reader: Reader) -> Addressee | None:
    """The account's address and language, else those left at the desk; None when there is no address."""
    if reader.user is not None:
        return Addressee(reader.user.email, reader.user.language)
    profile = getattr(reader, "profile", None)
    language = profile.language if profile else DEFAULT
    return Addressee(reader.email, language) if reader.email else None


def tell_hold_is_ready(hold: Hold) -> None:
    """Write that the book waits, where and until when."""
    to = addressee_of(hold.reader) if hold.reader else None
    if to is None or hold.shelf_until is None:
        return
    with override(to.language):
        line = gettext("“%(title)s” waits for you at %(branch)s until %(day)s.") % {
            "title": hold.edition.title,
            "branch": hold.pickup_branch.name,
            "day": date_format(hold.shelf_until),
        }
        subject = gettext("Your reserved book is ready")
    _write(to, HOLDS_READY.name, subject=subject, paragraphs=[line])


def remind_of(reader: Reader, loans: Sequence[Loan]) -> None:
    """One letter about everything that is due soon."""
    to = addressee_of(reader)
    if to is None:
        return
    with override(to.language):
        subject = ngettext("A book is due soon", "%(number)d books are due soon", len(loans))
        _write(to, REMINDERS.name, subject=subject % {"number": len(loans)}, paragraphs=_lines(loans))


def ask_back(reader: Reader, loans: Sequence[Loan]) -> None:
    """One letter about everything that is overdue."""
    to = addressee_of(reader)
    if to is None:
        return
    with override(to.language):
        subject = ngettext("A book is overdue", "%(number)d books are overdue", len(loans))
        lines = [*_lines(loans), gettext("Please bring back what is overdue: other readers wait.")]
        _write(to, REMINDERS.name, subject=subject % {"number": len(loans)}, paragraphs=lines)


def _lines(loans: Sequence[Loan]) -> list[str]:
    return [_line(loan.item.record.edition.title, loan.due_date) for loan in loans]


def _line(title: str, day: date) -> str:
    return gettext("“%(title)s”: due on %(day)s.") % {"title": title, "day": date_format(day)}


def _write(to: Addressee, kind: str, *, subject: Any, paragraphs: Sequence[Any]) -> None:
    with override(to.language):
        address = settings.NOTIFICATIONS_ADDRESS + reverse("library_lending:my")
    enqueue_letter(
        recipient=to.email,
        kind=kind,
        language=to.language,
        subject=subject,
        paragraphs=paragraphs,
        action=(_("My library"), address),
    )
