"""Picture files that this process has open, each with its directory read once.

A file that was replaced (another inode, time or size) is opened anew; one that is used by another thread is
closed only when that thread is done.
"""

import os
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final

import pyvips

from shanyraq.platform.imaging import tiff

MOST_OPEN: Final = 256
JFIF: Final = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
ADOBE_RGB: Final = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"
START: Final = b"\xff\xd8"
END: Final = b"\xff\xd9"
LOOSE_TILE: Final = 512
"""Side of the tiles that are offered of a picture without tiles."""


class Unreadable(Exception):
    """The file is there but is no picture."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """A stored level with how many times smaller it is, and what comes before each of its JPEG streams."""

    level: tiff.Level
    factor: int
    beginning: bytes


@dataclass(slots=True)
class OpenPicture:
    """An open file. ``levels`` from the largest; empty for pictures that are no pyramid."""

    path: Path
    descriptor: int
    stamp: tuple[int, int, int]
    width: int = 0
    height: int = 0
    levels: tuple[Reduced, ...] = ()
    by_factor: dict[int, Reduced] = field(default_factory=dict)

    def __del__(self) -> None:
        os.close(self.descriptor)

    @property
    def tile(self) -> int:
        return self.levels[0].level.tile_width if self.levels else LOOSE_TILE

    @property
    def factors(self) -> tuple[int, ...]:
        if self.levels:
            return tuple(reduced.factor for reduced in self.levels)
        found = [1]
        while max(self.width, self.height) / found[-1] > LOOSE_TILE:
            found.append(found[-1] * 2)
        return tuple(found)

    def tile_stream(self, reduced: Reduced, place: int) -> bytes:
        """Tile number *place* of a level as a JPEG file of its own, its bytes as they are stored."""
        level = reduced.level
        stored = os.pread(self.descriptor, level.lengths[place], level.offsets[place])
        if stored[:2] != START or len(stored) != level.lengths[place]:
            raise Unreadable("a tile is damaged")
        return reduced.beginning + stored[2:]


_open: OrderedDict[Path, OpenPicture] = OrderedDict()
_lock = Lock()


def opened(path: Path) -> OpenPicture:
    """The open picture, from memory while the file is the same.

    :raises FileNotFoundError: when there is no such file.
    :raises Unreadable: when it is no picture.
    """
    stamp = _stamp(path.stat())
    with _lock:
        known = _open.get(path)
        if known is not None and known.stamp == stamp:
            _open.move_to_end(path)
            return known
    picture = _read(path)
    with _lock:
        _open[path] = picture
        _open.move_to_end(path)
        while len(_open) > MOST_OPEN:
            _open.popitem(last=False)
    return picture


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _read(path: Path) -> OpenPicture:
    descriptor = os.open(path, os.O_RDONLY)
    picture = OpenPicture(path, descriptor, _stamp(os.fstat(descriptor)))
    try:
        _take_levels(picture, tiff.read_levels(descriptor))
    except tiff.NotTiled:
        _take_size(picture)
    return picture


def _take_levels(picture: OpenPicture, levels: list[tiff.Level]) -> None:
    """The first and those after it that are its halves, with tiles of the same size."""
    first = levels[0]
    picture.width, picture.height = first.width, first.height
    for level in levels:
        factor = max(1, round(first.width / level.width), round(first.height / level.height))
        same_tiles = (level.tile_width, level.tile_height) == (first.tile_width, first.tile_height)
        halved = _is_halved(first.width, level.width, factor) and _is_halved(
            first.height, level.height, factor
        )
        if same_tiles and halved and factor & (factor - 1) == 0 and factor not in picture.by_factor:
            picture.by_factor[factor] = Reduced(level, factor, _beginning(level))
    picture.levels = tuple(picture.by_factor[factor] for factor in sorted(picture.by_factor))


def _is_halved(whole: int, part: int, factor: int) -> bool:
    return part in {max(1, whole // factor), -(-whole // factor)}


def _beginning(level: tiff.Level) -> bytes:
    """Start of image, whose colours these are, and the tables that all tiles share."""
    kind = ADOBE_RGB if level.photometric == tiff.RGB else JFIF
    return START + kind + level.tables.removeprefix(START).removesuffix(END)


def _take_size(picture: OpenPicture) -> None:
    try:
        found = pyvips.Image.new_from_file(str(picture.path))
    except pyvips.Error as error:
        raise Unreadable(str(error)) from None
    picture.width, picture.height = found.width, found.height
