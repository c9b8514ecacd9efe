"""Hearings and discussions with the initiator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.initiator_letters import tell_initiator_of_hearing
from shanyraq.domains.petitions.models import Hearing, Petition
from shanyraq.domains.petitions.permissions import by_officer
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.kernel.errors import Refusal


def require_review(petition: Petition, actor: Any) -> None:
    """Lock the petition, which must be under review by the actor's body.

    :raises Refusal: ``wrong_state`` or ``not_allowed``.
    """
    state = (
        Petition.objects.select_for_update(of=("self",)).values_list("state", flat=True).get(pk=petition.pk)
    )
    if state != PetitionState.REVIEW:
        raise Refusal(_("This step is not possible in the present state."), code="wrong_state")
    if not by_officer(petition, actor):
        raise Refusal(_("You do not have permission for this step."), code="not_allowed")


def announce_hearing(
    *, petition: Petition, begins_at: datetime, place: Mapping[str, str], actor: Any, at: datetime
) -> Hearing:
    """Invite the initiator and the public to a hearing.

    :raises Refusal: ``too_early`` for a time that has passed; ``wrong_state``, ``not_allowed``.
    """
    if begins_at <= at:
        raise Refusal(_("The hearing must lie in the future."), code="too_early", field="begins_at")
    with transaction.atomic():
        require_review(petition, actor)
        hearing = Hearing.objects.create(
            petition=petition, begins_at=begins_at, place=dict(place), announced_at=at
        )
        tell_initiator_of_hearing(hearing)
    return hearing


def record_hearing(
    *, hearing: Hearing, protocol: Mapping[str, str], was_initiator_present: bool, actor: Any, at: datetime
) -> Hearing:
    """Keep the protocol of a hearing that has taken place; it is published at once and stays.

    :raises Refusal: ``too_early`` before the hearing began; ``already`` when a protocol is there.
    """
    with transaction.atomic():
        require_review(hearing.petition, actor)
        hearing.refresh_from_db()
        if hearing.held_at is not None:
            raise Refusal(_("The protocol of this hearing is kept already."), code="already")
        if at < hearing.begins_at:
            raise Refusal(
                _("The hearing begins on %(day)s; its protocol can be kept afterwards.")
                % {"day": timezone.localtime(hearing.begins_at).strftime("%d.%m.%Y %H:%M")},
                code="too_early",
                field="protocol",
            )
        hearing.held_at = at
        hearing.protocol = dict(protocol)
        hearing.was_initiator_present = was_initiator_present
        hearing.save(update_fields=["held_at", "protocol", "was_initiator_present"])
    return hearing
