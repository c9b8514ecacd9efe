"""The public page of this room's procedure."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.workflow import PETITION
from shanyraq.platform.transparency import procedures


def connect() -> None:
    """Register it; called once when the room is ready."""
    procedures.register(
        PETITION,
        title=_("How a petition is handled"),
        description=_("From a draft to the answer of its addressee, and what became of the promises."),
        rules=rules,
    )


def rules() -> procedures.Rules | None:
    """The numbers of the law in force today."""
    from shanyraq.domains.petitions.queries.law import rules_in_force  # noqa: PLC0415 - models are ready only then

    return rules_in_force(timezone.localdate())
