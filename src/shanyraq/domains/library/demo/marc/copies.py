"""Copies of an edition in a member library: branch, inventory number, bar code, shelf mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from shanyraq.domains.library.demo.marc.table import MEMBERS, Entry

BRANCHES: Final = {"n": ("main", "rare"), "p": ("main", "children"), "t": ("main", "city")}
"""Codes of the branches as ``members.toml`` has them."""
_PREFIX: Final = {"n": "10", "p": "20", "t": "30"}
_OLDEST_ON_OPEN_SHELVES: Final = "1930"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy."""

    branch: str
    inventory_number: str
    barcode: str
    shelf_mark: str


def copies_of(entry: Entry, member: str) -> Iterator[Copy]:
    """From one copy to three; old books have one, in the rare books of the national library."""
    is_rare = bool(entry.date) and entry.date < _OLDEST_ON_OPEN_SHELVES
    count = 1 if is_rare or entry.kind in {"serial", "map"} else 1 + entry.chance(member, 3)
    for place in range(count):
        branch = BRANCHES[member][_branch(entry, member, is_rare=is_rare, place=place)]
        number = entry.number * 10 + place
        yield Copy(
            branch=branch,
            inventory_number=f"{MEMBERS[member][0].upper()}-{number:06d}",
            barcode=f"{_PREFIX[member]}{number:08d}",
            shelf_mark=f"{entry.udc} {_mark(entry)}",
        )


def _branch(entry: Entry, member: str, *, is_rare: bool, place: int) -> int:
    if member == "n":
        return int(is_rare)
    if member == "p":
        return int("82-93" in entry.udc)
    return place % 2


def _mark(entry: Entry) -> str:
    """The first letters of the heading, as on the spine."""
    heading = entry.author.text if entry.author else entry.title
    return "".join(sign for sign in heading if sign.isalpha())[:3].title()
