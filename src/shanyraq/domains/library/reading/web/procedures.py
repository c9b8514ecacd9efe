"""The public pages of this room's procedures."""

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.workflow import DIGITISATION, TAKEDOWN
from shanyraq.platform.transparency import procedures


def connect() -> None:
    """Register them; called once when the room is ready."""
    procedures.register(
        DIGITISATION,
        title=_("How a book becomes readable here"),
        description=_("From the scanner to the reader: who takes which step, and what it needs."),
    )
    procedures.register(
        TAKEDOWN,
        title=_("How a request to take a book down is answered"),
        description=_("Anybody may say that a book must not be shown. This is what happens then."),
    )
