"""Sitemaps (sitemaps.org): an index and one map for each language, its siblings beside each page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from shanyraq.domains.petitions import public as petitions
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.page_cache.marks import cacheable

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
MOST = 50_000  # addresses in one map, by the protocol


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Names the map of each language."""
    root = Element("sitemapindex", {"xmlns": SITEMAP})
    for code in LANGUAGES:
        entry = SubElement(root, "sitemap")
        SubElement(entry, "loc").text = request.build_absolute_uri(f"/sitemap-{code}.xml")
    return _xml(root)


@require_safe
def sitemap(request: HttpRequest, code: str) -> HttpResponse:
    """The pages that are really written in one language; a fallback is listed where its text is at home."""
    if code not in LANGUAGES:
        raise Http404
    root = Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    written = _written_pages(request)
    for addresses in [*written.values(), *_petitions()]:
        if code in addresses:
            _entry(root, addresses, code, request=request)
    return _xml(root)


def _petitions() -> Iterator[dict[str, tuple[str, Any]]]:
    """Public pages of petitions, which are there in every language."""
    for address in islice(petitions.addresses(), MOST // 2):
        yield {code: (f"/{code}/{address.path}", address.changed_at) for code in LANGUAGES}


def _written_pages(request: HttpRequest) -> dict[Any, dict[str, tuple[str, Any]]]:
    """Address and last change of every public page, by translation key and language. Two queries."""
    pages = Page.objects.live().public().filter(alias_of=None, depth__gt=1).select_related("locale")
    found: dict[Any, dict[str, tuple[str, Any]]] = defaultdict(dict)
    for page in pages.order_by("path")[: MOST * len(LANGUAGES)]:
        address = page.get_url(request)
        if address:
            found[page.translation_key][page.locale.language_code] = (address, page.last_published_at)
    return found


def _entry(root: Element, addresses: dict[str, tuple[str, Any]], code: str, *, request: HttpRequest) -> None:
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


def _xml(root: Element) -> HttpResponse:
    body = tostring(root, encoding="utf-8", xml_declaration=True)
    return cacheable(HttpResponse(body, content_type="application/xml"), every_language=True)
