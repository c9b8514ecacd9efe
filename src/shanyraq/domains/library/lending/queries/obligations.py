"""What lending has not settled with a library that wants to leave the network."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import ngettext

from shanyraq.domains.library.lending.models import Hold, Loan, Transfer
from shanyraq.domains.library.lending.states import ACTIVE_HOLDS, LoanState
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.obligations import Obligation


def obligations_of(library: Library) -> list[Obligation]:
    """Copies of the library that are lent, lent copies of others that it keeps for readers, and the ways of
    copies from and to its branches. Three queries.
    """
    numbers = {
        "loans": Loan.objects.filter(item__branch__library=library, state=LoanState.OPEN).count(),
        "holds": _holds(library),
        "transfers": Transfer.objects.filter(
            Q(item__branch__library=library)
            | Q(from_branch__library=library)
            | Q(to_branch__library=library),
            received_at=None,
        ).count(),
    }
    return [Obligation(code, number, _told(code, number)) for code, number in numbers.items() if number]


def _holds(library: Library) -> int:
    """Readers who wait for a book here, or elsewhere for a copy of its own; copies to be cleared."""
    waiting = Q(state__in=ACTIVE_HOLDS) | Q(needs_clearing=True)
    concerned = Q(pickup_branch__library=library) | Q(item__branch__library=library)
    return Hold.objects.filter(waiting, concerned).count()


def _told(code: str, number: int) -> str:
    texts = {
        "loans": ngettext(
            "%(number)d copy of the library is lent: take it back, or record it as lost.",
            "%(number)d copies of the library are lent: take them back, or record them as lost.",
            number,
        ),
        "holds": ngettext(
            "%(number)d reservation is to be picked up here or waits for a copy of the library: end it.",
            "%(number)d reservations are to be picked up here or wait for copies of the library: end them.",
            number,
        ),
        "transfers": ngettext(
            "%(number)d copy is on the way to or from the library: let it arrive.",
            "%(number)d copies are on the way to or from the library: let them arrive.",
            number,
        ),
    }
    return texts[code] % {"number": number}
