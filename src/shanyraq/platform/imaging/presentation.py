"""IIIF Presentation 3: manifests from plain descriptions, nothing else (https://iiif.io/api/presentation/3.0/).

Rooms fill the dataclasses and give ``manifest(…)`` out as JSON (``CONTENT_TYPE``). All addresses are
absolute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

CONTEXT: Final = "http://iiif.io/api/presentation/3/context.json"
SEARCH_CONTEXT: Final = "http://iiif.io/api/search/2/context.json"
CONTENT_TYPE: Final = f'application/ld+json;profile="{CONTEXT}"'
THUMBNAIL_PIXELS: Final = 200

Words = str | Mapping[str, str]
"""A text without a language, or texts by BCP 47 tag."""
Direction = Literal["left-to-right", "right-to-left", "top-to-bottom", "bottom-to-top"]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """Something beside the book: a download (``rendering``), data about it (``see_also``), its page."""

    id: str
    label: Words
    format: str = "text/html"
    type: str = "Text"
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class Canvas:
    """One page. ``id``: its own stable address; ``image``: base address of the picture in the Image API 3.

    ``width`` and ``height`` are those of the picture in pixels; word boxes use the same. ``texts`` are
    addresses of annotation pages with the text, ``alto`` is the address of the page's ALTO.
    """

    id: str
    label: Words
    width: int
    height: int
    image: str
    texts: tuple[str, ...] = ()
    alto: str | None = None
    behaviors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the table of contents: the addresses of its canvases, then its parts."""

    id: str
    label: Words
    canvases: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Provider:
    """The library that shows the book."""

    id: str
    label: Words
    homepage: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A book to read. ``search`` and ``autocomplete`` are addresses of Content Search 2 services.

    ``more_services`` stand after them as they are, such as those of an older version.
    """

    id: str
    label: Words
    canvases: Sequence[Canvas]
    direction: Direction = "left-to-right"
    behaviors: tuple[str, ...] = ("paged",)
    summary: Words | None = None
    metadata: Sequence[tuple[Words, Words]] = ()
    rights: str | None = None
    required_statement: tuple[Words, Words] | None = None
    provider: Provider | None = None
    sections: Sequence[Section] = ()
    contents_label: Words = ""
    homepage: Sequence[Link] = ()
    rendering: Sequence[Link] = ()
    see_also: Sequence[Link] = ()
    search: str | None = None
    autocomplete: str | None = None
    more_services: Sequence[Mapping[str, Any]] = ()
    nav_date: str | None = None
    part_of: Sequence[Link] = ()
    start: str | None = None


def words(text: Words) -> dict[str, list[str]]:
    """A language map; a text without a language stands under ``none``."""
    if isinstance(text, str):
        return {"none": [text]}
    return {language: [value] for language, value in text.items() if value}


def manifest(book: Manifest) -> Json:
    """The manifest as JSON-LD.

    :raises ValueError: when there is no canvas: the standard demands one.
    """
    if not book.canvases:
        raise ValueError("a manifest needs at least one canvas")
    found: Json = {"@context": _contexts(book), "id": book.id, "type": "Manifest", "label": words(book.label)}
    found |= _description(book) | _links(book)
    found["viewingDirection"] = book.direction
    if book.behaviors:
        found["behavior"] = list(book.behaviors)
    if book.start:
        found["start"] = {"id": book.start, "type": "Canvas"}
    if book.search:
        found["service"] = [search_service(book.search, book.autocomplete), *book.more_services]
    found["items"] = [canvas(page) for page in book.canvases]
    if book.sections:
        found["structures"] = [_contents(book)]
    return found


def _contexts(book: Manifest) -> str | list[str]:
    return [SEARCH_CONTEXT, CONTEXT] if book.search else CONTEXT


def _description(book: Manifest) -> Json:
    found: Json = {}
    if book.summary:
        found["summary"] = words(book.summary)
    if book.metadata:
        found["metadata"] = [{"label": words(label), "value": words(value)} for label, value in book.metadata]
    if book.rights:
        found["rights"] = book.rights
    if book.required_statement:
        label, value = book.required_statement
        found["requiredStatement"] = {"label": words(label), "value": words(value)}
    if book.provider:
        found["provider"] = [_provider(book.provider)]
    if book.nav_date:
        found["navDate"] = book.nav_date
    return found


def _links(book: Manifest) -> Json:
    first = book.canvases[0]
    found: Json = {"thumbnail": [thumbnail(first)]}
    named = (
        ("homepage", book.homepage),
        ("rendering", book.rendering),
        ("seeAlso", book.see_also),
        ("partOf", book.part_of),
    )
    return found | {name: [_link(link) for link in links] for name, links in named if links}


def canvas(page: Canvas) -> Json:
    """A canvas with its one picture painted on it."""
    found: Json = {
        "id": page.id,
        "type": "Canvas",
        "label": words(page.label),
        "height": page.height,
        "width": page.width,
        "thumbnail": [thumbnail(page)],
        "items": [{"id": f"{page.id}/painting", "type": "AnnotationPage", "items": [_painting(page)]}],
    }
    if page.behaviors:
        found["behavior"] = list(page.behaviors)
    if page.alto:
        found["seeAlso"] = [
            {
                "id": page.alto,
                "type": "Dataset",
                "format": "application/xml",
                "profile": "http://www.loc.gov/standards/alto/",
                "label": words("ALTO"),
            }
        ]
    if page.texts:
        found["annotations"] = [{"id": address, "type": "AnnotationPage"} for address in page.texts]
    return found


def _painting(page: Canvas) -> Json:
    return {
        "id": f"{page.id}/painting/image",
        "type": "Annotation",
        "motivation": "painting",
        "target": page.id,
        "body": _picture(page, size="max", width=page.width, height=page.height),
    }


def thumbnail(page: Canvas, pixels: int = THUMBNAIL_PIXELS) -> Json:
    """The page no larger than *pixels* in either direction, never enlarged."""
    scale = min(1.0, pixels / max(page.width, page.height))
    width, height = max(1, round(page.width * scale)), max(1, round(page.height * scale))
    return _picture(page, size=f"{width},{height}", width=width, height=height)


def _picture(page: Canvas, *, size: str, width: int, height: int) -> Json:
    return {
        "id": f"{page.image}/full/{size}/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "height": height,
        "width": width,
        "service": [{"id": page.image, "type": "ImageService3", "profile": "level2"}],
    }


def search_service(address: str, autocomplete: str | None = None) -> Json:
    """The description of Content Search 2, as it stands in a manifest."""
    found: Json = {"id": address, "type": "SearchService2"}
    if autocomplete:
        found["service"] = [{"id": autocomplete, "type": "AutoCompleteService2"}]
    return found


def _contents(book: Manifest) -> Json:
    whole = Section(f"{book.id}/contents", book.contents_label or book.label, (), tuple(book.sections))
    return _range(whole)


def _range(section: Section) -> Json:
    items: list[Json] = [{"id": address, "type": "Canvas"} for address in section.canvases]
    items += [_range(part) for part in section.sections]
    return {"id": section.id, "type": "Range", "label": words(section.label), "items": items}


def _provider(library: Provider) -> Json:
    page = {"id": library.homepage, "type": "Text", "label": words(library.label), "format": "text/html"}
    return {"id": library.id, "type": "Agent", "label": words(library.label), "homepage": [page]}


def _link(link: Link) -> Json:
    found: Json = {"id": link.id, "type": link.type, "label": words(link.label)}
    if link.type not in {"Manifest", "Collection"}:
        found["format"] = link.format
    return found | ({"profile": link.profile} if link.profile else {})
