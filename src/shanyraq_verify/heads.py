"""Heads of a log: who signed its checkpoint, which witnesses saw it, whether it only grew since another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from shanyraq.kernel.merkle.notes import (
    COSIGNATURE_V1,
    ED25519,
    Checkpoint,
    Note,
    NoteError,
    Verifier,
    cosignature_time,
    open_checkpoint,
)
from shanyraq.kernel.merkle.proofs import ProofFailed, consistency_proof, verify_consistency
from shanyraq.kernel.merkle.tiles import TileHashes
from shanyraq.kernel.merkle.tree import range_root
from shanyraq_verify.errors import Missing, NotChecked, NotProved
from shanyraq_verify.sources import Source, read_text, read_tile

MOST_SIGNATURES = 64
"""Lines below a checkpoint; each may cost the time of checking a signature."""


@dataclass(frozen=True, slots=True)
class Head:
    """A checkpoint that its log has signed, with the *note* it stood in."""

    checkpoint: Checkpoint
    note: str


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A witness vouches that it saw a head at *at*, and that the log only grew until then."""

    name: str
    at: dt.datetime


def parse_key(text: str) -> Verifier:
    """The key of a log.

    :raises NotChecked: when *text* is none.
    """
    return _verifier(text, ED25519, "the key of a log")


def parse_witness(text: str) -> Verifier:
    """The key of a witness.

    :raises NotChecked: when *text* is none.
    """
    return _verifier(text, COSIGNATURE_V1, "the key of a witness")


def _verifier(text: str, kind: int, what: str) -> Verifier:
    try:
        verifier = Verifier.parse(text)
    except NoteError as error:
        raise NotChecked(f"{text.strip()[:100]!r} is not {what}: {error}") from error
    if verifier.kind != kind:
        raise NotChecked(f"{text.strip()[:100]!r} is not {what}")
    return verifier


def open_head(note: str, key: Verifier) -> Head:
    """The head in *note*.

    :raises NotProved: when the log with this *key* did not sign it.
    """
    if note.count("\n") > MOST_SIGNATURES:
        raise NotProved(f"the checkpoint has more than {MOST_SIGNATURES} lines")
    try:
        return Head(open_checkpoint(note, key), note)
    except NoteError as error:
        raise NotProved(str(error)) from error


def read_head(source: Source, key: Verifier) -> Head:
    """The head that *source* has now.

    :raises NotProved: when the log with this *key* did not sign it.
    :raises NotChecked: when it cannot be read.
    """
    return open_head(read_text(source, "checkpoint"), key)


def witnesses_of(head: Head, witnesses: Sequence[Verifier]) -> list[Witnessed]:
    """Those of *witnesses* whose cosignature of *head* holds."""
    note = Note.parse(head.note)
    found = []
    for witness in witnesses:
        signature = note.signature_of(witness)
        if signature is not None:
            found.append(Witnessed(witness.name, _time(cosignature_time(signature))))
    return found


def _time(seconds: int) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (OverflowError, ValueError, OSError):
        return dt.datetime.max.replace(tzinfo=dt.UTC)


def best_witnessed(
    source: Source, head: Head, *, key: Verifier, witnesses: Sequence[Verifier]
) -> tuple[Head, list[Witnessed]]:
    """The head with the most witnesses: *head*, or the last one that witnesses have seen.

    :raises NotProved: when the log does not begin with the one that the witnesses saw.
    """
    found = witnesses_of(head, witnesses)
    if len(found) == len(witnesses):
        return head, found
    try:
        earlier = open_head(read_text(source, "checkpoint.witnessed"), key)
    except Missing:
        return head, found
    earlier_found = witnesses_of(earlier, witnesses)
    if len(earlier_found) <= len(found):
        return head, found
    demand_growth(source, earlier, head)
    return earlier, earlier_found


class Fork(NotProved):
    """Two signed heads of which neither begins with the other: proof against the operator, for everybody."""

    def __init__(self, reason: str, heads: tuple[Head, Head]) -> None:
        super().__init__(reason)
        self.heads = heads


def demand_growth(source: Source, earlier: Head, later: Head) -> None:
    """Accept that the log of *later* begins with that of *earlier*; a few tiles of *source* are read.

    :raises Fork: when it does not, and that is certain.
    :raises NotProved: when the tiles do not show it.
    """
    if earlier.checkpoint.size > later.checkpoint.size:
        earlier, later = later, earlier
    old, new = earlier.checkpoint, later.checkpoint
    if old.size == new.size:
        if old.root != new.root:
            reason = f"the log has forked: it signed two different trees of {new.size} entries"
            raise Fork(reason, (earlier, later))
        return
    if old.size == 0:
        return
    reader = TileHashes(new.size, lambda tile: read_tile(source, tile))
    try:
        if _shows(old.size, old.root, later=new, reader=reader):
            return
        shown = range_root(0, old.size, reader)
        is_certain = _shows(old.size, shown, later=new, reader=reader)
    except ValueError as error:
        raise NotProved(str(error)) from error
    reason = f"the log of {new.size} entries does not begin with the one of {old.size} entries it signed"
    if is_certain:
        raise Fork(f"the log has forked: {reason}", (earlier, later))
    raise NotProved(f"{reason}, or its tiles are damaged")


def _shows(size: int, root: bytes, *, later: Checkpoint, reader: TileHashes) -> bool:
    proof = consistency_proof(size, later.size, reader)
    try:
        verify_consistency(earlier=size, earlier_root=root, size=later.size, root=later.root, proof=proof)
    except ProofFailed:
        return False
    return True
