"""Giving entries their places: one transaction extends the tree, signs its head and lets rooms count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from shanyraq.kernel.merkle.notes import Checkpoint
from shanyraq.kernel.merkle.tiles import HEIGHT
from shanyraq.kernel.merkle.tree import HASH_SIZE, CompactRange, leaf_hash
from shanyraq.platform.transparency.log.registry import Batch, Sequenced, logs, observers
from shanyraq.platform.transparency.log.signing import origin_of, sign, verifier_of
from shanyraq.platform.transparency.models import Log, LogCheckpoint

MOST_AT_ONCE: Final = 20_000

TAKE: Final = """
DELETE FROM transparency_logpending WHERE id = ANY(ARRAY(
    SELECT id FROM transparency_logpending WHERE log = %s ORDER BY id LIMIT %s
)) RETURNING id, body, subject
"""


class KeyChanged(Exception):
    """The key of a log is not the one it began with: signing with it would be a fork."""


def sequence(name: str) -> int:
    """Give the entries that wait in the log *name* their places; the number of them, at most 20 000.

    Of several processes one does the work at a time and the others pass by. A crash at any moment leaves
    either the tree before or the tree after, with all that the observers wrote.

    :raises KeyChanged: when the settings hold another key than the log began with.
    """
    with transaction.atomic():
        head = _locked_head(name)
        if head is None:
            return 0
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = on")
            cursor.execute(TAKE, [name, MOST_AT_ONCE])
            waiting = sorted(cursor.fetchall())
        if not waiting:
            return 0
        entries = _placed(head.size, waiting)
        _extend(head, entries)
        batch = Batch(name, entries, head.size)
        for observer in observers(name):
            observer(batch)
    return len(entries)


def sequence_now(name: str) -> int:
    """Give all that waits in the log *name* its place; the number of entries."""
    total = 0
    while done := sequence(name):
        total += done
    return total


def ensure_log(name: str) -> Log:
    """The head of the log *name*, begun when it is not there yet.

    :raises ValueError: when no room has registered such a log.
    """
    if name not in logs():
        raise ValueError(f"there is no log called {name}")
    origin = origin_of(name)
    head, _created = Log.objects.get_or_create(
        name=name, defaults={"origin": origin, "verifier_key": str(verifier_of(origin))}
    )
    return head


def _locked_head(name: str) -> Log | None:
    """The head, locked, or nothing while another process extends this log."""
    ensure_log(name)
    head = Log.objects.select_for_update(skip_locked=True).filter(name=name).first()
    if head is not None and str(verifier_of(head.origin)) != head.verifier_key:
        raise KeyChanged(
            f"The log {head.origin} began with the key {head.verifier_key}; the settings hold another."
        )
    return head


def _placed(first: int, waiting: Iterable[tuple[int, bytes, int | None]]) -> list[Sequenced]:
    placed = []
    for index, (_number, content, subject) in enumerate(waiting, start=first):
        body = bytes(content)
        placed.append(Sequenced(index, body, leaf_hash(body), subject))
    return placed


def _extend(head: Log, entries: Sequence[Sequenced]) -> None:
    """Write the entries with the nodes they complete, the new head and its checkpoint."""
    peaks = bytes(head.peaks)
    tree = CompactRange(head.size, [peaks[at : at + HASH_SIZE] for at in range(0, len(peaks), HASH_SIZE)])
    nodes: list[tuple[int, int, bytes]] = []

    def keep(level: int, index: int, node: bytes) -> None:
        if level and level % HEIGHT == 0:
            nodes.append((level // HEIGHT, index, node))

    for one in entries:
        tree.append(one.leaf_hash, keep)
    _copy(
        "transparency_logleaf (log_id, index, body, leaf_hash, subject)",
        ((head.pk, one.index, one.body, one.leaf_hash, one.subject) for one in entries),
    )
    _copy(
        "transparency_lognode (log_id, level, index, node_hash)",
        ((head.pk, level, index, node) for level, index, node in nodes),
    )
    head.size, head.peaks = tree.size, b"".join(tree.peaks)
    head.save(update_fields=["size", "peaks"])
    checkpoint = Checkpoint(head.origin, tree.size, tree.root())
    LogCheckpoint.objects.create(
        log=head, size=tree.size, root=checkpoint.root, note=sign(checkpoint), at=timezone.now()
    )


def _copy(table: str, rows: Iterable[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as into:
        for row in rows:
            into.write_row(row)
