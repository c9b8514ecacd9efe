"""Writing records as ISO 2709 and MARCXML, always in UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from shanyraq.domains.library.catalogue.formats.marcxml import NAMESPACE
from shanyraq.domains.library.catalogue.formats.record import LEADER_LENGTH, Field, MarcRecord

LONGEST_RECORD: Final = 99_999
LONGEST_FIELD: Final = 9_999
_SEPARATORS: Final = re.compile(r"[\x1d\x1e\x1f]")
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TO_ESCAPE: Final = re.compile(rf"[&<>\r]|{_NOT_XML.pattern}")
COLLECTION_START: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'.encode()
)
COLLECTION_END: Final = b"</collection>\n"


class TooLong(ValueError):
    """ISO 2709 has no room for this record (99 999 bytes) or one of its fields (9 999)."""


def to_iso2709(record: MarcRecord, *, unicode_mark: str = "a") -> bytes:
    """*record* with lengths and directory made anew; leader/09 is *unicode_mark* (blank in UNIMARC).

    :raises TooLong: when it does not fit.
    """
    directory, body = bytearray(), bytearray()
    for field in record.fields:
        content = _field(field).encode("utf-8", "replace") + b"\x1e"
        if len(content) > LONGEST_FIELD or len(body) > LONGEST_RECORD:
            raise TooLong(field.tag)
        directory += b"%3s%04d%05d" % (field.tag.encode("ascii", "replace")[:3], len(content), len(body))
        body += content
    base = LEADER_LENGTH + len(directory) + 1
    length = base + len(body) + 1
    if length > LONGEST_RECORD:
        raise TooLong(record.control_number)
    kept = record.leader.ljust(LEADER_LENGTH)
    leader = f"{length:05d}{kept[5:9]}{unicode_mark}22{base:05d}{kept[17:20]}4500"
    return leader.encode("ascii", "replace") + bytes(directory) + b"\x1e" + bytes(body) + b"\x1d"


def _field(field: Field) -> str:
    if not field.subfields:
        return _SEPARATORS.sub(" ", field.value) if field.tag[:2] == "00" else field.indicators.ljust(2)
    parts = (
        f"\x1f{code}{_SEPARATORS.sub(' ', text)}" if code else _SEPARATORS.sub(" ", text)
        for code, text in field.subfields
    )
    return field.indicators.ljust(2)[:2] + "".join(parts)


def to_marcxml(record: MarcRecord) -> bytes:
    """*record* as an element of its own, with its namespace."""
    parts = [f'<record xmlns="{NAMESPACE}">\n  <leader>{_text(record.leader)}</leader>\n']
    parts += [_element(field) for field in record.fields]
    return "".join([*parts, "</record>"]).encode()


def _element(field: Field) -> str:
    tag = _attribute(field.tag)
    if field.tag[:2] == "00":
        return f"  <controlfield tag={tag}>{_text(field.value)}</controlfield>\n"
    first, second = (_attribute(sign) for sign in field.indicators.ljust(2)[:2])
    inner = "".join(
        f"    <subfield code={_attribute(code)}>{_text(text)}</subfield>\n" for code, text in field.subfields
    )
    return f"  <datafield tag={tag} ind1={first} ind2={second}>\n{inner}  </datafield>\n"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub(" ", text), {"\r": "&#13;"}) if _TO_ESCAPE.search(text) else text


@lru_cache(maxsize=2_000)
def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub(" ", text))


def collection(records: Iterable[bytes]) -> bytes:
    """Elements of ``to_marcxml``, or originals of MARCXML, as one document in UTF-8."""
    return COLLECTION_START + b"\n".join(records) + b"\n" + COLLECTION_END
