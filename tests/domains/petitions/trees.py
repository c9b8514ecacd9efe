"""What whoever reads a log from outside sees, and that it is one tree whatever was killed meanwhile."""

from __future__ import annotations

from collections.abc import Set

from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.models import Signature
from shanyraq.kernel.merkle.notes import Checkpoint, Note
from shanyraq.kernel.merkle.tiles import TileHashes
from shanyraq.kernel.merkle.tree import CompactRange, range_root
from shanyraq.platform.transparency.log.publishing import folder_of
from shanyraq.platform.transparency.models import LogCheckpoint, LogLeaf

Head = tuple[int, bytes]
"""Size and root of a tree."""


def head_seen_from_outside() -> Head | None:
    """The published checkpoint, as whoever reads files alone sees it; every tile that it needs is there."""
    folder = folder_of(LOG)
    if not (folder / "checkpoint").exists():
        return None
    head = Checkpoint.parse(Note.parse((folder / "checkpoint").read_text()).text)
    read = TileHashes(head.size, lambda tile: (folder / tile.path).read_bytes())
    assert range_root(0, head.size, read) == head.root
    return head.size, head.root


def require_one_tree(seen: Set[Head]) -> None:
    """Every checkpoint ever stored or seen is a beginning of the last tree, and every row stands in it."""
    stored = {
        (size, bytes(root))
        for size, root in LogCheckpoint.objects.filter(log__name=LOG).values_list("size", "root")
    }
    assert seen <= stored, "nothing is published that is not stored"
    roots, tree, subjects = {}, CompactRange(), []
    leaves = LogLeaf.objects.filter(log__name=LOG).order_by("index")
    for index, leaf, subject in leaves.values_list("index", "leaf_hash", "subject"):
        assert index == tree.size
        tree.append(bytes(leaf))
        roots[tree.size] = tree.root()
        subjects.append(subject)
    assert all(roots[size] == root for size, root in stored)
    hashes = list(leaves.values_list("leaf_hash", flat=True))
    assert len({bytes(each) for each in hashes}) == len(hashes), "no entry stands twice"
    assert set(Signature.objects.values_list("pk", flat=True)) == set(subjects), "every row is in the log"
