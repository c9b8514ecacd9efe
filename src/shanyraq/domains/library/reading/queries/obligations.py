"""What is not settled with a library that wants to leave the network: readers who have its books on loan."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import ngettext

from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.obligations import Obligation, register_obligations
from shanyraq.domains.library.reading.models import DigitalLoan


def connect() -> None:
    """Answer the network's question; called once when the room is ready."""
    register_obligations(obligations_of)


def obligations_of(library: Library) -> list[Obligation]:
    """Digital editions of the library that readers have on loan at this moment. One query."""
    loans = DigitalLoan.objects.filter(edition__library=library, ended_at=None, due_at__gt=timezone.now())
    number = loans.count()
    if not number:
        return []
    text = ngettext(
        "%(number)d digital copy of the library is on loan: wait for its term, or end the loan.",
        "%(number)d digital copies of the library are on loan: wait for their terms, or end the loans.",
        number,
    )
    return [Obligation("digital_loans", number, text % {"number": number})]
