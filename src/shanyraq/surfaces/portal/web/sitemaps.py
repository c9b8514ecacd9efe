"""Sitemaps (sitemaps.org): an index and one map for each language, its siblings beside each page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page

from shanyraq.domains.petitions import public as petitions
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.surfaces.portal.web.library_sitemaps import paths as library_paths
from shanyraq.surfaces.portal.web.map_entries import SITEMAP, XHTML, as_xml, write_entry

MOST = 50_000  # addresses in one map, by the protocol


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Names the map of each language, and the maps of the library."""
    root = Element("sitemapindex", {"xmlns": SITEMAP})
    for path in islice(chain((f"/sitemap-{code}.xml" for code in LANGUAGES), library_paths()), MOST):
        entry = SubElement(root, "sitemap")
        SubElement(entry, "loc").text = request.build_absolute_uri(path)
    return as_xml(root)


@require_safe
def sitemap(request: HttpRequest, code: str) -> HttpResponse:
    """The pages that are really written in one language; a fallback is listed where its text is at home."""
    if code not in LANGUAGES:
        raise Http404
    root = Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    written = _written_pages(request)
    for addresses in [*written.values(), _public_logs(), *_petitions()]:
        if code in addresses:
            write_entry(root, addresses, code, request=request)
    return as_xml(root)


def _public_logs() -> dict[str, tuple[str, Any]]:
    """What the public logs prove, and the program that recounts them."""
    found: dict[str, tuple[str, Any]] = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = (reverse("public_logs"), None)
    return found


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
