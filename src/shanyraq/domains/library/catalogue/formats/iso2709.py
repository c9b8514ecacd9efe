"""ISO 2709, read so that nothing in one record can spoil the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Protocol

from shanyraq.domains.library.catalogue.formats.encodings import AUTO, TWICE, decoder, detect
from shanyraq.domains.library.catalogue.formats.record import (
    LEADER_LENGTH,
    Broken,
    Field,
    MarcRecord,
    SourceRecord,
)

RECORD_END: Final = b"\x1d"
FIELD_END: Final = b"\x1e"
FORMAT: Final = "iso2709"
BLOCK_BYTES: Final = 256 * 1024
LONGEST_RECORD: Final = 2 * 1024 * 1024
"""The standard ends at 99 999 bytes; some systems write more and leave the length behind."""
ENTRY: Final = 12
_BLANKS: Final = b" \r\n\t\x00\x1a\xef\xbb\xbf"
_LEADER: Final = rb"[0-9]{5}[ -/:-~]{2}[ -~]{3}[0-9a-z |#]{2}[0-9 ]{5}[ -~]{7}"
LEADER: Final = re.compile(_LEADER + rb"(?=[0-9A-Za-z]{3}[0-9]{9}|\x1e)")
"""A leader with an entry of the directory behind it: so a record is found anywhere."""
_AT_START: Final = re.compile(_LEADER)


class Stream(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes: ...


def read(
    stream: Stream, *, encoding: str = AUTO, offset: int = 0, ordinal: int = 0
) -> Iterator[SourceRecord]:
    """Every record from where *stream* stands, which is *offset*; *ordinal* records came before."""
    for place, piece in _pieces(stream, offset):
        for at, found in _records_of(piece):
            ordinal += 1
            yield _source_record(found, encoding, offset=place + at, ordinal=ordinal)


def _pieces(stream: Stream, offset: int) -> Iterator[tuple[int, bytes]]:
    """What stands between terminators, these included."""
    rest = b""
    while block := stream.read(BLOCK_BYTES):
        *whole, rest = (rest + block).split(RECORD_END)
        for piece in whole:
            yield offset, piece + RECORD_END
            offset += len(piece) + 1
        if len(rest) > LONGEST_RECORD:
            yield offset, rest
            offset, rest = offset + len(rest), b""
    if rest:
        yield offset, rest


def _records_of(piece: bytes) -> Iterator[tuple[int, bytes]]:
    """A piece is one record; but blanks or garbage may stand before it, and a lost terminator joins two."""
    first = len(piece) - len(piece.lstrip(_BLANKS))
    if first == len(piece):
        return
    starts = [found.start() for found in LEADER.finditer(piece, first)] if _is_odd(piece, first) else [first]
    if not starts or starts[0] != first:
        starts.insert(0, first)
    for start, end in zip(starts, [*starts[1:], len(piece)], strict=True):
        yield start, piece[start:end]


def _is_odd(piece: bytes, first: int) -> bool:
    length = piece[first : first + 5]
    return not length.isdigit() or int(length) != len(piece) - first


def _source_record(given: bytes, encoding: str, *, offset: int, ordinal: int) -> SourceRecord:
    source = SourceRecord(ordinal, offset, given, FORMAT, end=offset + len(given))
    try:
        parse_into(source, encoding)
    except Broken as broken:
        source.error = broken.code
    return source


def parse_into(source: SourceRecord, encoding: str = AUTO) -> None:
    """Set record, encoding and warnings of *source* from its original bytes.

    :raises Broken: garbage, truncated, directory, encoding or too_long.
    """
    given = source.original
    if len(given) > LONGEST_RECORD:
        raise Broken("too_long")
    if len(given) <= LEADER_LENGTH or not _AT_START.match(given):
        raise Broken("garbage")
    source.encoding = detect(given) if encoding == AUTO else encoding
    source.warnings = _warnings(given, source.encoding)
    try:
        source.record, irregular = _parse(given, source.encoding)
    except (UnicodeError, LookupError):
        raise Broken("encoding") from None
    if irregular:
        source.warnings += ("wrong_directory",)


def _warnings(given: bytes, encoding: str) -> tuple[str, ...]:
    found = []
    if given[-1:] != RECORD_END:
        found.append("no_terminator")
    elif given[:5] != b"%05d" % len(given):
        found.append("wrong_length")
    if encoding == TWICE:
        found.append("twice_encoded")
    elif encoding == "utf-8" and not given.isascii() and "\ufffd" in given.decode("utf-8", "replace"):
        found.append("bad_bytes")
    return tuple(found)


def _parse(given: bytes, encoding: str) -> tuple[MarcRecord, bool]:
    """The record, and whether its directory had to be passed over."""
    decode = decoder(encoding)
    count = 2 if given[10:11] != b"0" else 0
    irregular = False
    try:
        raw = _by_directory(given)
    except (ValueError, IndexError):
        raw, irregular = _by_separators(given), True
    fields = [_field(tag, decode(value), count) for tag, value in raw]
    return MarcRecord(given[:LEADER_LENGTH].decode("latin-1"), fields), irregular


def _by_directory(given: bytes) -> list[tuple[str, bytes]]:
    base = int(given[12:17])
    directory = given[LEADER_LENGTH : base - 1]
    if base <= LEADER_LENGTH or given[base - 1] != 0x1E or len(directory) % ENTRY:
        raise ValueError
    if directory and not directory.isalnum():
        raise ValueError
    body = given[base:]
    found = []
    for at in range(0, len(directory), ENTRY):
        start = int(directory[at + 7 : at + ENTRY])
        end = start + int(directory[at + 3 : at + 7]) - 1
        if end < start or body[end] != 0x1E:
            raise ValueError
        found.append((directory[at : at + 3].decode("ascii"), body[start:end]))
    return found


def _by_separators(given: bytes) -> list[tuple[str, bytes]]:
    """Tags from the directory, contents from between the field terminators, when there are as many of
    both.
    """
    directory, *contents = given[LEADER_LENGTH:].rstrip(RECORD_END).split(FIELD_END)
    if contents and not contents[-1].strip():
        contents.pop()
    entries = [directory[at : at + ENTRY] for at in range(0, len(directory) - ENTRY + 1, ENTRY)]
    tags = [entry[:3].decode("ascii", "replace") for entry in sorted(entries, key=_start)]
    if given[-1:] != RECORD_END and len(contents) < len(tags):
        raise Broken("truncated")
    if not tags or len(tags) != len(contents) or len(directory) % ENTRY:
        raise Broken("directory")
    return list(zip(tags, contents, strict=True))


def _start(entry: bytes) -> int:
    return int(entry[7:]) if entry[7:].isdigit() else 0


def _field(tag: str, text: str, count: int) -> Field:
    if tag[:2] == "00":
        return Field(tag, "", [], text)
    head, *parts = text.split("\x1f")
    subfields = [(part[0], part[1:]) for part in parts if part]
    if count == 0 or (len(head) > 2 and not _are_indicators(head[:2])):
        indicators, value = "  ", head
    else:
        indicators, value = head[:2].ljust(2), head[2:]
    if value:
        subfields.insert(0, ("", value))
    return Field(tag, indicators, subfields)


def _are_indicators(text: str) -> bool:
    return all(sign in " #|0123456789" for sign in text)
