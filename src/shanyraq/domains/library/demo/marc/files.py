"""The files that members send. Russian records of the national library are cp1251, from its old system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shanyraq.domains.library.demo.marc.marc21 import pavlodar_record, turkistan_record
from shanyraq.domains.library.demo.marc.table import Entry, held_by
from shanyraq.domains.library.demo.marc.unimarc import unimarc_record
from shanyraq.domains.library.demo.marc.writing import iso2709, marcxml

_OLD: Final = "cp1251"


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A file of one member, with the code of the profile by which it is read; the encoding is only told."""

    name: str
    member: str
    profile: str
    encoding: str
    records: int
    content: bytes


def catalogue_files(entries: Sequence[Entry]) -> list[CatalogueFile]:
    """All files; the same bytes at every call."""
    national = list(held_by("n", list(entries)))
    old = [entry for entry in national if _fits(entry)]
    new = [entry for entry in national if not _fits(entry)]
    pavlodar = list(held_by("p", list(entries)))
    turkistan = list(held_by("t", list(entries)))
    return [
        _file("national.mrc", "national", "rusmarc", "utf-8", new),
        _file("national-cp1251.mrc", "national", "rusmarc", _OLD, old),
        CatalogueFile(
            "pavlodar.mrc",
            "pavlodar",
            "marc21",
            "utf-8",
            len(pavlodar),
            b"".join(iso2709(pavlodar_record(entry), "utf-8") for entry in pavlodar),
        ),
        CatalogueFile(
            "turkistan.xml",
            "turkistan",
            "kazmarc",
            "utf-8",
            len(turkistan),
            marcxml(turkistan_record(entry) for entry in turkistan),
        ),
    ]


def _file(name: str, member: str, profile: str, encoding: str, entries: Sequence[Entry]) -> CatalogueFile:  # noqa: PLR0917 -- the fields of one file in their order
    content = b"".join(iso2709(unimarc_record(entry), encoding) for entry in entries)
    return CatalogueFile(name, member, profile, encoding, len(entries), content)


def _fits(entry: Entry) -> bool:
    """Whether an entry is Russian and can be written without Kazakh letters."""
    if entry.language != "rus":
        return False
    try:
        iso2709(unimarc_record(entry), _OLD)
    except UnicodeEncodeError:
        return False
    return True
