"""Directories of tiled TIFF files: where each JPEG tile lies (TIFF 6.0, its supplement 2, and BigTIFF).

Only what the tile server needs, read with care: a file may be damaged or made to mislead.
"""

import os
import struct
from dataclasses import dataclass
from typing import Final

MOST_DIRECTORIES: Final = 64
MOST_ENTRIES: Final = 1000
MOST_VALUES: Final = 8_000_000
MOST_TABLES: Final = 64 * 1024
JPEG: Final = 7
RGB: Final = 2
YCBCR: Final = 6
GREY: Final = 1

_TYPES: Final = {1: (1, "B"), 3: (2, "H"), 4: (4, "I"), 7: (1, "B"), 13: (4, "I"), 16: (8, "Q"), 18: (8, "Q")}
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC, _SAMPLES = 256, 257, 258, 259, 262, 277
_PLANAR, _TILE_WIDTH, _TILE_HEIGHT, _OFFSETS, _COUNTS, _SUB, _TABLES = 284, 322, 323, 324, 325, 330, 347

Entries = dict[int, tuple[int, ...]]


class NotTiled(Exception):
    """The file is no tiled TIFF of JPEG tiles, or a broken one."""


@dataclass(frozen=True, slots=True)
class Level:
    """One size of the picture. ``offsets`` and ``lengths`` in bytes, row by row; ``tables``: JPEGTables."""

    width: int
    height: int
    tile_width: int
    tile_height: int
    photometric: int
    offsets: tuple[int, ...]
    lengths: tuple[int, ...]
    tables: bytes
    page: int

    @property
    def across(self) -> int:
        return -(-self.width // self.tile_width)

    @property
    def down(self) -> int:
        return -(-self.height // self.tile_height)


def read_levels(descriptor: int) -> list[Level]:
    """All tiled JPEG pictures in the open file, in their order.

    :raises NotTiled: when there is none, or the file's structure is broken.
    """
    try:
        return _Reader(descriptor).levels()
    except (struct.error, OverflowError, OSError, ValueError) as error:
        raise NotTiled(str(error)) from error


class _Reader:
    """Reads one file, in its byte order and with its width of addresses."""

    def __init__(self, descriptor: int) -> None:
        self._file = descriptor
        self._size = os.fstat(descriptor).st_size
        head = self._bytes(0, 16) if self._size >= 16 else b""
        self._order = {b"II": "<", b"MM": ">"}.get(head[:2], "")
        magic = struct.unpack(f"{self._order}H", head[2:4])[0] if self._order else 0
        if magic not in {42, 43}:
            raise NotTiled("not a TIFF file")
        self._is_big = magic == 43
        self._first = struct.unpack(self._order + ("Q" if self._is_big else "I"), self._first_bytes(head))[0]

    def _first_bytes(self, head: bytes) -> bytes:
        return head[8:16] if self._is_big else head[4:8]

    def levels(self) -> list[Level]:
        found: list[Level] = []
        seen: set[int] = set()
        waiting, page = [self._first], 0
        while waiting and len(seen) < MOST_DIRECTORIES:
            address = waiting.pop(0)
            if not address or address in seen:
                continue
            seen.add(address)
            entries, following = self._directory(address)
            level = self._level(entries, page)
            if level is not None:
                found.append(level)
            page += 1
            waiting += [*entries.get(_SUB, ()), following]
        if not found:
            raise NotTiled("no tiled JPEG picture in the file")
        return found

    def _bytes(self, address: int, length: int) -> bytes:
        if address + length > self._size:
            raise NotTiled("an address beyond the end of the file")
        content = os.pread(self._file, length, address)
        if len(content) != length:
            raise NotTiled("the file ends early")
        return content

    def _directory(self, address: int) -> tuple[Entries, int]:
        head, entry, pointer = (8, 20, "Q") if self._is_big else (2, 12, "I")
        kind = self._order + ("Q" if self._is_big else "H")
        number = struct.unpack(kind, self._bytes(address, head))[0]
        if number > MOST_ENTRIES:
            raise NotTiled("too many entries in a directory")
        width = struct.calcsize(self._order + pointer)
        block = self._bytes(address + head, number * entry + width)
        entries: Entries = {}
        for place in range(number):
            tag, values = self._entry(block[place * entry : (place + 1) * entry])
            if values is not None:
                entries[tag] = values
        return entries, struct.unpack(self._order + pointer, block[-width:])[0]

    def _entry(self, block: bytes) -> tuple[int, tuple[int, ...] | None]:
        """The tag and its values; None for kinds of values that are of no use here."""
        pointer = "Q" if self._is_big else "I"
        tag, kind, number = struct.unpack(f"{self._order}HH{pointer}", block[: 12 if self._is_big else 8])
        value = block[12:] if self._is_big else block[8:]
        if kind not in _TYPES or tag not in _WANTED:
            return tag, None
        width, letter = _TYPES[kind]
        if number > MOST_VALUES:
            raise NotTiled("too many values in an entry")
        if number * width > len(value):
            value = self._bytes(struct.unpack(self._order + pointer, value)[0], number * width)
        return tag, struct.unpack(f"{self._order}{number}{letter}", value[: number * width])

    def _level(self, entries: Entries, page: int) -> Level | None:
        if not _is_usable(entries):
            return None
        tables = bytes(entries.get(_TABLES, ()))
        level = Level(
            width=entries[_WIDTH][0], height=entries[_HEIGHT][0],
            tile_width=entries[_TILE_WIDTH][0], tile_height=entries[_TILE_HEIGHT][0],
            photometric=entries[_PHOTOMETRIC][0],
            offsets=entries[_OFFSETS], lengths=entries[_COUNTS], tables=tables, page=page,
        )  # fmt: skip  # each line is one thought
        if not level.width or not level.height or not level.tile_width or not level.tile_height:
            raise NotTiled("a picture without pixels")
        tiles = level.across * level.down
        if len(level.offsets) != tiles or len(level.lengths) != tiles or len(tables) > MOST_TABLES:
            raise NotTiled("the number of tiles does not fit the picture's size")
        return level


_WANTED: Final = frozenset(
    {_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC, _SAMPLES, _PLANAR}
    | {_TILE_WIDTH, _TILE_HEIGHT, _OFFSETS, _COUNTS, _SUB, _TABLES}
)
_NEEDED: Final = (_WIDTH, _HEIGHT, _PHOTOMETRIC, _TILE_WIDTH, _TILE_HEIGHT, _OFFSETS, _COUNTS)


def _is_usable(entries: Entries) -> bool:
    """Whether its tiles are whole JPEG pictures of 8 bits that a browser shows as they are."""
    if entries.get(_COMPRESSION) != (JPEG,) or not all(entries.get(tag) for tag in _NEEDED):
        return False
    samples = entries.get(_SAMPLES, (1,))[0]
    fits = {1: {GREY}, 3: {RGB, YCBCR}}.get(samples, set())
    is_interleaved = samples == 1 or entries.get(_PLANAR, (1,)) == (1,)
    return is_interleaved and entries[_PHOTOMETRIC][0] in fits and set(entries.get(_BITS, (8,))) == {8}
