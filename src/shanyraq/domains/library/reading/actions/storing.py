"""Files of digital editions in the library's storage, whatever it is."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile

from shanyraq.domains.library.reading.models.files import library_storage

BLOCK = 1024 * 1024


def keep(name: str, content: Path | bytes | Any) -> str:
    """Store *content* (a path, bytes or an open file) under *name*, in the place of an earlier one."""
    storage = library_storage()
    storage.delete(name)
    if isinstance(content, Path):
        with content.open("rb") as file:
            return storage.save(name, File(file))
    return storage.save(name, ContentFile(content) if isinstance(content, bytes) else content)


def forget(*names: str | None) -> None:
    """Remove files; nothing happens where there is none."""
    for name in names:
        if name:
            library_storage().delete(name)


def on_disk(field: Any, folder: Path) -> Path:
    """The stored file as a path; copied into *folder* where the storage is not this machine's disk."""
    try:
        return Path(field.path)
    except NotImplementedError:
        target = folder / f"stored{PurePosixPath(field.name).suffix}"
        with field.storage.open(field.name) as file, target.open("wb") as copy:
            shutil.copyfileobj(file, copy, BLOCK)
        return target


def fingerprint(path: Path) -> str:
    """Eight hexadecimal digits that change with the content."""
    digest = hashlib.blake2b(digest_size=4)
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
