"""Addresses for programs: manifest, text, ALTO and whole books."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from shanyraq.domains.library.reading.actions.downloads import current, kinds_of, order_downloads
from shanyraq.domains.library.reading.formats.boxes import unpack
from shanyraq.domains.library.reading.formats.words import around
from shanyraq.domains.library.reading.models import DigitalPage
from shanyraq.domains.library.reading.queries import books
from shanyraq.domains.library.reading.queries.downloads import may_download
from shanyraq.domains.library.reading.web.manifests import absolute, canvas_address, manifest_of
from shanyraq.domains.library.reading.web.visitors import guarded, known_edition, refused, visitor_of
from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.imaging.content_search import Box, TextLine, text_annotations
from shanyraq.platform.imaging.presentation import CONTENT_TYPE

PLAIN = {"ensure_ascii": False}


@require_safe
def show_manifest(request: HttpRequest, public_id: str) -> HttpResponse:
    """IIIF Presentation 3. Two queries for a book of any length, and those of the decision."""
    edition, decision = known_edition(request, public_id)
    if not decision:
        return refused(decision)
    with translation.override(DEFAULT):
        found = manifest_of(edition, visitor_of(request))
    if found is None:
        raise Http404  # a book of running text has no canvas
    return guarded(JsonResponse(found, content_type=CONTENT_TYPE, json_dumps_params=PLAIN), decision)


def _page(request: HttpRequest, public_id: str, page_id: int) -> tuple[Any, Any, DigitalPage | None]:
    edition, decision = known_edition(request, public_id)
    if not decision:
        return edition, decision, None
    page = books.page_by_id(edition, page_id)
    if page is None:
        raise Http404
    return edition, decision, page


@require_safe
def show_lines(request: HttpRequest, public_id: str, page_id: int) -> HttpResponse:
    """The text of a page, line by line, as annotations for viewers."""
    edition, decision, page = _page(request, public_id, page_id)
    if page is None:
        return refused(decision)
    content = books.text_of(page)
    canvas = canvas_address(edition, page.pk)
    language = books.language_tag(edition)
    lines = [
        TextLine(f"{canvas}/lines/{number}", text, Box(canvas, *box), language)
        for number, (text, box) in enumerate(_lines(content), 1)
    ]
    answer = text_annotations(absolute(request.path), lines)
    return guarded(JsonResponse(answer, content_type=CONTENT_TYPE, json_dumps_params=PLAIN), decision)


def _lines(content: Any) -> list[tuple[str, Any]]:
    """The lines of the text with the boxes around their words."""
    if content is None:
        return []
    placed, found, at = unpack(content.boxes), [], 0
    for line in content.text.split("\n"):
        boxes = [each.box for each in placed if at <= each.start < at + len(line)]
        if boxes:
            found.append((line, around(boxes)))
        at += len(line) + 1
    return found


@require_safe
def show_text(request: HttpRequest, public_id: str, page_id: int) -> HttpResponse:
    """The plain text of a page."""
    _edition, decision, page = _page(request, public_id, page_id)
    if page is None:
        return refused(decision)
    content = books.text_of(page)
    text = content.text if content else ""
    return guarded(HttpResponse(text, content_type="text/plain; charset=utf-8"), decision)


@require_safe
def show_alto(request: HttpRequest, public_id: str, page_id: int) -> HttpResponseBase:
    """The ALTO of a page."""
    _edition, decision, page = _page(request, public_id, page_id)
    if page is None:
        return refused(decision)
    if not page.alto:
        raise Http404
    with page.alto.open("rb") as file:
        response = HttpResponse(file.read(), content_type="application/xml")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return guarded(response, decision)


@require_safe
def download(request: HttpRequest, public_id: str, kind: str) -> HttpResponseBase:
    """A whole book as a file; while it is being made, a page that says so."""
    edition, decision = known_edition(request, public_id)
    if not decision:
        return refused(decision)
    if not may_download(edition, visitor_of(request)):
        raise Http404
    made = current(edition, kind)
    if made is None:
        if kind not in kinds_of(edition):
            raise Http404
        order_downloads(edition)
        context = {"edition": edition, "kind": kind}
        response = render(request, "library/reading/download_prepared.html", context, status=202)
        response["Retry-After"] = "30"
        return guarded(response, decision)
    name = f"{edition.public_id}.{kind}"
    types = {"pdf": "application/pdf", "epub": "application/epub+zip"}
    file = FileResponse(made.file.open("rb"), as_attachment=True, filename=name, content_type=types[kind])
    file["X-Content-Type-Options"] = "nosniff"
    file["Cache-Control"] = "public, max-age=0, must-revalidate" if decision.is_open else "private, no-store"
    return file
