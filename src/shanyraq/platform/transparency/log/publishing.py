"""The files of a log below ``TRANSPARENCY_LOG_FOLDER``: what a web server hands out without asking us.

Derived from the tables, so that what a crash left out is written the next time. The checkpoint is written
last: whoever reads it finds every tile that it needs.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from shanyraq.kernel.merkle.notes import Checkpoint, Note, NoteError
from shanyraq.kernel.merkle.tiles import WIDTH, Tile, tiles_between
from shanyraq.platform.transparency.log.reading import content_of, latest_checkpoint
from shanyraq.platform.transparency.models import Log


class OlderDatabase(Exception):
    """The database is older than what was published."""


def folder_of(name: str) -> Path:
    """Where the files of the log *name* lie."""
    return Path(settings.TRANSPARENCY_LOG_FOLDER) / name


def publish(name: str) -> int:
    """Write the files of the newest checkpoint of the log *name*; the number of those that were new.

    Beside the first one the key is put, so that the folder alone can be checked. Of several processes one
    writes at a time: an older checkpoint never takes the place of a newer one.
    """
    folder = folder_of(name)
    with _alone(folder):
        checkpoint = latest_checkpoint(name)
        published = published_size(name)
        if checkpoint is None or checkpoint.size == published:
            return 0
        tiles = list(tiles_between(published, checkpoint.size))
        for tile in tiles:
            _write(folder / tile.path, content_of(name, tile))
        if not published:
            _write(folder / "key", f"{checkpoint.log.verifier_key}\n".encode())
        _write(folder / "checkpoint", checkpoint.note.encode())
        for tile in tiles:
            _clear_partials(folder, tile)
        return len(tiles) + 1


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".publishing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def published_size(name: str) -> int:
    """Entries of the tree whose files are all there: as many as the checkpoint beside them says."""
    try:
        note = Note.parse((folder_of(name) / "checkpoint").read_text(encoding="utf-8"))
        return Checkpoint.parse(note.text).size
    except (OSError, NoteError, UnicodeDecodeError):
        return 0


def require_nothing_later(name: str) -> None:
    """Refuse to go on with a database that is older than what was published from here.

    :raises OlderDatabase: when the published tree has more entries than the stored one.
    """
    stored = Log.objects.filter(name=name).values_list("size", flat=True).first() or 0
    published = published_size(name)
    if published > stored:
        raise OlderDatabase(
            f"The published log {name} has {published} entries, the database {stored}: it was restored from "
            "before. Going on would contradict signed checkpoints."
        )


def keep_file(name: str, tile: Tile, content: bytes) -> None:
    """Keep the file of a tile that was asked for before it was published here, as other nodes need it."""
    _write(folder_of(name) / tile.path, content)


def _clear_partials(folder: Path, tile: Tile) -> None:
    """A full tile makes its partial ones needless; readers of an older tree take the full one."""
    if tile.width == WIDTH:
        shutil.rmtree(folder / f"{tile.path}.p", ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    """Put the whole file there in one step: no reader sees a part of it, nor after a loss of power."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    half = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.chmod(0o644)
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
