"""Answers of OAI-PMH 2.0 repositories to ListRecords."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from shanyraq.domains.library.catalogue.formats.record import Broken

OAI: Final = "{http://www.openarchives.org/OAI/2.0/}"


@dataclass(frozen=True, slots=True)
class HarvestedItem:
    """One record of an answer. ``metadata`` are the bytes of what stands in its element metadata."""

    identifier: str
    datestamp: str
    is_deleted: bool
    metadata: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of records; ``token`` is empty on the last one. ``error`` is a code of the protocol."""

    response_date: str
    items: tuple[HarvestedItem, ...] = field(default=())
    token: str = ""
    error: str = ""


def parse(content: bytes) -> Answer:
    """The answer in *content*. :raises Broken: xml when it is no answer of OAI-PMH."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise Broken("xml") from None
    if root.tag != f"{OAI}OAI-PMH" or root.getroottree().docinfo.internalDTD is not None:
        raise Broken("xml")
    date = (root.findtext(f"{OAI}responseDate") or "").strip()
    error = root.find(f"{OAI}error")
    if error is not None:
        return Answer(date, error=error.get("code", "badArgument"))
    listed = root.find(f"{OAI}ListRecords")
    if listed is None:
        raise Broken("xml")
    items = tuple(_item(record) for record in listed.findall(f"{OAI}record"))
    return Answer(date, items, (listed.findtext(f"{OAI}resumptionToken") or "").strip())


def _item(record: etree._Element) -> HarvestedItem:
    header = record.find(f"{OAI}header")
    metadata = record.find(f"{OAI}metadata")
    inner = (
        next((each for each in metadata if isinstance(each.tag, str)), None) if metadata is not None else None
    )
    return HarvestedItem(
        identifier=(header.findtext(f"{OAI}identifier") or "").strip() if header is not None else "",
        datestamp=(header.findtext(f"{OAI}datestamp") or "").strip() if header is not None else "",
        is_deleted=header is not None and header.get("status") == "deleted",
        metadata=etree.tostring(inner, encoding="utf-8", with_tail=False) if inner is not None else b"",
    )
