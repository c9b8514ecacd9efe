"""What an initiator sees of their own petitions: where each stands, what comes next, until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.next_step import NextStep, next_step
from shanyraq.domains.petitions.states import PetitionState as State

NEXT: Final[dict[str, Any]] = {
    State.DRAFT: _("Finish the text and submit it."),
    State.MODERATION: _("A moderator checks whether the law lets it through."),
    State.CORRECTION: _("Correct what was found and submit it again."),
    State.REFUSED: _("You may appeal against the refusal."),
    State.APPEAL: _("Somebody who did not refuse it decides on your appeal."),
}
"""What an initiator is told; of the other states, what everybody is."""


def own_petitions(user: Any) -> QuerySet[Petition]:
    """All petitions of an account, those that were changed last on top, with what a line shows."""
    found = Petition.objects.filter(user_id=user.pk).select_related("body__territory", "edition", "count")
    return found.annotate(proposal_number=Count("proposals")).order_by("-changed_at", "-pk")


def own_petition(user: Any, public_id: str) -> Petition | None:
    """One petition of the account; nobody else's is found."""
    found = Petition.objects.filter(user_id=user.pk, public_id=public_id)
    return found.select_related("body__territory", "topic", "residence", "edition", "count").first()


def blank_draft(user: Any) -> Petition | None:
    """A draft of the account in which nothing is written yet, so that no second one is begun."""
    empty = Q(title="", substance="", arguments="", body=None, topic=None, proposals=None, attachments=None)
    return Petition.objects.filter(empty, user_id=user.pk, state=State.DRAFT).first()


def standing(petition: Petition, today: dt.date) -> NextStep | None:
    """What comes next; None when the petition has come to its end. Asks the database nothing."""
    step = next_step(petition, [], today)
    return replace(step, text=NEXT.get(petition.state, step.text)) if step else None


def today() -> dt.date:
    """The day in Kazakhstan."""
    return timezone.localdate()
