"""The files of a log (C2SP ``tlog-tiles``): tiles of 256 hashes, bundles of 256 entries, and their paths.

A tile of level ``L`` and number ``N`` holds the hashes over ``256**L`` leaves each, from number ``256 * N``
on. Where a tree ends within a tile, the tile is partial: its path names how many hashes it holds. What stands
at one path never changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shanyraq.kernel.merkle.tree import HASH_SIZE, root_of

HEIGHT: Final = 8
WIDTH: Final = 1 << HEIGHT
LARGEST_ENTRY: Final = 0xFFFF
HIGHEST_LEVEL: Final = 63 // HEIGHT
_PATH: Final = re.compile(
    r"tile/(?P<level>entries|0|[1-9]\d?)/(?P<number>(?:x\d{3}/)*\d{3})(?:\.p/(?P<width>[1-9]\d{0,2}))?"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """Which tile: its *level* (-1: a bundle of entries), its *number*, and how many it holds (1 to 256)."""

    level: int
    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where it stands below the log's address."""
        level = "entries" if self.level < 0 else str(self.level)
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{_number_path(self.number)}{partial}"


def _number_path(number: int) -> str:
    groups = []
    while True:
        groups.append(f"{number % 1000:03}")
        number //= 1000
        if number == 0:
            break
    first, *rest = groups
    return "/".join([*(f"x{group}" for group in reversed(rest)), first])


def parse_path(path: str) -> Tile:
    """The tile that *path* names.

    :raises ValueError: when it names none, or not in the only way allowed.
    """
    found = _PATH.fullmatch(path)
    if found is None:
        raise ValueError(f"no tile has the path {path!r}")
    level = -1 if found["level"] == "entries" else int(found["level"])
    number = int(found["number"].replace("x", "").replace("/", ""))
    tile = Tile(level, number, int(found["width"] or WIDTH))
    if tile.path != path or level > HIGHEST_LEVEL or tile.width > WIDTH:
        raise ValueError(f"no tile has the path {path!r}")
    return tile


def width_in(level: int, number: int, size: int) -> int:
    """How many hashes the tile of that *level* and *number* holds in a tree of *size* leaves: 0 to 256."""
    hashes = size >> (HEIGHT * max(level, 0))
    return max(0, min(WIDTH, hashes - number * WIDTH))


def tiles_between(earlier: int, size: int) -> Iterator[Tile]:
    """All tiles and bundles that a tree of *size* leaves has and one of *earlier* leaves has not."""
    yield from _level_between(-1, earlier, size)
    for level in range(HIGHEST_LEVEL + 1):
        if size >> (HEIGHT * level) == 0:
            return
        yield from _level_between(level, earlier, size)


def _level_between(level: int, earlier: int, size: int) -> Iterator[Tile]:
    shift = HEIGHT * max(level, 0)
    before, now = earlier >> shift, size >> shift
    for number in range(before // WIDTH, -(-now // WIDTH)):
        width = width_in(level, number, size)
        if width > width_in(level, number, earlier):
            yield Tile(level, number, width)


def pack_entries(entries: Sequence[bytes]) -> bytes:
    """A bundle: every entry after its length, two bytes, the greater first.

    :raises ValueError: when an entry is longer than 65 535 bytes.
    """
    if any(len(entry) > LARGEST_ENTRY for entry in entries):
        raise ValueError(f"an entry of a log has at most {LARGEST_ENTRY} bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unpack_entries(bundle: bytes) -> list[bytes]:
    """The entries of a bundle.

    :raises ValueError: when it breaks off.
    """
    entries, at = [], 0
    while at < len(bundle):
        begin = at + 2
        at = begin + int.from_bytes(bundle[at:begin], "big")
        if begin > len(bundle) or at > len(bundle):
            raise ValueError("the bundle of entries breaks off")
        entries.append(bundle[begin:at])
    return entries


class TileHashes:
    """Reads any node of a tree of *size* leaves from its tiles, each asked for once.

    :param read_tile: gives the bytes of a tile; what it raises passes through.
    """

    def __init__(self, size: int, read_tile: Callable[[Tile], bytes]) -> None:
        self._size = size
        self._read_tile = read_tile
        self._kept: dict[Tile, bytes] = {}

    def __call__(self, level: int, index: int) -> bytes:
        """The hash over the ``2**level`` leaves from ``index * 2**level`` on.

        :raises ValueError: when the tile does not hold what it should.
        """
        tile_level, within = divmod(level, HEIGHT)
        first = index << within
        number, offset = divmod(first, WIDTH)
        hashes = self._hashes(tile_level, number)
        part = hashes[offset : offset + (1 << within)]
        if len(part) != 1 << within:
            raise ValueError(f"the tree of {self._size} leaves has no such node")
        return root_of(part)

    def _hashes(self, level: int, number: int) -> list[bytes]:
        tile = Tile(level, number, width_in(level, number, self._size))
        if tile.width == 0:
            raise ValueError(f"the tree of {self._size} leaves has no tile {level}/{number}")
        if tile not in self._kept:
            self._kept[tile] = self._read_tile(tile)
        content = self._kept[tile]
        if len(content) != tile.width * HASH_SIZE:
            raise ValueError(f"{tile.path} has {len(content)} bytes instead of {tile.width * HASH_SIZE}")
        return [content[at : at + HASH_SIZE] for at in range(0, len(content), HASH_SIZE)]
