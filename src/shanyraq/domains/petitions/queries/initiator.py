"""What an initiator sees of their own petitions: where each stands, what comes next, until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.next_step import next_step
from shanyraq.domains.petitions.rules.terms import calendar_of
from shanyraq.domains.petitions.states import PetitionState as State

NEXT: Final[dict[str, Any]] = {
    State.DRAFT: _("Finish the text and submit it."),
    State.MODERATION: _("A moderator checks whether the law lets it through."),
    State.CORRECTION: _("Correct what was found and submit it again."),
    State.REFUSED: _("You may appeal against the refusal."),
    State.APPEAL: _("Somebody who did not refuse it decides on your appeal."),
}
BY_INITIATOR: Final = frozenset({State.DRAFT, State.CORRECTION, State.REFUSED})


@dataclass(frozen=True, slots=True)
class Standing:
    """What comes next. ``until`` is the last day of the term, ``days_left`` its working days, negative when
    it has passed; ``is_mine``: the initiator is to act.
    """

    text: Any
    until: dt.date | None
    days_left: int | None
    is_mine: bool

    @property
    def is_late(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def days_late(self) -> int:
        return max(0, -(self.days_left or 0))


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


def standing(petition: Petition, today: dt.date) -> Standing | None:
    """What comes next; None when the petition has come to its end. Asks the database nothing."""
    if petition.state not in NEXT:
        step = next_step(petition, [], today)
        return Standing(step.text, step.until, step.days_left, is_mine=False) if step else None
    until = petition.due_date
    left = calendar_of(petition).countdown(until, today).working_days_left if until else None
    if petition.state == State.REFUSED and left is not None and left < 0:
        return None
    return Standing(NEXT[petition.state], until, left, petition.state in BY_INITIATOR)


def today() -> dt.date:
    """The day in Kazakhstan."""
    return timezone.localdate()
