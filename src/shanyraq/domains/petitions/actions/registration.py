"""The addressee takes a petition over: it is registered, and the term of its review begins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.signing_lock import lock_signing
from shanyraq.domains.petitions.actions.steps import begin_term
from shanyraq.domains.petitions.initiator_letters import tell_initiator
from shanyraq.domains.petitions.models import Petition
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import perform


def register_petition(*, petition: Petition, number: str, actor: Any, at: datetime) -> MoveRecord:
    """Register under *number*: signing ends here, and the working days of the review begin (article 90-5).

    :raises Refusal: as the procedure decides; ``incomplete`` without a number.
    """
    number = number.strip()
    if not number:
        raise Refusal(_("Give the registration number."), code="incomplete", field="number")
    with transaction.atomic():
        lock_signing(petition)
        record = perform("register", subject=petition, actor=actor, at=at, details={"number": number})
        petition.registered_at = petition.signing_ends_at = at
        petition.registration_number = number
        petition.save(update_fields=["registered_at", "signing_ends_at", "registration_number"])
        begin_term(petition, at, review_days(petition))
        tell_initiator(petition, record)
    return record


def review_days(petition: Petition) -> int:
    """Working days that the addressee has, by the petition's edition of the rules.

    :raises ValueError: for one that was never submitted.
    """
    if petition.edition is None or petition.body is None:
        raise ValueError("a petition that was never submitted has no term of review")
    return petition.edition.review_days(petition.body.kind)
