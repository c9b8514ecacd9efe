"""Build ``shanyraq-verify.pyz``: the verifier in one file that any Python from 3.11 on runs by itself.

    python -m tools.verifier [FILE]

The same sources give the same bytes, so that anybody can see what a published file was made of.
"""

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.repository import ROOT

NAME: Final = "shanyraq-verify.pyz"
HELD: Final = (
    "shanyraq/__init__.py",
    "shanyraq/kernel/__init__.py",
    "shanyraq/kernel/merkle/*.py",
    "shanyraq_verify/*.py",
)
_FIRST_LINE: Final = b"#!/usr/bin/env python3\n"
_TIME: Final = (1980, 1, 1, 0, 0, 0)


def build(file: Path) -> None:
    """Write the verifier to *file*."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        opened.write(_FIRST_LINE)
        with zipfile.ZipFile(opened, "w") as archive:
            for name, content in sorted(_contents()):
                held = zipfile.ZipInfo(name, _TIME)
                held.external_attr = 0o644 << 16
                archive.writestr(held, content, zipfile.ZIP_DEFLATED)
    file.chmod(0o755)


def _contents() -> Iterator[tuple[str, bytes]]:
    source = ROOT / "src"
    for pattern in HELD:
        for path in source.glob(pattern):
            yield path.relative_to(source).as_posix(), path.read_bytes()
    yield "__main__.py", (source / "shanyraq_verify" / "__main__.py").read_bytes()


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / NAME
    build(file)
    print(file)


if __name__ == "__main__":
    main()
