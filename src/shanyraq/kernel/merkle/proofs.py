"""Proofs of RFC 9162: that an entry stands in a tree (2.1.3), and that a tree only grew (2.1.4)."""

from __future__ import annotations

from collections.abc import Sequence

from shanyraq.kernel.merkle.tree import NodeReader, node_hash, range_root, split_size


class ProofFailed(Exception):
    """The proof does not show what it should; the message says where it fails."""


def inclusion_proof(index: int, size: int, read: NodeReader) -> list[bytes]:
    """The hashes that lead from leaf *index* to the root of the tree of *size* leaves, from below.

    :raises IndexError: when the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(f"a tree of {size} leaves has no leaf {index}")
    path: list[bytes] = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + split_size(end - begin)
        if index < middle:
            path.append(range_root(middle, end, read))
            end = middle
        else:
            path.append(range_root(begin, middle, read))
            begin = middle
    return path[::-1]


def consistency_proof(earlier: int, size: int, read: NodeReader) -> list[bytes]:
    """The hashes that show the tree of *size* leaves to begin with the one of *earlier* leaves.

    :raises IndexError: unless ``0 < earlier <= size``.
    """
    if not 0 < earlier <= size:
        raise IndexError(f"no tree of {earlier} leaves precedes one of {size}")
    path: list[bytes] = []
    begin, end, is_whole = 0, size, True
    while earlier != end:
        middle = begin + split_size(end - begin)
        if earlier <= middle:
            path.append(range_root(middle, end, read))
            end = middle
        else:
            path.append(range_root(begin, middle, read))
            begin, is_whole = middle, False
    if not is_whole:
        path.append(range_root(begin, end, read))
    return path[::-1]


def verify_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Accept that the hash *leaf* is leaf *index* of the tree of *size* leaves under *root*.

    :raises ProofFailed: when it is not shown.
    """
    if not 0 <= index < size:
        raise ProofFailed(f"a tree of {size} leaves has no leaf {index}")
    position, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofFailed("the proof of inclusion is too long")
        if position & 1 or position == last:
            node = node_hash(sibling, node)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        position, last = position >> 1, last >> 1
    if last:
        raise ProofFailed("the proof of inclusion is too short")
    if node != root:
        raise ProofFailed("the entry does not lead to the root of the tree")


def verify_consistency(
    *, earlier: int, earlier_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> None:
    """Accept that the tree of *size* leaves under *root* begins with that of *earlier* under *earlier_root*.

    Every tree begins with the empty one.

    :raises ProofFailed: when it is not shown.
    """
    if not 0 <= earlier <= size:
        raise ProofFailed(f"a tree of {size} leaves cannot begin with one of {earlier}")
    if earlier in {0, size}:
        if proof:
            raise ProofFailed("no hashes are needed between these two trees")
        if earlier == size and earlier_root != root:
            raise ProofFailed("two trees of one size have different roots: the log has forked")
        return
    hashes = list(proof)
    if earlier & (earlier - 1) == 0:
        hashes.insert(0, earlier_root)
    if not hashes:
        raise ProofFailed("the proof of consistency is empty")
    if _roots(earlier, size, hashes) != (earlier_root, root):
        raise ProofFailed("the later tree does not begin with the earlier one: the log has forked")


def _roots(earlier: int, size: int, hashes: list[bytes]) -> tuple[bytes, bytes]:
    """Both roots that *hashes* lead to (RFC 9162, 2.1.4.2, steps 3 to 6)."""
    position, last = earlier - 1, size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = hashes[0]
    for node in hashes[1:]:
        if last == 0:
            raise ProofFailed("the proof of consistency is too long")
        if position & 1 or position == last:
            old, new = node_hash(node, old), node_hash(node, new)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            new = node_hash(new, node)
        position, last = position >> 1, last >> 1
    if last:
        raise ProofFailed("the proof of consistency is too short")
    return old, new
