"""Who may cosign checkpoints: accepting a witness and ending it, each with its reason, for ever on record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.models import LogCosignature, LogWitness, LogWitnessChange


def accept_witness(*, key: str, about: str, reason: str, actor: Any, at: dt.datetime) -> LogWitness:
    """Accept the cosignatures of the witness with the verifier key *key*, also one that was ended before.

    :param actor: who decides; None for the command line.
    :raises Refusal: ``incomplete`` without a reason; ``accepted`` when it is accepted already.
    :raises ValidationError: when *key* is no key of a witness.
    """
    with transaction.atomic():
        witness = LogWitness.objects.select_for_update().filter(verifier_key=key).first()
        if witness is not None and witness.is_active:
            raise Refusal(_("This witness is accepted already."), code="accepted")
        witness = witness or LogWitness(verifier_key=key)
        witness.about, witness.is_active = about or witness.about, True
        witness.full_clean()
        witness.save()
        _record(witness, reason, actor=actor, at=at)
    return witness


def end_witness(*, witness: LogWitness, reason: str, actor: Any, at: dt.datetime) -> None:
    """Take no more cosignatures of *witness*, and show none. Those that were kept stay stored.

    :raises Refusal: ``incomplete`` without a reason; ``ended`` when it is accepted no longer.
    """
    with transaction.atomic():
        locked = LogWitness.objects.select_for_update().get(pk=witness.pk)
        if not locked.is_active:
            raise Refusal(_("This witness is accepted no longer."), code="ended")
        locked.is_active = witness.is_active = False
        locked.save(update_fields=["is_active"])
        _record(locked, reason, actor=actor, at=at)


def describe_witness(
    *, witness: LogWitness, about: str, reason: str, actor: Any, at: dt.datetime
) -> LogWitness:
    """Say anew who *witness* is; whether it is accepted stays as it is.

    :raises Refusal: ``incomplete`` without a reason.
    """
    with transaction.atomic():
        locked = LogWitness.objects.select_for_update().get(pk=witness.pk)
        locked.about = about
        locked.save(update_fields=["about"])
        _record(locked, reason, actor=actor, at=at)
    return locked


def last_cosignatures(witness: LogWitness, limit: int = 20) -> Sequence[LogCosignature]:
    """What *witness* signed last, newest first. One query."""
    found = LogCosignature.objects.filter(witness=witness).select_related("log")
    return list(found.order_by("-seen_at", "-pk")[:limit])


def _record(witness: LogWitness, reason: str, *, actor: Any, at: dt.datetime) -> None:
    reason = " ".join(reason.split())
    if not reason:
        raise Refusal(_("Give the reason."), code="incomplete", field="reason")
    LogWitnessChange.objects.create(
        witness=witness,
        is_accepted=witness.is_active,
        reason=reason,
        actor_id=getattr(actor, "pk", None),
        at=at,
    )
