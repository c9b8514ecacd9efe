"""IIIF Content Search 1 beside version 2, from the same descriptions.

https://iiif.io/api/search/1.0/ — Mirador 4 asks for this version only (its selectors know 0 and 1), and
manifests of Presentation 3 may name services of both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from shanyraq.platform.imaging.content_search import Hit, SearchPage

Json = dict[str, Any]
CONTEXT: Final = "http://iiif.io/api/search/1/context.json"
PRESENTATION: Final = "http://iiif.io/api/presentation/2/context.json"
SEARCH: Final = "http://iiif.io/api/search/1/search"
AUTOCOMPLETE: Final = "http://iiif.io/api/search/1/autocomplete"


def search_service(address: str, autocomplete: str) -> Json:
    """The description of the services, as it stands in a manifest of Presentation 3."""
    return {
        "@context": CONTEXT,
        "@id": address,
        "@type": "SearchService1",
        "profile": SEARCH,
        "service": [{"@id": autocomplete, "@type": "AutoCompleteService1", "profile": AUTOCOMPLETE}],
    }


def search_answer(page: SearchPage) -> Json:
    """An annotation list: one annotation for each box, and for each hit the words around it."""
    found: Json = {"@context": [PRESENTATION, CONTEXT], "@id": page.id, "@type": "sc:AnnotationList"}
    layer: Json = {"@type": "sc:Layer"}
    if page.collection:
        layer |= {"@id": page.collection, "first": page.first, "last": page.last}
        found["startIndex"] = page.start_index
    if page.total is not None:
        layer["total"] = page.total
    if page.ignored:
        layer["ignored"] = list(page.ignored)
    found["within"] = layer
    for name, address in (("next", page.next), ("prev", page.previous)):
        if address:
            found[name] = address
    found["resources"] = [item for hit in page.hits for item in _boxes(hit)]
    found["hits"] = [_hit(hit) for hit in page.hits if hit.boxes]
    return found


def _boxes(hit: Hit) -> list[Json]:
    return [
        {
            "@id": _annotation(hit, place),
            "@type": "oa:Annotation",
            "motivation": "sc:painting",
            "resource": {"@type": "cnt:ContentAsText", "chars": hit.exact},
            "on": box.target,
        }
        for place, box in enumerate(hit.boxes)
    ]


def _annotation(hit: Hit, place: int) -> str:
    return hit.id if place == 0 else f"{hit.id}-{place + 1}"


def _hit(hit: Hit) -> Json:
    return {
        "@type": "search:Hit",
        "annotations": [_annotation(hit, place) for place in range(len(hit.boxes))],
        "match": hit.exact,
        "before": hit.prefix,
        "after": hit.suffix,
    }


def completions(address: str, terms: Iterable[tuple[str, int, str]]) -> Json:
    """Words that begin as asked, how often each stands there, and the address that searches for it."""
    items = [{"match": match, "count": count, "url": url} for match, count, url in terms]
    return {"@context": CONTEXT, "@id": address, "@type": "search:TermList", "terms": items}
