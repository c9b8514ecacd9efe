"""What the rules of a profile gather from one record before it becomes a description."""

from __future__ import annotations

from typing import Any

from shanyraq.domains.library.catalogue.formats.record import Field
from shanyraq.domains.library.catalogue.profiles.linkage import Index, Linked


class Draft:
    """Texts and lists by the names of the description's parts, and warnings (code, what was found)."""

    __slots__ = ("index", "linked", "lists", "texts", "warnings")

    def __init__(self, index: Index, linked: Linked) -> None:
        self.index = index
        self.linked = linked
        self.texts: dict[str, Any] = {}
        self.lists: dict[str, list[Any]] = {}
        self.warnings: list[tuple[str, str]] = []

    def warn(self, code: str, given: str) -> None:
        """Tell of something odd in the record; the record is still read."""
        self.warnings.append((code, given[:120]))

    def add(self, name: str, value: Any) -> None:
        """Put *value* behind the others of the list *name*, once."""
        listed = self.lists.setdefault(name, [])
        if value and value not in listed:
            listed.append(value)

    def in_other_scripts(self, field: Field) -> list[Field]:
        """The same field as the record writes it in other scripts."""
        return self.linked.get(id(field), [])
