"""The public page of this room's procedure."""

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.workflow import MEMBERSHIP
from shanyraq.platform.transparency import procedures


def connect() -> None:
    """Register it; called once when the room is ready."""
    procedures.register(
        MEMBERSHIP,
        title=_("How a library joins the network"),
        description=_("From the application to going live, and how a library pauses or leaves."),
    )
