"""When the legal term has ended, personal data goes; counts, log and proofs stay.

With the petition's key nobody, the operator included, can tell any more whose nullifier is whose. Who kept
their receipt can still show that they are counted.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.signing import forget_key
from shanyraq.domains.petitions.actions.steps import read_anew
from shanyraq.domains.petitions.models import (
    FraudFinding,
    Petition,
    PetitionKey,
    RetentionChange,
    Signature,
    SignatureEvidence,
    Subscription,
)
from shanyraq.domains.petitions.permissions import may_carry_out_orders
from shanyraq.domains.petitions.rules.canonical_text import cleaned
from shanyraq.domains.petitions.rules.terms import local_day, months_later
from shanyraq.domains.petitions.states import ENDED, PetitionState
from shanyraq.kernel.errors import Refusal

LOG = logging.getLogger(__name__)
CHUNK: Final = 10_000
CLEARED: Final = ENDED | {PetitionState.REFUSED}
"""States in which the personal data of a petition goes once its term has ended."""


def clear_due(at: dt.datetime) -> int:
    """Remove the personal data of every petition whose term has ended; how many were cleared.

    One that fails, and one that is held, stops no other.
    """
    cleared = 0
    for petition in _ended().select_related("edition").order_by("pk"):
        if not is_due(petition, at):
            continue
        try:
            clear(petition, at)
            cleared += 1
        except Refusal as refusal:
            LOG.info("petition %s: %s", petition.public_id, refusal.code)
        except Exception:
            LOG.exception("petition %s: personal data could not be removed", petition.public_id)
    return cleared


def is_due(petition: Petition, at: dt.datetime) -> bool:
    """Whether the term of retention of an ended petition is over."""
    if petition.ended_at is None or petition.edition is None or petition.is_held:
        return False
    last = months_later(local_day(petition.ended_at), petition.edition.retention_months)
    return last < local_day(at)


def clear(petition: Petition, at: dt.datetime) -> None:
    """Remove who signed and who wrote *petition*. May be broken off and begun again.

    What is stored decides, not the caller's copy: every portion is removed under the lock of the row and asks
    anew. An order of a court, to hold the data or to let the petition go on, that comes while millions of
    rows are being cleared stops the clearing at the next portion; what is left then is kept. The key goes
    last, with the initiator: until then the one-person-one-signature rule holds, should a petition go on.

    :raises Refusal: ``held`` while the retention is held, ``too_early`` for one whose term has not ended.
    """
    while _clear_some(petition, at):
        pass
    with transaction.atomic():
        _require_due(petition, at)
        SignatureEvidence.objects.filter(signature__petition=petition).delete()
        _forget_addresses(petition)
        Subscription.objects.filter(petition=petition).delete()
        PetitionKey.objects.filter(petition=petition).delete()
        petition.initiator = petition.user = None
        petition.initiator_name = ""
        petition.anonymised_at = at
        petition.save(update_fields=["initiator", "user", "initiator_name", "anonymised_at"])
    forget_key(petition)


def hold(*, petition: Petition, reason: str, actor: Any, at: dt.datetime) -> RetentionChange:
    """Keep the data of *petition*, as for a court, until ``release``; every other one goes on.

    :raises Refusal: ``not_allowed``; ``incomplete`` without a reason; ``held`` when it is held already;
        ``gone`` when its personal data was removed.
    """
    with transaction.atomic():
        reason = _require(petition, reason, actor)
        if _is_cleared(petition):
            raise Refusal(_("The personal data of this petition was removed already."), code="gone")
        if petition.is_held:
            raise Refusal(_("The retention of this petition is held."), code="held")
        return _change(petition, RetentionChange.Kind.HELD, reason, actor=actor, at=at)


def release(*, petition: Petition, reason: str, actor: Any, at: dt.datetime) -> RetentionChange:
    """Let the retention of *petition* end when its time comes.

    :raises Refusal: ``not_allowed``; ``incomplete`` without a reason; ``not_held``.
    """
    with transaction.atomic():
        reason = _require(petition, reason, actor)
        if not petition.is_held:
            raise Refusal(_("The retention of this petition is not held."), code="not_held")
        return _change(petition, RetentionChange.Kind.RELEASED, reason, actor=actor, at=at)


def _ended() -> QuerySet[Petition]:
    return Petition.objects.filter(
        state__in=CLEARED,
        ended_at__isnull=False,
        anonymised_at__isnull=True,
        is_held=False,
    )


def _require_due(petition: Petition, at: dt.datetime) -> None:
    """Lock the row, read it anew, and see that its data may go.

    :raises Refusal: ``held``, ``too_early``.
    """
    read_anew(petition)
    if petition.is_held:
        raise Refusal(_("The retention of this petition is held."), code="held")
    if petition.state not in CLEARED or not is_due(petition, at):
        raise Refusal(_("The term has not ended yet."), code="too_early")


def _clear_some(petition: Petition, at: dt.datetime) -> int:
    """One portion in a transaction of its own, evidence with its signatures; how many there were."""
    personal = Q(person__isnull=False) | Q(salt__isnull=False) | Q(network__isnull=False) | ~Q(public_name="")
    with transaction.atomic():
        _require_due(petition, at)
        found = Signature.objects.filter(personal, petition=petition).order_by("pk")
        some = list(found.values_list("pk", flat=True)[:CHUNK])
        SignatureEvidence.objects.filter(signature__in=some).delete()
        cleared = Signature.objects.filter(pk__in=some)
        return cleared.update(person=None, salt=None, network=None, public_name="")


def _forget_addresses(petition: Petition) -> None:
    """Of a suspicion the number stays; nobody can decide on it any more."""
    for finding in FraudFinding.objects.filter(petition=petition, facts__has_key="network"):
        finding.facts = {"signatures": finding.facts.get("signatures", 0)}
        if finding.state == FraudFinding.State.OPEN:
            finding.state = FraudFinding.State.DISMISSED
        finding.save(update_fields=["facts", "state"])


def _is_cleared(petition: Petition) -> bool:
    """Whether its personal data is gone, or has begun to go: of a petition that was signed, with its key."""
    if petition.anonymised_at is not None:
        return True
    return petition.admitted_at is not None and not PetitionKey.objects.filter(petition=petition).exists()


def _require(petition: Petition, reason: str, actor: Any) -> str:
    """The reason without blanks, of who may; the row is locked and read anew."""
    if not may_carry_out_orders(actor):
        raise Refusal(_("You do not have permission for this step."), code="not_allowed")
    reason = cleaned(reason)
    if not reason:
        raise Refusal(_("Give the reason."), code="incomplete", field="reason")
    read_anew(petition)
    return reason


def _change(
    petition: Petition, kind: RetentionChange.Kind, reason: str, *, actor: Any, at: dt.datetime
) -> RetentionChange:
    petition.is_held = kind == RetentionChange.Kind.HELD
    petition.held_reason = reason if petition.is_held else ""
    petition.save(update_fields=["is_held", "held_reason"])
    return RetentionChange.objects.create(petition=petition, kind=kind, reason=reason, user=actor, at=at)
