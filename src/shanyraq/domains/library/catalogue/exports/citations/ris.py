"""RIS, the format of reference managers: a tag a line, CRLF at its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from shanyraq.domains.library.catalogue.description import Description
from shanyraq.domains.library.catalogue.exports.citations.names import (
    authors_of,
    pages_of,
    whole_title,
    with_role,
)

TYPES: Final = {
    "book": "BOOK", "serial": "JFULL", "article": "JOUR", "map": "MAP", "score": "MUSIC", "sound": "SOUND",
    "video": "VIDEO", "picture": "ART", "manuscript": "UNPB", "dissertation": "THES", "electronic": "ELEC",
}  # fmt: skip  # a list of words


def ris(told: Description, address: str) -> str:
    """One reference; *address* is the permanent one of the edition."""
    lines = [f"TY  - {TYPES.get(told.kind, 'GEN')}"]
    lines += [f"{tag}  - {' '.join(value.split())}" for tag, value in _tags(told, address) if value.strip()]
    return "\r\n".join((*lines, "ER  - ", ""))


def _tags(told: Description, address: str) -> Iterator[tuple[str, str]]:
    yield from (("AU", _name(each.name.text)) for each in authors_of(told))
    yield from (("A2", _name(each.name.text)) for each in with_role(told, "edt", "com"))
    yield from (("A4", _name(each.name.text)) for each in with_role(told, "trl"))
    yield "TI", whole_title(told, ": ")
    yield (
        "JO" if told.kind == "article" else "T2",
        told.host or next((each.title for each in told.series), ""),
    )
    yield "PY", str(told.year or "")
    yield "PB", "; ".join(told.publishers)
    yield "CY", "; ".join(told.places)
    yield "ET", told.edition
    yield "SP", pages_of(told.extent)
    yield from (("SN", number) for number in (*told.isbns, *told.issns))
    yield from (("KW", each.text) for each in told.subjects)
    yield "LA", ", ".join(told.languages)
    yield "AB", told.summary
    yield "UR", address


def _name(text: str) -> str:
    """RIS parts names at commas and an asterisk may not stand in them."""
    return text.replace("*", "").strip()
