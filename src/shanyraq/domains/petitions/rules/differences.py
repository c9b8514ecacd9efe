"""What was changed between two versions of a text, in words, for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")

Change = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what became of it."""

    change: Change
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The two texts as one, with what was removed and added; neighbouring changes are one piece each.

    Whole words are compared. Texts are at most some thousand words, so the quadratic worst case is bounded.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        found += _pieces(kind, "".join(old[old_from:old_to]), "".join(new[new_from:new_to]))
    return found


def _pieces(kind: str, old: str, new: str) -> Iterator[Piece]:
    if kind == "equal":
        yield Piece("same", old)
        return
    if old:
        yield Piece("removed", old)
    if new:
        yield Piece("added", new)
