"""Where the index of this node lies: one folder a generation, and a note that names the one that serves."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from django.conf import settings

from shanyraq.platform.search.engine.schema import VERSION


def root() -> Path:
    """The folder of all generations (``SEARCH_FOLDER``)."""
    return Path(settings.SEARCH_FOLDER)


def note() -> Path:
    """The file that names the generation that serves."""
    return root() / f"current-{VERSION}"


def current() -> Path | None:
    """The folder that serves; None where no index of this version was ever finished."""
    named = _named()
    while named and not (root() / named).is_dir():
        before, named = named, _named()
        if named == before:
            return None
    return root() / named if named else None


def _named() -> str:
    """What the note says; after a swap the folder that it named a moment ago may be gone already."""
    try:
        return note().read_text().strip()
    except FileNotFoundError:
        return ""


def begin() -> Path:
    """A new empty folder to build in, beside the one that serves."""
    folder = root() / f"{VERSION}-{secrets.token_hex(6)}"
    folder.mkdir(parents=True)
    return folder


def swap(folder: Path) -> None:
    """Let *folder* serve from now on, in one step, and remove what served before or was left unfinished."""
    unfinished = root() / f".current-{secrets.token_hex(6)}"
    with unfinished.open("w") as file:
        file.write(folder.name)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(note())
    sweep(keep=folder)


def sweep(*, keep: Path) -> None:
    """Remove all other generations; processes that still read them keep their open files."""
    for other in root().iterdir():
        if other.is_dir() and other != keep:
            shutil.rmtree(other, ignore_errors=True)
