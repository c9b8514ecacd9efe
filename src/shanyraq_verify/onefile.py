"""The verifier as one file that any Python from 3.11 on runs by itself: a zip archive with a first line.

The same sources give the same bytes, so that anybody can see what a published file was made of.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

NAME: Final = "shanyraq-verify.pyz"
_HELD: Final = (
    "shanyraq/__init__.py",
    "shanyraq/kernel/__init__.py",
    "shanyraq/kernel/merkle/*.py",
    "shanyraq_verify/*.py",
)
_FIRST_LINE: Final = b"#!/usr/bin/env python3\n"
_TIME: Final = (1980, 1, 1, 0, 0, 0)


def content() -> bytes:
    """The file, made of the modules beside this one; they must lie in a folder, not in an archive."""
    made = io.BytesIO()
    made.write(_FIRST_LINE)
    with zipfile.ZipFile(made, "w") as archive:
        for name, body in sorted(_contents()):
            held = zipfile.ZipInfo(name, _TIME)
            held.external_attr = 0o644 << 16
            archive.writestr(held, body, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _contents() -> Iterator[tuple[str, bytes]]:
    folder = Path(__file__).resolve().parents[1]
    for pattern in _HELD:
        for path in folder.glob(pattern):
            yield path.relative_to(folder).as_posix(), path.read_bytes()
    yield "__main__.py", (folder / "shanyraq_verify" / "__main__.py").read_bytes()
