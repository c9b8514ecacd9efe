"""MARCXML and MARCXchange: each record is cut out of the file by its tags and parsed by itself.

So the file may be of any size, a broken record spoils no other, wrappers (SRU, OAI-PMH) do not matter, the
bytes
of each record are known, and no document type, so no entity of it, is ever read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from shanyraq.domains.library.catalogue.formats.iso2709 import BLOCK_BYTES, LONGEST_RECORD, Stream
from shanyraq.domains.library.catalogue.formats.record import (
    EMPTY_LEADER,
    LEADER_LENGTH,
    Broken,
    Field,
    MarcRecord,
    SourceRecord,
)

FORMAT: Final = "marcxml"
NAMESPACE: Final = "http://www.loc.gov/MARC21/slim"
_TOKEN: Final = re.compile(rb"<!--|<!\[CDATA\[|<(/?)(?:[\w.-]+:)?record(?=[\s/>])")
_ENDS: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
_LOOKS_MARC: Final = re.compile(rb"<(?:[\w.-]+:)?(?:leader|controlfield|datafield)[\s>]")
_PREFIXES: Final = re.compile(rb"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")
_DECLARED: Final = re.compile(rb"xmlns:([\w.-]+)\s*=")
_LONE_AMPERSAND: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)")
_CONTROLS: Final = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x(?:[0-8bceBCE]|1[0-9a-fA-F]|0[0-8bceBCE])|[0-8]|1[124-9]|2[0-9]|3[01]);"
)
_ENCODING: Final = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")
TAIL: Final = 128
"""A tag may be cut by the end of a block: so many bytes are looked at again."""


def declared_encoding(head: bytes) -> str:
    """What the XML declaration at the beginning of a file says, in small letters; UTF-8 without one."""
    found = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    return found[1].decode("ascii").lower() if found else "utf-8"


def read(
    stream: Stream, *, encoding: str = "utf-8", offset: int = 0, ordinal: int = 0
) -> Iterator[SourceRecord]:
    """Every record from where *stream* stands, which is *offset*; *ordinal* records came before."""
    for at, given, is_closed in _Cutter(stream, offset).records():
        ordinal += 1
        source = SourceRecord(ordinal, at, given, FORMAT, encoding, end=at + len(given))
        if is_closed:
            try:
                parse_into(source, encoding)
            except Broken as broken:
                source.error = broken.code
        else:
            source.error = "too_long" if len(given) > LONGEST_RECORD else "truncated"
        yield source


class _Cutter:
    """Finds the innermost elements ``record``; what an outer one wraps is found, the wrapper is passed by."""

    def __init__(self, stream: Stream, offset: int) -> None:
        self._stream = stream
        self._buffer = b""
        self._offset = offset  # of the buffer's first byte in the file
        self._at = 0  # where the search goes on
        self._start: int | None = None  # where an open record begins in the buffer
        self._awaited = b""  # the end of a comment or CDATA section that is being passed by

    def records(self) -> Iterator[tuple[int, bytes, bool]]:
        """Offset, bytes, and whether the element was closed."""
        while block := self._stream.read(BLOCK_BYTES):
            self._buffer += block
            yield from self._search(is_last=False)
            yield from self._forget()
        yield from self._search(is_last=True)
        yield from self._close(len(self._buffer))

    def _search(self, *, is_last: bool) -> Iterator[tuple[int, bytes, bool]]:
        limit = len(self._buffer) - (0 if is_last else TAIL)
        while self._at < limit:
            if self._awaited:
                if not self._pass_by(limit):
                    return
                continue
            found = _TOKEN.search(self._buffer, self._at)
            if found is None or found.start() >= limit:
                self._at = max(self._at, limit)
                return
            self._at = found.end()
            if found[0] in _ENDS:
                self._awaited = _ENDS[found[0]]
            elif found[1]:
                yield from self._ended(found.end())
            else:
                yield from self._close(found.start())
                self._start = found.start()

    def _pass_by(self, limit: int) -> bool:
        """Jump behind the awaited end; False when it has not come yet."""
        end = self._buffer.find(self._awaited, self._at)
        if end < 0:
            self._at = max(self._at, limit)
            return False
        self._at, self._awaited = end + len(self._awaited), b""
        return True

    def _ended(self, at: int) -> Iterator[tuple[int, bytes, bool]]:
        if self._start is None:  # a wrapper's end
            return
        end = self._buffer.find(b">", at - 1) + 1 or len(self._buffer)
        given = self._buffer[self._start : end]
        if _LOOKS_MARC.search(given):  # else a wrapper around nothing, as a diagnostic of SRU
            yield self._offset + self._start, given, True
        self._start, self._at = None, end

    def _close(self, end: int) -> Iterator[tuple[int, bytes, bool]]:
        """An open record meets another one's beginning, or the file's end: broken, unless it only wraps."""
        if self._start is not None:
            given = self._buffer[self._start : end]
            if _LOOKS_MARC.search(given):
                yield self._offset + self._start, given, False
        self._start = None

    def _forget(self) -> Iterator[tuple[int, bytes, bool]]:
        """Drop what is done with; give up a record that never ends."""
        if self._start is not None and len(self._buffer) - self._start > LONGEST_RECORD:
            yield from self._close(len(self._buffer) - TAIL)
        done = self._at if self._start is None else self._start
        self._buffer = self._buffer[done:]
        self._offset += done
        self._at -= done
        self._start = None if self._start is None else 0


def parse_into(source: SourceRecord, encoding: str = "utf-8") -> None:
    """Set record and warnings of *source* from its original bytes. :raises Broken: xml or not_marc."""
    try:
        root = _tree(source.original, encoding)
    except (etree.XMLSyntaxError, LookupError):
        try:
            root = _tree(_repaired(source.original), encoding)
        except (etree.XMLSyntaxError, LookupError):
            raise Broken("xml") from None
        if _repaired(source.original) != source.original:
            source.warnings += ("repaired_xml",)
    source.record = _record(root)


def _tree(given: bytes, encoding: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding=encoding, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    return etree.fromstring(with_prefixes(given), parser)


def with_prefixes(given: bytes) -> bytes:
    """Prefixes that an outer element declared are declared on the record itself."""
    tag_end = given.find(b">")
    prefix = _PREFIXES.match(given)
    if prefix is None and b":" not in given[:tag_end]:
        return given
    missing = (
        set(_PREFIXES.findall(given[: tag_end + 1])) - set(_DECLARED.findall(given)) - {b"xmlns", b"xml"}
    )
    if not missing:
        return given
    name = re.match(rb"<[\w.:-]+", given)
    at = name.end() if name else 1
    own = prefix[1] if prefix else b""
    added = b"".join(
        b' xmlns:%s="%s"' % (each, NAMESPACE.encode() if each == own else b"urn:" + each)
        for each in sorted(missing)
    )
    return given[:at] + added + given[at:]


def _repaired(given: bytes) -> bytes:
    """Without control characters, and with lone ampersands written out."""
    return _LONE_AMPERSAND.sub(b"&amp;", _CONTROLS.sub(b"", given))


def _record(root: etree._Element) -> MarcRecord:
    leader, fields = EMPTY_LEADER, []
    for child in root:
        name = _local(child)
        if name == "datafield":
            fields.append(_datafield(child))
        elif name == "controlfield":
            fields.append(Field(child.get("tag", ""), "", [], child.text or ""))
        elif name == "leader":
            leader = (child.text or "").strip("\r\n\t").ljust(LEADER_LENGTH)[:LEADER_LENGTH]
    if not fields:
        raise Broken("not_marc")
    return MarcRecord(leader, fields)


def _datafield(element: etree._Element) -> Field:
    indicators = (element.get("ind1") or " ")[0] + (element.get("ind2") or " ")[0]
    subfields = [(each.get("code", ""), each.text or "") for each in element if _local(each) == "subfield"]
    return Field(element.get("tag", ""), indicators, subfields)


def _local(element: etree._Element) -> str:
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""
