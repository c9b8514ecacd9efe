"""Cosignatures: witnesses who watch a log say which checkpoints they saw (C2SP ``tlog-cosignature``)."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.merkle.notes import (
    Checkpoint,
    Note,
    NoteError,
    NoteSignature,
    Verifier,
    cosignature_time,
)
from shanyraq.platform.transparency.models import LogCheckpoint, LogCosignature, LogWitness


def accept_cosignatures(name: str, content: str) -> int:
    """Keep the lines of known witnesses in *content*, a note whose text is a checkpoint of the log *name*.

    :returns: how many new ones were kept; one that is known already changes nothing.
    :raises Refusal: ``unreadable`` for no note, ``no_checkpoint`` when the log never published it,
        ``no_witness`` when no line is an accepted witness's.
    """
    try:
        note = Note.parse(content)
        seen = Checkpoint.parse(note.text)
    except NoteError as error:
        raise Refusal(_("This is no signed checkpoint."), code="unreadable") from error
    checkpoint = LogCheckpoint.objects.filter(log__name=name, size=seen.size).select_related("log").first()
    if checkpoint is None or not checkpoint.note.startswith(note.text + "\n"):
        raise Refusal(_("The log has never published this checkpoint."), code="no_checkpoint")
    signatures = _witnesses_of(note)
    if not signatures:
        raise Refusal(_("No accepted witness has signed this."), code="no_witness")
    kept = 0
    for witness, signature in signatures:
        _row, is_new = LogCosignature.objects.get_or_create(
            log_id=checkpoint.log_id,
            size=checkpoint.size,
            witness=witness,
            defaults={"line": signature.line, "seen_at": _seen_at(signature)},
        )
        kept += is_new
    return kept


def _seen_at(signature: NoteSignature) -> datetime:
    try:
        return datetime.fromtimestamp(cosignature_time(signature), UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise Refusal(_("This is no signed checkpoint."), code="unreadable") from error


def _witnesses_of(note: Note) -> list[tuple[LogWitness, NoteSignature]]:
    found = []
    for witness in LogWitness.objects.filter(is_active=True):
        signature = note.signature_of(Verifier.parse(witness.verifier_key))
        if signature is not None:
            found.append((witness, signature))
    return found
