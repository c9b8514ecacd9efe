"""A MARC record in memory, and what the reading of a file says about each place in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

LEADER_LENGTH: Final = 24
EMPTY_LEADER: Final = " " * LEADER_LENGTH


class Field(NamedTuple):
    """A control field has ``value`` and no subfields; a data field two indicators and pairs of code and text.

    IRBIS writes values before the first subfield: these get the empty code.
    """

    tag: str
    indicators: str
    subfields: list[tuple[str, str]]
    value: str = ""

    def first(self, codes: str) -> str:
        """The first subfield whose code is among *codes*, or an empty text."""
        return next((text for code, text in self.subfields if code in codes), "")

    def every(self, codes: str) -> list[str]:
        """All subfields whose codes are among *codes*, in the order of the record."""
        return [text for code, text in self.subfields if code in codes]


def control(tag: str, value: str) -> Field:
    """A control field."""
    return Field(tag, "", [], value)


def data(tag: str, indicators: str, *subfields: tuple[str, str]) -> Field:
    """A data field."""
    return Field(tag, indicators, list(subfields))


@dataclass(slots=True)
class MarcRecord:
    """Leader (24 characters) and fields in their order."""

    leader: str
    fields: list[Field] = field(default_factory=list)

    def every(self, tag: str) -> Iterator[Field]:
        """All fields with *tag*."""
        return (each for each in self.fields if each.tag == tag)

    def first(self, tag: str) -> Field | None:
        """The first field with *tag*."""
        return next(self.every(tag), None)

    @property
    def control_number(self) -> str:
        """The text of field 001."""
        found = self.first("001")
        return found.value.strip() if found else ""


class Broken(Exception):
    """A record that cannot be read. ``code`` is one of ``ERRORS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotMarc(Exception):
    """A whole file in which nothing looks like a MARC record. ``code``: empty or not_marc."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


ERRORS: Final = ("garbage", "truncated", "directory", "encoding", "too_long", "xml", "not_marc")
WARNINGS: Final = (
    "wrong_length",
    "no_terminator",
    "wrong_directory",
    "bad_bytes",
    "twice_encoded",
    "repaired_xml",
)


@dataclass(slots=True)
class SourceRecord:
    """One place of a file: its number (from 1), the offset of its first byte, its bytes, the record in them.

    ``record`` is None when it could not be read; ``error`` then says why. ``original`` of a readable
    record is exactly what is exported again.
    """

    ordinal: int
    offset: int
    original: bytes
    format: str
    encoding: str = ""
    record: MarcRecord | None = None
    error: str = ""
    warnings: tuple[str, ...] = ()
    end: int = 0
    """The offset behind it, where reading can go on."""
