"""Where a log is read from: a folder that holds its files, or its address on the web.

Whatever stands there may be hostile: files are read up to a limit, within a time, from one host alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Protocol

from shanyraq.kernel.merkle.tiles import LARGEST_ENTRY, WIDTH, Tile, pack_entries, unpack_entries
from shanyraq.kernel.merkle.tree import HASH_SIZE
from shanyraq_verify.errors import Missing, NotChecked, NotProved
from shanyraq_verify.web import WebSource

Wanted = tuple[str, int]
"""The path of a file below the log's address, and how many bytes it may have."""

LONGEST_TEXT: Final = 65_536
"""Bytes that a checkpoint, a key or a count may have."""


class Source(Protocol):
    """The files of one log."""

    address: str

    def read(self, path: str, limit: int) -> bytes:
        """The file at *path*.

        :raises Missing: when there is none.
        :raises NotChecked: when it cannot be read or has more than *limit* bytes.
        """

    def read_each(self, wanted: Iterable[Wanted]) -> Iterator[bytes]:
        """Files in the order they are asked for; a source may fetch a few of them ahead."""

    def close(self) -> None:
        """Let go of what is open."""


class FolderSource:
    """A log whose files lie in a folder, as ``shanyraq-verify mirror`` writes it."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder)
        self._folder = folder

    def read(self, path: str, limit: int) -> bytes:
        """See :class:`Source`."""
        file = self._folder / path
        try:
            if not file.is_file():
                raise Missing(f"{file} is not there")
            with file.open("rb") as opened:
                content = opened.read(limit + 1)
        except OSError as error:
            raise NotChecked(f"{file} cannot be read: {error.strerror}") from error
        if len(content) > limit:
            raise NotChecked(f"{file} has more than the {limit} bytes it may have")
        return content

    def read_each(self, wanted: Iterable[Wanted]) -> Iterator[bytes]:
        """See :class:`Source`."""
        return (self.read(path, limit) for path, limit in wanted)

    def close(self) -> None:
        """Nothing is open."""


def open_source(text: str) -> Source:
    """The source that *text* names: an address with ``http://`` or ``https://``, or a folder.

    :raises NotChecked: when it is neither.
    """
    if text.startswith(("http://", "https://")):
        return WebSource(text)
    folder = Path(text)
    if not folder.is_dir():
        raise NotChecked(f"{text} is neither the address of a log nor a folder")
    return FolderSource(folder)


def read_text(source: Source, path: str) -> str:
    """A short text of a log: its checkpoint, its key.

    :raises NotChecked: when it cannot be read or is no text.
    """
    try:
        return source.read(path, LONGEST_TEXT).decode()
    except UnicodeDecodeError as error:
        raise NotChecked(f"{path} of {source.address} is no text") from error


def limit_of(tile: Tile) -> int:
    """Bytes that the file of *tile* may have."""
    return tile.width * (2 + LARGEST_ENTRY if tile.level < 0 else HASH_SIZE)


def read_tile(source: Source, tile: Tile) -> bytes:
    """A tile or bundle. A log may have removed a partial one once the full one is there: that is cut then.

    :raises NotChecked: when it cannot be read.
    """
    try:
        return source.read(tile.path, limit_of(tile))
    except Missing:
        if tile.width == WIDTH:
            raise
    full = Tile(tile.level, tile.number)
    content = source.read(full.path, limit_of(full))
    if tile.level >= 0:
        return content[: tile.width * HASH_SIZE]
    return pack_entries(entries_of(full, content)[: tile.width])


def entries_of(bundle: Tile, content: bytes) -> list[bytes]:
    """The entries of a bundle, exactly as many as it must hold.

    :raises NotProved: when it holds others.
    """
    try:
        entries = unpack_entries(content)
    except ValueError as error:
        raise NotProved(f"{bundle.path}: {error}") from error
    if len(entries) != bundle.width:
        raise NotProved(f"{bundle.path} holds {len(entries)} entries instead of {bundle.width}")
    return entries
