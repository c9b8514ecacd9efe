"""Copies on this node's disk of pictures that lie in a storage without paths, such as S3.

A tile is read from the middle of a file in microseconds; a store far away cannot do that. So a picture is
fetched whole at its first use and kept until the room is needed: the longest unused goes first. A copy
appears whole or not at all, is never changed, and can be thrown away at any time. Processes of one node share
the folder.
"""

import hashlib
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.core.files.storage import Storage

BLOCK: Final = 1024 * 1024
SUFFIX: Final = ".copy"
PART: Final = ".part"
MARKED_SECONDS: Final = 60
"""How often a copy in use is marked as used."""
FORGOTTEN_SECONDS: Final = 3600
"""An unfinished copy as old as this was left by a killed process."""
LEFT: Final = 0.9
"""To what part of the room the copies are cut down when it is full."""

_locks: dict[str, Lock] = {}
_locks_guard: Final = Lock()


def local_path(storage: Storage, name: str) -> Path:
    """Where the content of *name* lies on this machine: the storage's own file, or this node's copy of it.

    Content never changes under a name; rooms give new content a new name.

    :raises FileNotFoundError: when the storage has no such file.
    """
    try:
        return Path(storage.path(name))
    except NotImplementedError:
        return _copy_of(storage, name)


def _folder() -> Path:
    return Path(settings.IMAGING_FOLDER) / "copies"


def _copy_of(storage: Storage, name: str) -> Path:
    key = hashlib.sha256(f"{_described(storage)}\0{name}".encode()).hexdigest()
    path = _folder() / key[:2] / f"{key}{SUFFIX}"
    if _is_marked(path):
        return path
    with _lock_of(key):
        if not _is_marked(path):
            _fetch(storage, name, path)
            make_room(kept=path)
    return path


def _described(storage: Storage) -> str:
    """What tells one storage from another: its class, and its bucket and place in it where it has any."""
    parts: list[Any] = [getattr(storage, part, "") for part in ("bucket_name", "location", "base_url")]
    return "|".join([type(storage).__qualname__, *map(str, parts)])


def _lock_of(key: str) -> Lock:
    """One fetch of a picture at a time in this process; two processes may fetch it twice, harmlessly."""
    with _locks_guard:
        if len(_locks) > 10_000:
            _locks.clear()
        return _locks.setdefault(key, Lock())


def _is_marked(path: Path) -> bool:
    """Whether the copy is there; marks it as used."""
    try:
        used = path.stat().st_mtime
        if time.time() - used > MARKED_SECONDS:
            os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _fetch(storage: Storage, name: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(suffix=PART, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as target, storage.open(name) as source:
            shutil.copyfileobj(source, target, BLOCK)
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)


def make_room(*, kept: Path | None = None) -> int:
    """Remove the longest unused copies where all together take more than they may; how many.

    *kept* stays in any case. Whoever has a removed file open reads on.
    """
    copies = sorted(_copies(), reverse=True)
    whole = sum(size for _used, size, _path in copies)
    if whole <= settings.IMAGING_COPIES_BYTES:
        return 0
    removed = 0
    while copies and whole > settings.IMAGING_COPIES_BYTES * LEFT:
        _used, size, path = copies.pop()
        if path != kept:
            path.unlink(missing_ok=True)
            whole -= size
            removed += 1
    return removed


def _copies() -> list[tuple[float, int, Path]]:
    """When each copy was last used, its bytes, its path; unfinished ones of killed processes go."""
    found = []
    old = time.time() - FORGOTTEN_SECONDS
    for path in _folder().glob("*/*"):
        with suppress(FileNotFoundError):  # removed by another process meanwhile
            status = path.stat()
            if path.suffix == SUFFIX:
                found.append((status.st_mtime, status.st_size, path))
            elif status.st_mtime < old:
                path.unlink()
    return found
