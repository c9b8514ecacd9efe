"""The public history of a text: every version, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shanyraq.domains.petitions.models import Petition, TextVersion
from shanyraq.domains.petitions.rules.differences import Piece, differences

PARTS = ("title", "substance", "arguments", "proposals")


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One part of the text with its changes in place."""

    name: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version, what changed in it, and whether the whole text is that of the version before."""

    version: TextVersion
    parts: list[ChangedPart]


def versions_of(petition: Petition) -> list[ShownVersion]:
    """All versions, newest first, each against the one before it. One query."""
    versions = list(petition.versions.order_by("number"))
    shown = [
        ShownVersion(version, list(_changed(before, version)))
        for before, version in zip([None, *versions], versions, strict=False)
    ]
    return shown[::-1]


def _changed(before: TextVersion | None, version: TextVersion) -> Iterator[ChangedPart]:
    for name in PARTS:
        old, new = _text(before, name) if before else "", _text(version, name)
        if old != new:
            yield ChangedPart(name, differences(old, new) if before else [Piece("same", new)])


def _text(version: TextVersion, name: str) -> str:
    """A part as one text; proposals are a list of texts, or of mappings with one."""
    value: Any = version.texts.get(name, "")
    if isinstance(value, list):
        lines = [str(each.get("text", "")) if isinstance(each, dict) else str(each) for each in value]
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
    return str(value)
