"""What the demonstration consists of: each room that has some registers how to load it.

The command ``shanyraq demo`` loads all, in the order of registration. Loading again changes nothing that
people have touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

Written = Mapping[str, int]
"""How many things of each kind were written."""


class Report(Protocol):
    """Takes a line for the person at the terminal."""

    def __call__(self, line: str, /) -> object: ...


class Loader(Protocol):
    """Loads what is missing. ``password`` is that of new accounts; empty: they cannot sign in."""

    def __call__(self, *, report: Report, password: str) -> Written: ...


_loaders: dict[str, Loader] = {}


def register(name: str, loader: Loader) -> None:
    """Make a part of the demonstration known; doing it twice is allowed.

    :raises ValueError: when the name stands for another part.
    """
    if _loaders.setdefault(name, loader) is not loader:
        raise ValueError(f"the part {name!r} of the demonstration is taken")


def loaders() -> dict[str, Loader]:
    """All parts by their names."""
    return dict(_loaders)
