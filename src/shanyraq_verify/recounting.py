"""Recounting petitions from a log, and comparing with what was published."""

from __future__ import annotations

import json
from binascii import unhexlify
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from shanyraq.kernel.merkle.entries import parse_entry
from shanyraq_verify.checking import Problems
from shanyraq_verify.errors import NotChecked
from shanyraq_verify.petitions import SIGNATURE_FORM, Counting, MiscountError, checked
from shanyraq_verify.sources import LONGEST_TEXT
from shanyraq_verify.walking import Batch
from shanyraq_verify.web import WebSource

LOG_PATH: Final = "/logs/petitions"
"""How the address of a log of petitions ends; what is before is the site's."""


@dataclass(frozen=True, slots=True)
class Published:
    """What the operator says: so many, as the log of *size* entries proves (nothing: of whatever size)."""

    count: int
    size: int | None = None
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """What was counted of one petition in the first *size* entries of its log."""

    signed: int
    withdrawn: int
    invalidated: int
    count: int
    size: int


class Tally:
    """Counts all petitions of a log, or *petition* alone, batch by batch.

    :param until: also keep what was counted in the first *until* entries.
    """

    def __init__(self, petition: str | None = None, until: int | None = None) -> None:
        self.petition = petition
        self.countings: defaultdict[str, Counting] = defaultdict(Counting)
        self.last: dict[str, int] = {}
        """The number of each petition's last entry."""
        self.unreadable = Problems()
        """Entries of which nobody can say which petition they are about."""
        self.miscounted: defaultdict[str, Problems] = defaultdict(Problems)
        """Entries of each petition that the counting rule does not allow."""
        self.until: Sum | None = Sum(0, 0, 0, 0, 0) if until == 0 else None
        self._until = until
        self._size = 0

    def take(self, batch: Batch) -> None:
        """Count the next entries."""
        end = batch.first + len(batch.entries)
        if self._until is not None and batch.first < self._until <= end:
            middle = self._until - batch.first
            self._take(Batch(batch.first, batch.entries[:middle], batch.leaves[:middle]))
            self._size = self._until
            self.until = self.sum_of(self.petition or "")
            batch = Batch(self._until, batch.entries[middle:], batch.leaves[middle:])
        self._take(batch)
        self._size = end

    def sum_of(self, petition: str) -> Sum:
        """What is counted so far."""
        found = self.countings.get(petition) or Counting()
        return Sum(found.signed, found.withdrawn, found.invalidated, found.count, self._size)

    def _take(self, batch: Batch) -> None:
        """The inner loop: almost all entries are signatures, read without making objects of them."""
        read_signature, wanted = SIGNATURE_FORM.fullmatch, self.petition and self.petition.encode()
        for index, body, leaf in zip(
            range(batch.first, batch.first + len(batch.entries)), batch.entries, batch.leaves, strict=True
        ):
            found = read_signature(body)
            if found is None:
                self._take_other(index, body, leaf)
                continue
            signer, named = found.groups()
            if wanted and named != wanted:
                continue
            petition = named.decode()
            self.last[petition] = index
            try:
                self.countings[petition].take_signature(unhexlify(signer), leaf)
            except MiscountError as error:
                self.miscounted[petition].add(index, error)

    def _take_other(self, index: int, body: bytes, leaf: bytes) -> None:
        try:
            entry = checked(parse_entry(body))
        except ValueError as error:
            self.unreadable.add(index, error)
            return
        petition = entry["petition"]
        if self.petition is not None and petition != self.petition:
            return
        self.last[petition] = index
        try:
            self.countings[petition].take(entry, leaf)
        except MiscountError as error:
            self.miscounted[petition].add(index, f"{entry['kind']}: {error}")


def count_address(source: str, petition: str) -> str | None:
    """Where the site publishes the number of *petition*, when *source* is the log's own address."""
    site = source.rstrip("/").removesuffix(LOG_PATH)
    if site == source.rstrip("/") or not site.startswith("http"):
        return None
    return f"{site}/petitions/{petition}/count.json"


def read_published(address: str) -> Published:
    """The number at *address*, as the site publishes it (``count``, ``log_size``, ``as_of``).

    :raises NotChecked: when it cannot be read.
    """
    source = WebSource(address)
    try:
        content = source.read("", LONGEST_TEXT)
    finally:
        source.close()
    try:
        return _published(json.loads(content))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotChecked(f"{address} is not a number of a petition as the site publishes it") from error


def _published(stated: dict[str, Any]) -> Published:
    count, size, as_of = stated["count"], stated["log_size"], stated.get("as_of")
    if type(count) is not int or type(size) is not int or min(count, size) < 0:
        raise ValueError("these are no numbers")
    return Published(count, size, as_of if isinstance(as_of, str) else "")
