"""Opening a file of records, whatever it is."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO, Final

from shanyraq.domains.library.catalogue.formats import iso2709, marcxml
from shanyraq.domains.library.catalogue.formats.encodings import AUTO
from shanyraq.domains.library.catalogue.formats.record import MarcRecord, NotMarc, SourceRecord

HEAD_BYTES: Final = 64 * 1024
_WIDE: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def read(
    file: IO[bytes], *, encoding: str = AUTO, offset: int = 0, ordinal: int = 0
) -> Iterator[SourceRecord]:
    """Every record of *file* from *offset* on, in order; *ordinal* records were read before.

    *encoding* is one of ``encodings.ENCODINGS``; unless it is auto it overrides what XML says of itself.

    :raises NotMarc: before the first record, when the file is empty or nothing in it looks like MARC.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    kind = recognise(head)
    wide = _WIDE.get(head[:2]) if kind == marcxml.FORMAT else None
    if wide:
        return marcxml.read(_Narrowed(file, wide, offset), offset=offset, ordinal=ordinal)
    file.seek(offset)
    if kind == marcxml.FORMAT:
        told = marcxml.declared_encoding(head) if encoding == AUTO else encoding
        return marcxml.read(file, encoding=told, offset=offset, ordinal=ordinal)
    return iso2709.read(file, encoding=encoding, offset=offset, ordinal=ordinal)


def recognise(head: bytes) -> str:
    """iso2709 or marcxml, by the first bytes of a file. :raises NotMarc: empty or not_marc."""
    if not head.strip(b" \r\n\t\x00"):
        raise NotMarc("empty")
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    has_leader = iso2709.LEADER.search(head) is not None
    is_wide = head[:2] in _WIDE and not has_leader  # letters of two bytes show no leader
    if is_wide or (start.startswith(b"<") and not (has_leader and b"record" not in head)):
        return marcxml.FORMAT
    if has_leader:
        return iso2709.FORMAT
    raise NotMarc("not_marc")


def parse(original: bytes, *, format: str, encoding: str) -> MarcRecord:  # noqa: A002 — the column's name
    """The record in bytes that were kept by an import. :raises Broken: when they are no record."""
    source = SourceRecord(1, 0, original, format)
    if format == marcxml.FORMAT:
        marcxml.parse_into(source, encoding)
    else:
        iso2709.parse_into(source, encoding)
    if source.record is None:
        raise TypeError("a parsed record is never missing")
    return source.record


class _Narrowed:
    """UTF-16 as UTF-8, read from its beginning; offsets are those of the UTF-8."""

    def __init__(self, file: IO[bytes], encoding: str, offset: int) -> None:
        file.seek(2)
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._passed_over = offset

    def read(self, size: int, /) -> bytes:
        while block := self._file.read(size):
            narrow = self._decoder.decode(block).encode("utf-8", "replace")
            skipped = min(self._passed_over, len(narrow))
            self._passed_over -= skipped
            if narrow[skipped:]:
                return narrow[skipped:]
        return b""
