"""Sitemaps of the library, in parts: a union catalogue has more pages than one map may have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from shanyraq.domains.library.catalogue import public as catalogue
from shanyraq.domains.library.reading import public as reading
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.surfaces.portal.web.map_entries import SITEMAP, XHTML, as_xml, write_entry


def paths() -> Iterator[str]:
    """The addresses of all maps of the library, for the index. Three queries."""
    for kind, number in {**catalogue.map_parts(), **reading.map_parts()}.items():
        for part in range(number):
            yield from (f"/sitemap-library-{kind}-{part}-{code}.xml" for code in LANGUAGES)


@require_safe
def library_sitemap(request: HttpRequest, kind: str, *, part: int, code: str) -> HttpResponse:
    """One part of the map of editions, people, subjects or books, in one language. One query."""
    if code not in LANGUAGES or kind not in {"editions", "people", "subjects", "books"} or part > 10**9:
        raise Http404
    root = Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    for address in reading.addresses(part) if kind == "books" else catalogue.addresses(kind, part):
        found: dict[str, tuple[str, Any]] = {
            each: (f"/{each}/{address.path}", address.changed_at) for each in LANGUAGES
        }
        write_entry(root, found, code, request=request)
    return as_xml(root)
