"""Editions as records of a schema, for protocols that retrieve them: with who holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from shanyraq.domains.library.catalogue.exports.dublin_core import elements, xml_text
from shanyraq.domains.library.catalogue.exports.marc.originals import as_marcxchange, as_xml, made_record
from shanyraq.domains.library.catalogue.formats.record import MarcRecord, control, data
from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.catalogue.queries.visibility import seen_editions, seen_records

ORGANISATION: Final = "KzShanyraq"
"""Field 003: whose numbers stand in 001."""
DC_OPENING: Final = (
    '<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema" xmlns:dc="http://purl.org/dc/elements/1.1/">'
)


def retrieved(keys: Iterable[str], schema: str, address_of: Callable[[str], str]) -> list[tuple[str, str]]:
    """The editions with these primary keys as pairs of public id and XML, in this order. Two queries."""
    numbers = [int(key) for key in keys]
    found = {each.pk: each for each in seen_editions().filter(pk__in=numbers)}
    holders = holders_of(found) if schema != "dc" else {}
    return [
        (
            edition.public_id,
            _xml(edition, schema, address=address_of(edition.public_id), holders=holders.get(edition.pk, [])),
        )
        for edition in (found[number] for number in numbers if number in found)
    ]


def holders_of(editions: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Pairs of the code (ISIL where there is one) and the control number of every member that has an
    edition.
    """
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = seen_records().filter(edition_id__in=list(editions)).order_by("library__code", "pk")
    for edition, isil, code, number in rows.values_list(
        "edition_id", "library__isil", "library__code", "control_number"
    ):
        found[edition].append((isil or code, number))
    return found


def _xml(edition: Edition, schema: str, *, address: str, holders: list[tuple[str, str]]) -> str:
    if schema == "dc":
        pairs = [(name, value) for name, value in elements(edition.described, address) if value]
        inner = "".join(f"<dc:{name}>{xml_text(value)}</dc:{name}>" for name, value in pairs)
        return f"{DC_OPENING}{inner}</srw_dc:dc>"
    flavour = "unimarc" if schema == "unimarcxml" else "marc21"
    record = union_record(edition, flavour, address=address, holders=holders)
    return as_marcxchange(record) if flavour == "unimarc" else as_xml(record)


def union_record(
    edition: Edition, flavour: str, *, address: str, holders: list[tuple[str, str]]
) -> MarcRecord:
    """An edition as a record of the union catalogue: our number in 001, its page in 856, its holders in
    850.
    """
    record = made_record(flavour, edition.described, number=edition.public_id, changed_at=edition.changed_at)
    record.fields.insert(1, control("003", ORGANISATION if flavour == "marc21" else address))
    if flavour == "marc21":
        record.fields.extend(data("850", "  ", ("a", code)) for code, _number in holders)
    else:
        record.fields.extend(data("852", "  ", ("a", code)) for code, _number in holders)
    record.fields.append(data("856", "40", ("u", address)))
    return record
