"""The formats in which an edition can be had, by the ending of its address."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.description import Description
from shanyraq.domains.library.catalogue.exports.citations.apa import apa_text
from shanyraq.domains.library.catalogue.exports.citations.bibtex import bibtex
from shanyraq.domains.library.catalogue.exports.citations.gost import gost_2003, gost_2018
from shanyraq.domains.library.catalogue.exports.citations.ris import ris
from shanyraq.domains.library.catalogue.exports.dublin_core import oai_dc
from shanyraq.domains.library.catalogue.exports.json_ld import json_ld
from shanyraq.domains.library.catalogue.exports.marc.originals import as_iso2709, as_marcxchange, as_xml
from shanyraq.domains.library.catalogue.exports.retrieved import union_record
from shanyraq.domains.library.catalogue.formats.record import MarcRecord
from shanyraq.domains.library.catalogue.formats.writing import collection
from shanyraq.domains.library.catalogue.models import Edition

MOST_AT_ONCE: Final = 500
"""Editions of one selection."""


@dataclass(frozen=True, slots=True)
class Exported:
    """An edition on its way out; addresses are whole and permanent ones."""

    edition: Edition
    described: Description
    address: str
    work_address: str = ""
    holders: tuple[tuple[str, str], ...] = ()
    """Code and control number of each member that has it."""

    @property
    def key(self) -> str:
        """A name for it in files of references."""
        return f"shanyraq-{self.edition.public_id}"


Write = Callable[[Iterable[Exported]], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """``ending`` of the address, type of the content, what readers call it, and the writer."""

    ending: str
    media_type: str
    label: Any
    write: Write


def _lines(one: Callable[[Exported], str], separator: str = "\n") -> Write:
    return lambda several: separator.join(map(one, several)).encode()


def _citations(cite: Callable[[Description], str]) -> Write:
    return lambda several: "".join(f"{cite(each.described)}\n" for each in several).encode()


def _dublin_core(several: Iterable[Exported]) -> bytes:
    """One as it is; several in a list of their own."""
    found = [oai_dc(each.described, each.address) for each in several]
    inner = found[0] if len(found) == 1 else f"<records>{''.join(found)}</records>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inner}\n'.encode()


def _json_ld(several: Iterable[Exported]) -> bytes:
    found = [
        json_ld(each.described, address=each.address, work_address=each.work_address) for each in several
    ]
    return json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1).encode()


def _iso2709(flavour: str) -> Write:
    return lambda several: b"".join(as_iso2709(_marc(each, flavour), flavour) for each in several)


def _marcxml(several: Iterable[Exported]) -> bytes:
    return collection(as_xml(_marc(each, "marc21")).encode() for each in several)


def _marcxchange(several: Iterable[Exported]) -> bytes:
    inner = "".join(as_marcxchange(_marc(each, "unimarc")) for each in several)
    opening = '<collection xmlns="info:lc/xmlns/marcxchange-v1">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}{inner}</collection>\n'.encode()


def _marc(exported: Exported, flavour: str) -> MarcRecord:
    return union_record(exported.edition, flavour, address=exported.address, holders=list(exported.holders))


_ALL: Final = (
    Format("mrc", "application/marc", _("MARC 21"), _iso2709("marc21")),
    Format("marcxml", "application/marcxml+xml; charset=utf-8", _("MARCXML"), _marcxml),
    Format("unimarc.mrc", "application/marc", _("UNIMARC"), _iso2709("unimarc")),
    Format("unimarc.xml", "application/xml; charset=utf-8", _("UNIMARC (XML)"), _marcxchange),
    Format("dc.xml", "application/xml; charset=utf-8", _("Dublin Core"), _dublin_core),
    Format("jsonld", "application/ld+json", _("schema.org (JSON-LD)"), _json_ld),
    Format("ris", "application/x-research-info-systems; charset=utf-8", _("RIS"),
           _lines(lambda each: ris(each.described, each.address), "\r\n")),
    Format("bib", "application/x-bibtex; charset=utf-8", _("BibTeX"),
           _lines(lambda each: bibtex(each.described, each.key, each.address))),
    Format("gost.txt", "text/plain; charset=utf-8", _("GOST R 7.0.100-2018"), _citations(gost_2018)),
    Format("gost-2003.txt", "text/plain; charset=utf-8", _("GOST 7.1-2003"), _citations(gost_2003)),
    Format("apa.txt", "text/plain; charset=utf-8", _("APA 7"), _citations(apa_text)),
)  # fmt: skip  # a table: ending, type, label, writer
FORMATS: Final = {each.ending: each for each in _ALL}
