"""From rows to what the reader's templates show."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from shanyraq.domains.library.reading.formats.boxes import unpack
from shanyraq.domains.library.reading.models import (
    Bookmark,
    ContentsEntry,
    DigitalEdition,
    DigitalPage,
    PageText,
)
from shanyraq.domains.library.reading.queries import books
from shanyraq.domains.library.reading.queries.downloads import ready_downloads
from shanyraq.domains.library.reading.queries.search_inside import spans_on_page
from shanyraq.domains.library.reading.states import PageForm, TextOrigin
from shanyraq.domains.library.reading.web.pictures import picture_base
from shanyraq.domains.library.reading.web.reader_page import (
    ContentsLine,
    Download,
    KeptMark,
    Leaf,
    PlacedWord,
    ReaderPage,
)
from shanyraq.domains.library.reading.web.visitors import visitor_of


def leaf_of(page: DigitalPage) -> Leaf:
    """A page as it is shown small or large."""
    return Leaf(
        number=page.number,
        label=page.shown_label,
        picture=picture_base(page),
        width=page.width,
        height=page.height,
    )


def base_of(edition: DigitalEdition) -> str:
    """The address below which all pages of a book stand, in the language in force."""
    return reverse("library_reading:read", args=[edition.public_id])


def book_context(request: HttpRequest, edition: DigitalEdition, query: str) -> dict[str, Any]:
    """What all of the reader's templates know of a book; one query."""
    return {
        "title": edition.title,
        "creator": edition.creator,
        "language": books.language_tag(edition),
        "text_direction": "rtl" if books.is_written_rtl(edition) else "ltr",
        "direction": edition.direction,
        "base": base_of(edition),
        "book_address": reverse("library_catalogue:edition", args=[edition.edition.public_id]),
        "count": books.count_pages(edition),
        "query": query,
        "note": edition.completeness,
        "is_signed_in": request.user.is_authenticated,
    }


def page_context(
    request: HttpRequest, edition: DigitalEdition, page: DigitalPage, *, query: str
) -> ReaderPage:
    """One page to read, with what stands around it."""
    content = books.text_of(page)
    here = reverse("library_reading:read_page", args=[edition.public_id, page.number])
    return ReaderPage(
        **book_context(request, edition, query),
        number=page.number,
        label=page.shown_label,
        leaf=leaf_of(page),
        **_text(edition, page, content, query=query),
        near=[leaf_of(each) for each in books.near(edition, page.number)],
        contents=[_line(entry) for entry in books.contents_of(edition)],
        bookmarks=[_mark(each) for each in books.bookmarks_of(edition, request.user)],
        downloads=_downloads(request, edition),
        manifest_address=_manifest(edition, page),
        canonical=request.build_absolute_uri(here),
    )


def _text(
    edition: DigitalEdition, page: DigitalPage, content: PageText | None, *, query: str
) -> dict[str, Any]:
    if content is None:
        return {}
    words = [PlacedWord(start, end, *box) for start, end, box in unpack(content.boxes)]
    return {
        "text": content.text,
        "words": words,
        "found": spans_on_page(edition, content, query) if query else (),
        "html": content.html if page.form == PageForm.TEXT else "",
        "is_recognised": content.origin == TextOrigin.OCR,
    }


def _line(entry: ContentsEntry) -> ContentsLine:
    return ContentsLine(entry.title, entry.level, entry.page.number, entry.page.shown_label, entry.anchor)


def _mark(bookmark: Bookmark) -> KeptMark:
    return KeptMark(bookmark.page.number, bookmark.page.shown_label, bookmark.note)


def _downloads(request: HttpRequest, edition: DigitalEdition) -> list[Download]:
    return [
        Download(
            label=each.get_kind_display(),
            address=reverse("library_reading:download", args=[edition.public_id, each.kind]),
            note=filesizeformat(each.size),
        )
        for each in ready_downloads(edition, visitor_of(request))
    ]


def _manifest(edition: DigitalEdition, page: DigitalPage) -> str:
    return reverse("library_manifest", args=[edition.public_id]) if page.has_picture else ""
