"""Writers of a record's metadata by prefix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from shanyraq.domains.library.catalogue.description import Description
from shanyraq.domains.library.catalogue.exports.dublin_core import oai_dc
from shanyraq.domains.library.catalogue.exports.marc.originals import (
    as_marcxchange,
    as_xml,
    made_record,
    own_record,
)
from shanyraq.domains.library.catalogue.formats.record import MarcRecord
from shanyraq.domains.library.catalogue.protocols.oai.answers import Metadata
from shanyraq.domains.library.catalogue.queries.harvest import Harvested


def writer_of(prefix: str, address_of: Callable[[str], str]) -> Metadata:
    """The writer for a prefix; *address_of* gives the permanent address of an edition by its public id."""
    if prefix == "oai_dc":
        return lambda row: oai_dc(_described(row), address_of(row.edition))
    write = _WRITERS[prefix]
    return lambda row: write(_marc(row, prefix))


def _described(row: Harvested) -> Description:
    return Description.from_json(row.description or {})


def _marc(row: Harvested, flavour: str) -> MarcRecord:
    own = own_record(row.original, form=row.format, encoding=row.encoding) if row.flavour == flavour else None
    if own is not None:
        return own
    return made_record(flavour, _described(row), number=row.control_number, changed_at=row.changed_at)


_WRITERS: Final[dict[str, Callable[[MarcRecord], str]]] = {"marc21": as_xml, "unimarc": as_marcxchange}
