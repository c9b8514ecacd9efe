"""Entries of sitemaps and the answers they stand in."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse

from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.page_cache.marks import cacheable

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def write_entry(
    root: Element, addresses: dict[str, tuple[str, Any]], code: str, *, request: HttpRequest
) -> None:
    """One page of a map, by its addresses in the languages that it has, with its siblings beside it."""
    entry = SubElement(root, "url")
    address, changed = addresses[code]
    SubElement(entry, "loc").text = request.build_absolute_uri(address)
    if changed:
        SubElement(entry, "lastmod").text = changed.isoformat(timespec="seconds")
    for other in LANGUAGES:
        if other in addresses:
            _alternate(entry, LANGUAGES[other].bcp47, request.build_absolute_uri(addresses[other][0]))
    fallback = addresses.get(DEFAULT) or next(iter(addresses.values()))
    _alternate(entry, "x-default", request.build_absolute_uri(fallback[0]))


def _alternate(entry: Element, language: str, address: str) -> None:
    SubElement(entry, "xhtml:link", {"rel": "alternate", "hreflang": language, "href": address})


def as_xml(root: Element) -> HttpResponse:
    """A map as an answer that may be kept."""
    body = tostring(root, encoding="utf-8", xml_declaration=True)
    return cacheable(HttpResponse(body, content_type="application/xml"), every_language=True)
