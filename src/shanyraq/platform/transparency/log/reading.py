"""Reading a log: its checkpoints, the content of its files, the place of an entry and its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shanyraq.kernel.merkle.notes import with_signatures
from shanyraq.kernel.merkle.proofs import inclusion_proof
from shanyraq.kernel.merkle.tiles import WIDTH, Tile, TileHashes, pack_entries
from shanyraq.platform.transparency.models import Log, LogCheckpoint, LogCosignature, LogLeaf, LogNode


class NotInLog(LookupError):
    """The log has no such entry, tile or checkpoint (yet)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: *index* from 0, and the first checkpoint whose tree holds it."""

    index: int
    size: int
    note: str
    at: datetime


def place_of(name: str, leaf: bytes) -> Place | None:
    """The place of the entry with that hash in the log *name*, if it has one already."""
    found = LogLeaf.objects.filter(log__name=name, leaf_hash=leaf).order_by("index").first()
    if found is None:
        return None
    checkpoint = (
        LogCheckpoint.objects.filter(log_id=found.log_id, size__gt=found.index).order_by("size").first()
    )
    if checkpoint is None:
        return None
    return Place(found.index, checkpoint.size, checkpoint.note, checkpoint.at)


def latest_checkpoint(name: str) -> LogCheckpoint | None:
    """The newest checkpoint of the log *name*; none while it has no entry."""
    return LogCheckpoint.objects.filter(log__name=name).order_by("-size").first()


def witnessed_checkpoint(name: str) -> LogCheckpoint | None:
    """The newest checkpoint of the log *name* that a witness has signed."""
    newest = LogCosignature.objects.filter(log__name=name, witness__is_active=True).order_by("-size").first()
    if newest is None:
        return None
    return LogCheckpoint.objects.filter(log_id=newest.log_id, size=newest.size).first()


def note_with_cosignatures(checkpoint: LogCheckpoint) -> str:
    """The signed note of *checkpoint* with the lines of all accepted witnesses who signed it."""
    lines = LogCosignature.objects.filter(
        log_id=checkpoint.log_id, size=checkpoint.size, witness__is_active=True
    ).values_list("line", flat=True)
    return with_signatures(checkpoint.note, lines)


def content_of(name: str, tile: Tile) -> bytes:
    """The bytes of a tile or bundle of the log *name*.

    :raises NotInLog: while the tree is smaller.
    """
    first = tile.number * WIDTH
    span = range(first, first + tile.width)
    log = Log.objects.filter(name=name).values_list("pk", flat=True).first()
    if log is None:
        raise NotInLog(f"{name} has not begun yet")
    found: list[bytes] = []
    if tile.level > 0:
        nodes = LogNode.objects.filter(
            log_id=log, level=tile.level, index__gte=span.start, index__lt=span.stop
        )
        found = [bytes(node) for node in nodes.order_by("index").values_list("node_hash", flat=True)]
    else:
        leaves = LogLeaf.objects.filter(log_id=log, index__gte=span.start, index__lt=span.stop)
        column = "leaf_hash" if tile.level == 0 else "body"
        found = [bytes(leaf) for leaf in leaves.order_by("index").values_list(column, flat=True)]
    if len(found) != tile.width:
        raise NotInLog(f"{name} has no {tile.path} yet")
    return pack_entries(found) if tile.level < 0 else b"".join(found)


def proof_of_inclusion(name: str, index: int, size: int) -> list[bytes]:
    """The hashes that lead from entry *index* to the root of the tree of *size* entries.

    :raises IndexError: when the tree has no such entry.
    :raises NotInLog: while the tree is smaller.
    """
    return inclusion_proof(index, size, TileHashes(size, lambda tile: content_of(name, tile)))
