"""Copying a log into a folder: what stands there as ``checkpoint`` was checked whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from shanyraq.kernel.merkle.tiles import Tile, parse_path, width_in
from shanyraq_verify.checking import Asked, Log, Say, check
from shanyraq_verify.errors import Missing, NotChecked, NotProved
from shanyraq_verify.sources import LONGEST_TEXT, FolderSource, Source, Wanted
from shanyraq_verify.state import load_state
from shanyraq_verify.state import replace as write_whole

STATE: Final = "mirror.json"


class _LocalFirst:
    """Full tiles and bundles that the folder has already, and all else from the log."""

    def __init__(self, far: Source, near: FolderSource) -> None:
        self.address = far.address
        self._far, self._near = far, near

    def read(self, path: str, limit: int) -> bytes:
        """See :class:`shanyraq_verify.sources.Source`."""
        if path.startswith("tile/"):
            with suppress(NotChecked):
                return self._near.read(path, limit)
        return self._far.read(path, limit)

    def read_each(self, wanted: Iterable[Wanted]) -> Iterator[bytes]:
        """See :class:`shanyraq_verify.sources.Source`; from the first missing file on all come from afar."""
        rest = iter(wanted)
        for path, limit in rest:
            try:
                yield self._near.read(path, limit)
            except NotChecked:
                yield self._far.read(path, limit)
                break
        yield from self._far.read_each(rest)

    def close(self) -> None:
        """See :class:`shanyraq_verify.sources.Source`."""
        self._far.close()


def mirror(source: Source, folder: Path, asked: Asked, *, say: Say) -> Log:
    """Copy what *folder* does not have yet; an earlier copy that was stopped goes on where it was.

    Every file is checked against the hashes before it is written, and ``checkpoint`` is written last, when
    the whole tree fits it. The folder remembers the log's key and head: a log that forks is not copied.

    :raises NotProved: when the log does not fit; files of a copy that fails so are taken away again.
    :raises NotChecked: when something cannot be read or written.
    """
    _make(folder)
    before = load_state(folder / STATE)
    copied = 0

    def keep(tile: Tile, content: bytes) -> None:
        nonlocal copied
        file = folder / tile.path
        if not file.is_file() or file.stat().st_size != len(content) or file.read_bytes() != content:
            write_whole(file, content, is_flushed=False)
            copied += 1

    try:
        log = check(
            _LocalFirst(source, FolderSource(folder)), replace(asked, state=folder / STATE), say, keep=keep
        )
    except NotProved:
        _take_away(folder, before.tree.size if before else 0)
        raise
    write_whole(folder / "key", f"{log.key}\n".encode())
    _copy_text(source, folder, "checkpoint.witnessed")
    write_whole(folder / "checkpoint", log.head.note.encode())
    say(f"copied      {copied} files into {folder}; it can be checked there without the network")
    return log


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotChecked(f"{folder} cannot be made: {error.strerror}") from error


def _copy_text(source: Source, folder: Path, path: str) -> None:
    with suppress(Missing):
        write_whole(folder / path, source.read(path, LONGEST_TEXT))


def _take_away(folder: Path, size: int) -> None:
    """Remove every file of tiles that the tree of *size* entries, which is proved, does not have."""
    for file in (folder / "tile").rglob("*"):
        if not file.is_file():
            continue
        try:
            tile = parse_path(file.relative_to(folder).as_posix())
        except ValueError:
            continue
        if width_in(tile.level, tile.number, size) < tile.width:
            file.unlink()
