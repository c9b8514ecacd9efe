"""Walking along a log from one size to another: every entry is hashed, every tile compared with the hashes.

Memory is bounded whatever the size: one bundle, and for each level the hashes of its last tile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from shanyraq.kernel.merkle.notes import Checkpoint
from shanyraq.kernel.merkle.tiles import HEIGHT, HIGHEST_LEVEL, WIDTH, Tile, width_in
from shanyraq.kernel.merkle.tree import HASH_SIZE, CompactRange
from shanyraq_verify.errors import NotProved
from shanyraq_verify.sources import Source, Wanted, entries_of, limit_of, read_tile

Keep = Callable[[Tile, bytes], None]
"""Told of every tile and bundle that fits the hashes, before the root is reached."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries of a log in their order, from number *first* on, and their leaf hashes."""

    first: int
    entries: list[bytes]
    leaves: list[bytes]


class Walk:
    """The way from the tree *begin* to the tree of *target*.

    Nothing that :meth:`batches` gives is proved before it has come to its end: only there the root is known.

    :param begin: the tree that was checked before; nothing: from the first entry on.
    """

    def __init__(
        self,
        source: Source,
        target: Checkpoint,
        begin: CompactRange | None = None,
        *,
        keep: Keep | None = None,
    ) -> None:
        self._source, self._target = source, target
        self._begin = begin or CompactRange()
        self._keep = keep or (lambda _tile, _content: None)
        self._levels: list[list[bytes]] = [[] for _ in range(HIGHEST_LEVEL + 1)]

    def batches(self) -> Iterator[Batch]:
        """All entries after those of the tree it begins with.

        :raises NotProved: when entries, tiles and root do not fit each other, or the tree it begins with.
        :raises NotChecked: when a file cannot be read.
        """
        size = self._target.size
        self._resume()
        first = self._begin.size // WIDTH
        full = self._source.read_each(_wanted(first, size // WIDTH))
        for number in range(first, size // WIDTH):
            bundle, tile = next(full), next(full)
            yield self._step(Tile(-1, number), bundle, tile)
        if width := size % WIDTH:
            last = Tile(-1, size // WIDTH, width)
            hashes = read_tile(self._source, Tile(0, last.number, width))
            yield self._step(last, read_tile(self._source, last), hashes)
        self._finish()

    def tree(self) -> CompactRange:
        """The tree as far as it was walked."""
        peaks: list[bytes] = []
        size = 0
        for level in reversed(range(HIGHEST_LEVEL + 1)):
            part = CompactRange()
            part.extend(self._levels[level])
            peaks += part.peaks
            size += part.size << (HEIGHT * level)
        return CompactRange(size, peaks)

    def _step(self, bundle: Tile, content: bytes, hashes: bytes) -> Batch:
        entries = entries_of(bundle, content)
        leaves = [sha256(b"\x00" + entry).digest() for entry in entries]
        skipped = max(0, self._begin.size - bundle.number * WIDTH)
        if skipped:
            self._compare_with_begin(0, leaves[:skipped], bundle.path)
        if bundle.width == WIDTH:
            self._add(Tile(0, bundle.number), leaves, hashes)
        else:
            tile = Tile(0, bundle.number, bundle.width)
            self._levels[0] = leaves
            self._compare(tile, leaves, hashes)
        self._keep(bundle, content)
        return Batch(bundle.number * WIDTH + skipped, entries[skipped:], leaves[skipped:])

    def _add(self, tile: Tile, hashes: Sequence[bytes], content: bytes | None = None) -> None:
        """A full tile: compare it, and let it be one hash of the level above."""
        self._compare(tile, hashes, read_tile(self._source, tile) if content is None else content)
        self._levels[tile.level] = []
        above = self._levels[tile.level + 1]
        above.append(_root_of_full(hashes))
        if len(above) == WIDTH:
            self._add(Tile(tile.level + 1, tile.number // WIDTH), above)

    def _compare(self, tile: Tile, hashes: Sequence[bytes], content: bytes) -> None:
        if b"".join(hashes) != content:
            raise NotProved(f"{tile.path} does not hold the hashes that the entries below it have")
        self._keep(tile, content)

    def _resume(self) -> None:
        """Take the hashes before the beginning from tiles, where they fit the tree it begins with."""
        for level in range(1, HIGHEST_LEVEL + 1):
            number, offset = divmod(self._begin.size >> (HEIGHT * level), WIDTH)
            if offset == 0:
                continue
            tile = Tile(level, number, width_in(level, number, self._target.size))
            content = read_tile(self._source, tile)
            known = [content[at : at + HASH_SIZE] for at in range(0, offset * HASH_SIZE, HASH_SIZE)]
            self._compare_with_begin(level, known, tile.path)
            self._levels[level] = known

    def _compare_with_begin(self, level: int, hashes: list[bytes], path: str) -> None:
        size = self._begin.size
        above = (size >> (HEIGHT * (level + 1))).bit_count()
        peaks = self._begin.peaks[above : (size >> (HEIGHT * level)).bit_count()]
        part = CompactRange()
        part.extend(hashes)
        if part.peaks != peaks:
            raise NotProved(f"{path} does not begin as it did when the log had {size} entries")

    def _finish(self) -> None:
        for level in range(1, HIGHEST_LEVEL + 1):
            hashes = self._levels[level]
            if hashes:
                number = (self._target.size >> (HEIGHT * level)) // WIDTH
                tile = Tile(level, number, len(hashes))
                self._compare(tile, hashes, read_tile(self._source, tile))
        tree = self.tree()
        if (tree.size, tree.root()) != (self._target.size, self._target.root):
            raise NotProved("the entries do not lead to the root that the checkpoint signs")


def _wanted(first: int, end: int) -> Iterable[Wanted]:
    for number in range(first, end):
        for tile in (Tile(-1, number), Tile(0, number)):
            yield tile.path, limit_of(tile)


def _root_of_full(hashes: Sequence[bytes]) -> bytes:
    """The root over a full tile; the same as ``root_of``, without what a tree of any size needs."""
    nodes = list(hashes)
    while len(nodes) > 1:
        nodes = [sha256(b"\x01" + nodes[at] + nodes[at + 1]).digest() for at in range(0, len(nodes), 2)]
    return nodes[0]
