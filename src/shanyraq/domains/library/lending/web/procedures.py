"""The public pages of this room's procedures."""

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.lending.models import Hold, Loan
from shanyraq.platform.transparency import procedures


def connect() -> None:
    """Register them; called once when the room is ready."""
    procedures.register(
        Loan.procedure,
        title=_("How a book is lent"),
        description=_("From the desk to the return, and what happens when a copy is lost."),
    )
    procedures.register(
        Hold.procedure,
        title=_("How a book is reserved"),
        description=_("From the queue to the hold shelf, and when a reservation ends."),
    )
