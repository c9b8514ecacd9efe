"""The Merkle tree of RFC 9162, section 2.1: hashes of leaves, of ranges and of a tree that grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Final

HASH_SIZE: Final = 32
EMPTY_ROOT: Final = sha256(b"").digest()

NodeReader = Callable[[int, int], bytes]
"""``read(level, index)``: the hash over the ``2**level`` leaves from ``index * 2**level`` on."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry, 32 bytes."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side, 32 bytes."""
    return sha256(b"\x01" + left + right).digest()


def split_size(size: int) -> int:
    """The greatest power of two below *size* (2 or more): where a tree of that size divides."""
    return 1 << ((size - 1).bit_length() - 1)


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """The root over *leaf_hashes*, in order; the hash of nothing for none."""
    compact = CompactRange()
    compact.extend(leaf_hashes)
    return compact.root()


def range_root(begin: int, end: int, read: NodeReader) -> bytes:
    """The hash over the leaves from *begin* to before *end*, of which *begin* is where a subtree starts."""
    size = end - begin
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return read(level, begin >> level)
    middle = begin + split_size(size)
    return node_hash(range_root(begin, middle, read), range_root(middle, end, read))


class CompactRange:
    """A tree that grows, kept as the roots of its full subtrees: about ``log2(size)`` hashes.

    :param size: leaves that stand in it already.
    :param peaks: their full subtrees' roots, the greatest first: one for each 1 in the binary *size*.
    :raises ValueError: when the two do not fit.
    """

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)
        if len(self.peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks, not {len(self.peaks)}")

    def append(self, leaf: bytes, on_node: Callable[[int, int, bytes], None] | None = None) -> None:
        """Add the hash of one leaf; *on_node* is told of every subtree full now: level, index, hash."""
        node, level, index = leaf, 0, self.size
        if on_node is not None:
            on_node(0, index, node)
        while index & 1:
            node = node_hash(self.peaks.pop(), node)
            level, index = level + 1, index >> 1
            if on_node is not None:
                on_node(level, index, node)
        self.peaks.append(node)
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add the hashes of leaves, in order."""
        for leaf in leaves:
            self.append(leaf)

    def root(self) -> bytes:
        """The root over all leaves."""
        if not self.peaks:
            return EMPTY_ROOT
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = node_hash(peak, found)
        return found
