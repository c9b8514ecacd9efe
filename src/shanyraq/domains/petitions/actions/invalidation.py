"""Taking false signatures out of the count, and putting them back. Nobody can add one.

Every decision has a coded reason and stays visible: in the log, in the history of the count, for the signer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.models import (
    InvalidationBatch,
    InvalidationReason,
    Petition,
    Signature,
)
from shanyraq.domains.petitions.permissions import may_review_fraud
from shanyraq.domains.petitions.rules.canonical_text import cleaned
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.log.appending import append_many
from shanyraq_verify.petitions import invalidation_entry, reinstatement_entry

MOST_AT_ONCE = 100_000
"""Signatures in one decision; more are taken out in several."""


def counted_signatures(petition: Petition) -> QuerySet[Signature]:
    """The signatures of *petition* that count."""
    return Signature.objects.filter(petition=petition, withdrawn_at__isnull=True, invalidated_at__isnull=True)


def invalidate(
    *, signatures: QuerySet[Signature], reason: str, explanation: str, actor: Any, at: dt.datetime
) -> InvalidationBatch:
    """Take those of *signatures*, all of one petition, that count out of the count.

    :raises Refusal: ``not_allowed``, ``reason`` for an unknown code, ``incomplete`` without an explanation,
        ``nothing`` when none of them counts, ``too_many``.
    """
    decision = _Decision(InvalidationBatch.Kind.INVALIDATION, reason, cleaned(explanation), actor, at)
    with transaction.atomic():
        rows = list(
            signatures.filter(withdrawn_at__isnull=True, invalidated_at__isnull=True)
            .select_for_update(of=("self",))
            .select_related("petition")
            .order_by("pk")[: MOST_AT_ONCE + 1]
        )
        batch = decision.on(rows)
        entries = [
            invalidation_entry(
                petition=row.petition.public_id,
                nullifier=bytes(row.nullifier).hex(),
                signature=bytes(row.leaf_hash).hex(),
                reason=reason,
                after=bytes(row.reinstatement_hash).hex() if row.reinstatement_hash else None,
            )
            for row in rows
        ]
        hashes = append_many(LOG, zip(entries, [row.pk for row in rows], strict=True))
        for row, entry_hash in zip(rows, hashes, strict=True):
            row.invalidated_at, row.invalidation, row.invalidation_hash = at, batch, entry_hash
        _save(rows, "invalidated_at", "invalidation", "invalidation_hash")
    return batch


def reinstate(
    *, batch: InvalidationBatch, explanation: str, actor: Any, at: dt.datetime
) -> InvalidationBatch:
    """Put the signatures that *batch* took out, and that are still out, back into the count.

    :raises Refusal: as ``invalidate``.
    """
    decision = _Decision(InvalidationBatch.Kind.REINSTATEMENT, batch.reason, cleaned(explanation), actor, at)
    with transaction.atomic():
        rows = list(
            batch.signatures.select_for_update(of=("self",))
            .filter(invalidated_at__isnull=False)
            .select_related("petition")
            .order_by("pk")
        )
        made = decision.on(rows)
        entries = [
            reinstatement_entry(
                petition=row.petition.public_id,
                nullifier=bytes(row.nullifier).hex(),
                invalidation=bytes(row.invalidation_hash or b"").hex(),
                reason=batch.reason,
            )
            for row in rows
        ]
        hashes = append_many(LOG, zip(entries, [row.pk for row in rows], strict=True))
        for row, entry_hash in zip(rows, hashes, strict=True):
            row.invalidated_at = row.invalidation = row.invalidation_hash = None
            row.reinstatement_hash = entry_hash
        _save(rows, "invalidated_at", "invalidation", "invalidation_hash", "reinstatement_hash")
    return made


def require_reviewer(actor: Any, petition: Petition | None = None) -> None:
    """:raises Refusal: ``not_allowed`` for who may not review, or who wrote *petition* themselves."""
    if not may_review_fraud(actor) or (petition is not None and petition.user_id == actor.pk):
        raise Refusal(_("You do not have permission for this step."), code="not_allowed")


@dataclass(frozen=True, slots=True)
class _Decision:
    """What is decided about some signatures, by whom and when."""

    kind: str
    reason: str
    explanation: str
    actor: Any
    at: dt.datetime

    def __post_init__(self) -> None:
        require_reviewer(self.actor)
        if self.reason not in InvalidationReason.values:
            raise Refusal(_("Choose the reason."), code="reason", field="reason")
        if not self.explanation:
            raise Refusal(
                _("Explain the decision; everybody reads it."), code="incomplete", field="explanation"
            )

    def on(self, rows: list[Signature]) -> InvalidationBatch:
        """Write it down for these rows."""
        if not rows:
            raise Refusal(_("None of these signatures can be changed."), code="nothing")
        if len(rows) > MOST_AT_ONCE:
            raise Refusal(
                _("Take at most %(most)d signatures out at once.") % {"most": MOST_AT_ONCE},
                code="too_many",
            )
        if len({row.petition_id for row in rows}) != 1:
            raise ValueError("a decision is about the signatures of one petition")
        require_reviewer(self.actor, rows[0].petition)
        return InvalidationBatch.objects.create(
            petition=rows[0].petition,
            kind=self.kind,
            reason=self.reason,
            explanation=self.explanation,
            number=len(rows),
            at=self.at,
            user=self.actor,
        )


def _save(rows: Iterable[Signature], *fields: str) -> None:
    Signature.objects.bulk_update(rows, fields, batch_size=2_000)
