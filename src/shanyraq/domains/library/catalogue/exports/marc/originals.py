"""Members' records in MARC 21 or UNIMARC: their own where it is of that flavour, else made of the
description.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from shanyraq.domains.library.catalogue.description import Description
from shanyraq.domains.library.catalogue.exports.marc.marc21 import marc21_record
from shanyraq.domains.library.catalogue.exports.marc.unimarc import unimarc_record
from shanyraq.domains.library.catalogue.formats.reading import parse
from shanyraq.domains.library.catalogue.formats.record import Broken, MarcRecord
from shanyraq.domains.library.catalogue.formats.writing import TooLong, to_iso2709, to_marcxml

MAKERS: Final = {"marc21": marc21_record, "unimarc": unimarc_record}
UNICODE_MARKS: Final = {"marc21": "a", "unimarc": " "}
"""Leader/09: how a record of the flavour says that it is in Unicode (UNIMARC: in field 100)."""


def own_record(original: bytes, *, form: str, encoding: str) -> MarcRecord | None:
    """The member's own record; None where there are no bytes or they cannot be read any more."""
    if not original:
        return None
    try:
        return parse(bytes(original), format=form, encoding=encoding)
    except Broken:
        return None


def made_record(flavour: str, told: Description, *, number: str, changed_at: datetime) -> MarcRecord:
    """A record of the flavour made of a description."""
    return MAKERS[flavour](told, number=number, changed_at=changed_at)


def as_iso2709(record: MarcRecord, flavour: str) -> bytes:
    """The record as ISO 2709; fields that do not fit are left out, the last first, so that it can be had at
    all.
    """
    fields = list(record.fields)
    while True:
        try:
            return to_iso2709(MarcRecord(record.leader, fields), unicode_mark=UNICODE_MARKS[flavour])
        except TooLong as problem:
            places = [place for place, each in enumerate(fields) if each.tag == str(problem)]
            del fields[places[-1] if places else -1]


def as_xml(record: MarcRecord) -> str:
    """The record as an element of MARCXML with its namespace."""
    return to_marcxml(record).decode()


def as_marcxchange(record: MarcRecord) -> str:
    """The record as MARCXchange (ISO 25577), the XML for UNIMARC."""
    slim = 'xmlns="http://www.loc.gov/MARC21/slim"'
    exchange = 'xmlns="info:lc/xmlns/marcxchange-v1" format="UNIMARC" type="Bibliographic"'
    return as_xml(record).replace(slim, exchange, 1)
