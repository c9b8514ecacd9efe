"""Entries get their places: once, in order, with a signed head, and with all that observers write."""

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from shanyraq.kernel.merkle.notes import Verifier, open_checkpoint
from shanyraq.kernel.merkle.proofs import verify_inclusion
from shanyraq.kernel.merkle.tree import leaf_hash, root_of
from shanyraq.platform.transparency.log import registry
from shanyraq.platform.transparency.log.appending import append, append_many
from shanyraq.platform.transparency.log.reading import latest_checkpoint, place_of, proof_of_inclusion
from shanyraq.platform.transparency.log.registry import Batch, register_observer
from shanyraq.platform.transparency.log.sequencing import KeyChanged, ensure_log, sequence, sequence_now
from shanyraq.platform.transparency.models import Log, LogCheckpoint, LogLeaf, LogNode, LogPending

pytestmark = pytest.mark.django_db
NAME = "procedures"


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Callable[[registry.Observer], None]:
    monkeypatch.setattr(registry, "_OBSERVERS", {})
    return lambda observer: register_observer(NAME, observer)


def test_entries_stand_in_order_under_a_root_that_anyone_can_recompute() -> None:
    hashes = [append(NAME, {"n": number}, subject=number * 10) for number in range(5)]
    assert sequence(NAME) == 5
    assert sequence(NAME) == 0
    hashes += append_many(NAME, [({"n": number}, None) for number in range(5, 300)])
    assert sequence_now(NAME) == 295

    leaves = list(LogLeaf.objects.order_by("index"))
    assert [leaf.index for leaf in leaves] == list(range(300))
    assert [bytes(leaf.leaf_hash) for leaf in leaves] == hashes
    assert [leaf.subject for leaf in leaves[:6]] == [0, 10, 20, 30, 40, None]
    assert bytes(leaves[7].body) == b'{"n":7}'
    assert not LogPending.objects.exists()

    head = Log.objects.get(name=NAME)
    checkpoint = latest_checkpoint(NAME)
    assert checkpoint is not None
    opened = open_checkpoint(checkpoint.note, Verifier.parse(head.verifier_key))
    assert (opened.size, opened.root) == (300, root_of(hashes))
    assert opened.origin == head.origin
    assert list(LogCheckpoint.objects.values_list("size", flat=True)) == [5, 300]
    assert bytes(LogNode.objects.get(level=1).node_hash) == root_of(hashes[:256])


def test_the_place_and_the_proof_of_an_entry() -> None:
    first = append(NAME, {"n": 1})
    assert place_of(NAME, first) is None
    sequence_now(NAME)
    second = append(NAME, {"n": 2})
    sequence_now(NAME)
    place, later = place_of(NAME, first), place_of(NAME, second)
    assert place is not None
    assert later is not None
    assert (place.index, place.size, later.index, later.size) == (0, 1, 1, 2)
    newest = latest_checkpoint(NAME)
    assert newest is not None
    verify_inclusion(
        leaf=first, index=0, size=2, proof=proof_of_inclusion(NAME, 0, 2), root=bytes(newest.root)
    )
    assert place_of(NAME, leaf_hash(b"never stated")) is None
    assert place_of("unknown", first) is None


def test_what_is_rolled_back_was_never_stated() -> None:
    with transaction.atomic():
        append(NAME, {"n": 1})
        transaction.set_rollback(True)
    assert sequence(NAME) == 0
    assert latest_checkpoint(NAME) is None


def test_observers_write_with_the_checkpoint_or_not_at_all(
    watch: Callable[[registry.Observer], None],
) -> None:
    seen: list[Batch] = []
    watch(seen.append)
    append(NAME, {"kind": "a"}, subject=7)
    sequence_now(NAME)
    (batch,) = seen
    assert (batch.log, batch.size) == (NAME, 1)
    assert [(one.index, one.entry, one.subject) for one in batch.entries] == [(0, {"kind": "a"}, 7)]

    def fail(_batch: Batch) -> None:
        raise LookupError

    watch(fail)
    append(NAME, {"kind": "b"})
    with pytest.raises(LookupError):
        sequence(NAME)
    assert Log.objects.get(name=NAME).size == 1
    assert LogPending.objects.count() == 1
    assert LogCheckpoint.objects.count() == 1


def test_a_log_is_not_continued_under_another_key(settings: Any) -> None:
    append(NAME, {"n": 1})
    sequence_now(NAME)
    settings.TRANSPARENCY_LOG_KEY = secrets.token_urlsafe(32)
    append(NAME, {"n": 2})
    with pytest.raises(KeyChanged):
        sequence(NAME)
    assert Log.objects.get(name=NAME).size == 1


def test_a_log_that_began_keeps_its_name(settings: Any) -> None:
    origin = ensure_log(NAME).origin
    settings.TRANSPARENCY_LOG_ORIGIN = "elsewhere.example"
    append(NAME, {"n": 1})
    sequence_now(NAME)
    checkpoint = latest_checkpoint(NAME)
    assert checkpoint is not None
    assert checkpoint.note.startswith(f"{origin}\n1\n")


@pytest.mark.parametrize(
    ("name", "entry"),
    [("unknown", {"a": 1}), (NAME, {"a": 1.5}), (NAME, {"a": None}), (NAME, {"a": "x" * 65_536})],
)
def test_what_cannot_stand_in_a_log_is_refused(name: str, entry: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each says its own
        append(name, entry)
    assert not LogPending.objects.exists()


def test_an_unknown_log_does_not_begin() -> None:
    with pytest.raises(ValueError, match="no log called"):
        sequence("unknown")


@pytest.mark.parametrize("table", ["logleaf", "lognode", "logcheckpoint"])
def test_the_database_refuses_to_change_what_stands_in_a_tree(table: str) -> None:
    append(NAME, {"n": 1})
    sequence_now(NAME)
    for statement in ("DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET log_id = 0"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(f"transparency_{table}"))
