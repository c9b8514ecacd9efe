"""IIIF Content Search 2 and the pages' text as annotations, from plain descriptions.

https://iiif.io/api/search/2.0/ — a room answers with ``search_answer(…)``, ``completions(…)`` or
``text_annotations(…)`` as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shanyraq.platform.imaging.presentation import CONTEXT, SEARCH_CONTEXT

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Box:
    """Where a word or a line stands on its canvas, in the canvas's pixels."""

    canvas: str
    x: int
    y: int
    width: int
    height: int

    @property
    def target(self) -> str:
        return f"{self.canvas}#xywh={self.x},{self.y},{self.width},{self.height}"


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found, with the text around them. More than one box: the words go over the end of a line."""

    id: str
    exact: str
    boxes: tuple[Box, ...]
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of an answer. ``id``: the address asked for; ``collection``: that of the whole answer."""

    id: str
    hits: Sequence[Hit]
    total: int | None = None
    start_index: int = 0
    collection: str | None = None
    first: str | None = None
    last: str | None = None
    next: str | None = None
    previous: str | None = None
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page with its box and BCP 47 language."""

    id: str
    text: str
    box: Box
    language: str | None = None


def search_answer(page: SearchPage) -> Json:
    """An annotation page: one annotation for each box, and for each hit the words around it."""
    found: Json = {"@context": SEARCH_CONTEXT, "id": page.id, "type": "AnnotationPage"}
    if page.ignored:
        found["ignored"] = list(page.ignored)
    if page.collection:
        found["partOf"] = _collection(page)
        found["startIndex"] = page.start_index
    for name, address in (("next", page.next), ("prev", page.previous)):
        if address:
            found[name] = {"id": address, "type": "AnnotationPage"}
    found["items"] = [item for hit in page.hits for item in _boxes(hit)]
    if page.hits:
        contexts = [_context(hit) for hit in page.hits if hit.boxes]
        found["annotations"] = [{"id": f"{page.id}#contexts", "type": "AnnotationPage", "items": contexts}]
    return found


def _collection(page: SearchPage) -> Json:
    found: Json = {"id": page.collection, "type": "AnnotationCollection"}
    if page.total is not None:
        found["total"] = page.total
    for name, address in (("first", page.first), ("last", page.last)):
        if address:
            found[name] = {"id": address, "type": "AnnotationPage"}
    return found


def _boxes(hit: Hit) -> list[Json]:
    return [
        {
            "id": _annotation(hit, place),
            "type": "Annotation",
            "motivation": "highlighting",
            "body": {"type": "TextualBody", "value": hit.exact, "format": "text/plain"},
            "target": box.target,
        }
        for place, box in enumerate(hit.boxes)
    ]


def _annotation(hit: Hit, place: int) -> str:
    return hit.id if place == 0 else f"{hit.id}-{place + 1}"


def _context(hit: Hit) -> Json:
    quote: Json = {
        "type": "TextQuoteSelector",
        "prefix": hit.prefix,
        "exact": hit.exact,
        "suffix": hit.suffix,
    }
    source = {"type": "SpecificResource", "source": hit.id, "selector": [quote]}
    return {
        "id": f"{hit.id}-context",
        "type": "Annotation",
        "motivation": "contextualizing",
        "target": source,
    }


def completions(address: str, terms: Iterable[tuple[str, int]], *, ignored: Sequence[str] = ()) -> Json:
    """Words that begin as asked, with how often each stands there; *ignored*: parameters passed over."""
    found: Json = {"@context": SEARCH_CONTEXT, "id": address, "type": "TermPage"}
    if ignored:
        found["ignored"] = list(ignored)
    found["items"] = [{"type": "Term", "value": value, "total": total} for value, total in terms]
    return found


def text_annotations(address: str, lines: Iterable[TextLine]) -> Json:
    """The text of a page, line by line, to stand beside the picture in any viewer."""
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationPage",
        "items": [_line(line) for line in lines],
    }


def _line(line: TextLine) -> Json:
    body: Json = {"type": "TextualBody", "value": line.text, "format": "text/plain"}
    if line.language:
        body["language"] = line.language
    return {
        "id": line.id,
        "type": "Annotation",
        "motivation": "supplementing",
        "body": body,
        "target": line.box.target,
    }
