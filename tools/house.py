"""Our own check of the house: sizes and names of files."""

from collections.abc import Iterator
from pathlib import Path

from tools.repository import ROOT, tracked

LONGEST_MODULE = 500
LONGEST_TEMPLATE = 150
SAYS_NOTHING = {"utils", "helpers", "common", "misc", "manager", "managers", "core", "data"}


def violations(paths: Iterator[Path] | None = None) -> Iterator[str]:
    """One line for each file that is too long, or whose name says nothing about what it holds."""
    for path in paths or tracked("*.py", "*.html", "*.css", "*.js"):
        shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        if "migrations" not in path.parts and path.stem in SAYS_NOTHING:
            yield f"{shown}: the name {path.stem!r} says nothing; name what the file holds"
        limit = LONGEST_TEMPLATE if path.suffix == ".html" else LONGEST_MODULE
        length = len(path.read_text(encoding="utf-8").splitlines())
        if length > limit and "migrations" not in path.parts:
            yield f"{shown}: {length} lines, at most {limit}"
