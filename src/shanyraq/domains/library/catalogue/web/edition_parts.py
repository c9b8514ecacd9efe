"""Parts of an edition's page: buttons in their order, citations, files, JSON-LD, the reader's own library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from shanyraq.domains.library.catalogue.description import Description
from shanyraq.domains.library.catalogue.exports.citations.apa import Piece, apa
from shanyraq.domains.library.catalogue.exports.citations.gost import gost_2003, gost_2018
from shanyraq.domains.library.catalogue.exports.formats import FORMATS
from shanyraq.domains.library.catalogue.exports.json_ld import json_ld
from shanyraq.domains.library.catalogue.public_parts import Part
from shanyraq.domains.library.catalogue.queries.shown import ShownEdition
from shanyraq.domains.library.network.models import Reader

_ORDER: Final = {"read": 0, "reserve": 1, "download": 2, "list": 3, "other": 4}
# In a script element only these can end it or open a comment; JSON accepts them escaped.
_ESCAPES: Final = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A way to cite, as pieces of text of which titles are set in italics."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ExportLink:
    """A file to be had."""

    label: str
    address: str


def citations_of(told: Description) -> list[Citation]:
    """The three that people copy; the others are files."""
    return [
        Citation(str(FORMATS["gost.txt"].label), (Piece(gost_2018(told)),)),
        Citation(str(FORMATS["gost-2003.txt"].label), (Piece(gost_2003(told)),)),
        Citation(str(FORMATS["apa.txt"].label), tuple(apa(told))),
    ]


def export_links(public_id: str) -> list[ExportLink]:
    """Files of the edition, but those of citations that stand on the page."""
    return [
        ExportLink(str(each.label), reverse("library_export", args=[public_id, each.ending]))
        for each in FORMATS.values()
        if not each.ending.endswith(".txt")
    ]


def reading_first(parts: Sequence[Part]) -> list[Part]:
    """Reading before reserving before everything else."""
    return sorted(parts, key=lambda part: _ORDER.get(part.kind, len(_ORDER)))


def nearest_library(request: HttpRequest) -> str:
    """The library that the reader chose: in the address, or as the home library of their card."""
    chosen = request.GET.get("library", "")
    if chosen:
        return chosen[:32]
    return home_library(request)


def home_library(request: HttpRequest) -> str:
    """The code of the library of the reader's card; empty without one. One query for who is signed in."""
    if not request.user.is_authenticated:
        return ""
    cards = Reader.objects.filter(user=request.user.pk)
    return cards.values_list("home_library__code", flat=True).first() or ""


def structured(edition: ShownEdition, address: str) -> SafeString:
    """The edition's JSON-LD, safe inside a script element whatever a record says."""
    told: dict[str, Any] = json_ld(
        edition.described, address=address, image=f"{settings.NOTIFICATIONS_ADDRESS}{edition.cover}"
    )
    return script_json(told)


def script_json(told: dict[str, Any]) -> SafeString:
    """An object as JSON for a script element."""
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 -- nothing ends the element
