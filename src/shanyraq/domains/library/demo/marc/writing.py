"""Records as bytes: ISO 2709 in any encoding, and MARCXML. As simple as other systems' own writers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

Subfields = tuple[tuple[str, str], ...]
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'


@dataclass(slots=True)
class Written:
    """A record while it is written: the leader's last part, and fields in their order."""

    status_and_kind: str
    """Positions 5 to 9 of the leader."""
    tail: str
    """Positions 17 to 19 of the leader."""
    fields: list[tuple[str, str, str | Subfields]] = field(default_factory=list)

    def control(self, tag: str, value: str) -> None:
        """Add a control field."""
        self.fields.append((tag, "", value))

    def add(self, tag: str, indicators: str, *subfields: tuple[str, str]) -> None:
        """Add a data field without its empty subfields, unless they are all empty."""
        filled = tuple((code, text) for code, text in subfields if text)
        if any(code not in "6789" for code, _text in filled):
            self.fields.append((tag, indicators, filled))


def iso2709(record: Written, encoding: str) -> bytes:
    """:raises UnicodeEncodeError: for a letter that the encoding does not have."""
    directory, body = bytearray(), bytearray()
    for tag, indicators, content in record.fields:
        text = (
            content if isinstance(content, str) else "".join(f"\x1f{code}{value}" for code, value in content)
        )
        given = f"{indicators}{text}\x1e".encode(encoding)
        directory += f"{tag}{len(given):04d}{len(body):05d}".encode("ascii")
        body += given
    base = 24 + len(directory) + 1
    length = base + len(body) + 1
    leader = f"{length:05d}{record.status_and_kind}22{base:05d}{record.tail}450 "
    return leader.encode("ascii") + bytes(directory) + b"\x1e" + bytes(body) + b"\x1d"


def marcxml(records: Iterable[Written]) -> bytes:
    """A collection in UTF-8."""
    return (_HEAD + "".join(_element(record) for record in records) + "</collection>\n").encode()


def _element(record: Written) -> str:
    parts = [f"<record>\n  <leader>00000{record.status_and_kind}2200000{record.tail}4500</leader>\n"]
    for tag, indicators, content in record.fields:
        if isinstance(content, str):
            parts.append(f"  <controlfield tag={quoteattr(tag)}>{escape(content)}</controlfield>\n")
            continue
        first, second = (quoteattr(sign) for sign in indicators)
        inner = "".join(
            f"<subfield code={quoteattr(code)}>{escape(value)}</subfield>" for code, value in content
        )
        parts.append(f"  <datafield tag={quoteattr(tag)} ind1={first} ind2={second}>{inner}</datafield>\n")
    return "".join([*parts, "</record>\n"])
