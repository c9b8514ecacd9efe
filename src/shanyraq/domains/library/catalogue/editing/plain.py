"""The plain form: the fields that a cataloguer fills in most, as places in a record of either flavour.

What the form does not show stays in the record as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord


class Place(NamedTuple):
    """A subfield of a field; ``indicators`` are those of a field that is made anew."""

    tag: str
    code: str
    indicators: str
    is_repeated: bool = False
    """Every field of the tag is a line of the form."""


PLACES: Final[dict[str, dict[str, Place]]] = {
    "marc21": {
        "number": Place("001", "", ""),
        "title": Place("245", "a", "00"),
        "subtitle": Place("245", "b", "00"),
        "responsibility": Place("245", "c", "00"),
        "author": Place("100", "a", "1 "),
        "edition": Place("250", "a", "  "),
        "place": Place("264", "a", " 1"),
        "publisher": Place("264", "b", " 1"),
        "year": Place("264", "c", " 1"),
        "extent": Place("300", "a", "  "),
        "isbn": Place("020", "a", "  ", is_repeated=True),
        "language": Place("041", "a", "0 "),
        "series": Place("490", "a", "0 "),
        "subjects": Place("650", "a", " 4", is_repeated=True),
        "summary": Place("520", "a", "  "),
    },
    "unimarc": {
        "number": Place("001", "", ""),
        "title": Place("200", "a", "1 "),
        "subtitle": Place("200", "e", "1 "),
        "responsibility": Place("200", "f", "1 "),
        "author": Place("700", "a", " 1"),
        "edition": Place("205", "a", "  "),
        "place": Place("210", "a", "  "),
        "publisher": Place("210", "c", "  "),
        "year": Place("210", "d", "  "),
        "extent": Place("215", "a", "  "),
        "isbn": Place("010", "a", "  ", is_repeated=True),
        "language": Place("101", "a", "0 "),
        "series": Place("225", "a", "2 "),
        "subjects": Place("606", "a", "  ", is_repeated=True),
        "summary": Place("330", "a", "  "),
    },
}


def values_of(record: MarcRecord, flavour: str) -> dict[str, str]:
    """What the form shows of a record; several lines where a field is repeated."""
    found = {}
    for name, place in PLACES[flavour].items():
        if not place.code:
            found[name] = record.control_number
        elif place.is_repeated:
            found[name] = "\n".join(field.first(place.code) for field in record.every(place.tag))
        else:
            field = record.first(_tag(record, place))
            found[name] = field.first(place.code) if field else ""
    return found


def changed(record: MarcRecord, flavour: str, values: Mapping[str, str]) -> MarcRecord:
    """The record with the values of the form; fields in the order of their tags where new ones came."""
    fields = list(record.fields)
    for name, place in PLACES[flavour].items():
        if name in values and values[name] != values_of(MarcRecord(record.leader, fields), flavour)[name]:
            fields = _with(MarcRecord(record.leader, fields), place, values[name])
    return MarcRecord(record.leader, sorted(fields, key=lambda field: field.tag))


def _tag(record: MarcRecord, place: Place) -> str:
    """Older records of MARC 21 have 260 for 264."""
    return "260" if place.tag == "264" and record.first("264") is None and record.first("260") else place.tag


def _with(record: MarcRecord, place: Place, value: str) -> list[Field]:
    if not place.code:
        return [Field(place.tag, "", [], value), *(each for each in record.fields if each.tag != place.tag)]
    if place.is_repeated:
        return _with_lines(record, place, [line.strip() for line in value.splitlines() if line.strip()])
    tag = _tag(record, place)
    fields = list(record.fields)
    at = next((number for number, each in enumerate(fields) if each.tag == tag), None)
    if at is None:
        return [*fields, Field(tag, place.indicators, [(place.code, value)])] if value else fields
    fields[at : at + 1] = _replaced(fields[at], place.code, value)
    return fields


def _replaced(field: Field, code: str, value: str) -> list[Field]:
    """The field with the first subfield *code* changed, added or taken out; nothing where none is left."""
    pairs, is_done = [], False
    for pair in field.subfields:
        if pair[0] == code and not is_done:
            is_done = True
            pairs += [(code, value)] if value else []
        else:
            pairs.append(pair)
    if value and not is_done:
        pairs.append((code, value))
    return [Field(field.tag, field.indicators, pairs)] if pairs else []


def _with_lines(record: MarcRecord, place: Place, lines: list[str]) -> list[Field]:
    """Fields whose line is still there keep everything else they hold; new lines become new fields."""
    kept = {field.first(place.code): field for field in record.every(place.tag)}
    others = [each for each in record.fields if each.tag != place.tag]
    made = [kept.get(line) or Field(place.tag, place.indicators, [(place.code, line)]) for line in lines]
    return [*others, *made]
