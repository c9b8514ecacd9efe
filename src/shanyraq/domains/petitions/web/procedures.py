"""The public page of this room's procedure."""

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.workflow import PETITION
from shanyraq.platform.transparency import procedures


def connect() -> None:
    """Register it; called once when the room is ready."""
    procedures.register(
        PETITION,
        title=_("How a petition is handled"),
        description=_("From a draft to the answer of its addressee, and what became of the promises."),
    )
