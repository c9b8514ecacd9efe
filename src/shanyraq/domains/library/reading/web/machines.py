"""Addresses for programs: manifest, search inside, text, ALTO and whole books."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from shanyraq.domains.library.reading.actions.downloads import current, kinds_of, order_downloads
from shanyraq.domains.library.reading.formats.boxes import unpack
from shanyraq.domains.library.reading.formats.words import around
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalPage
from shanyraq.domains.library.reading.queries import books
from shanyraq.domains.library.reading.queries.completions import LONGEST_QUERY, completions_of
from shanyraq.domains.library.reading.queries.downloads import may_download
from shanyraq.domains.library.reading.queries.search_inside import AROUND, PER_PAGE, FoundOn, search_inside
from shanyraq.domains.library.reading.web.manifests import absolute, canvas_address, manifest_of
from shanyraq.domains.library.reading.web.reading import query_of
from shanyraq.domains.library.reading.web.visitors import guarded, known_edition, refused, visitor_of
from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.imaging.content_search import (
    Box,
    Hit,
    SearchPage,
    TextLine,
    completions,
    search_answer,
    text_annotations,
)
from shanyraq.platform.imaging.presentation import CONTENT_TYPE, SEARCH_CONTEXT

PLAIN = {"ensure_ascii": False}
SEARCH_TYPE = f'application/ld+json;profile="{SEARCH_CONTEXT}"'


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


@require_safe
def search_in_book(request: HttpRequest, public_id: str) -> HttpResponse:
    """IIIF Content Search 2. What is not understood of the query is named as ignored."""
    edition, decision = known_edition(request, public_id)
    if not decision:
        return refused(decision)
    query, given = query_of(request), request.GET.get("page", "1")
    part = min(max(1, int(given)), 5_000) if given.isascii() and given.isdecimal() and len(given) < 6 else 1
    answer = search_inside(edition, query, offset=(part - 1) * PER_PAGE)
    hits = [hit for page in answer.pages for hit in _hits(edition, page)]
    here = absolute(reverse("library_search_inside", args=[edition.public_id]))
    last = max(1, (answer.total - 1) // PER_PAGE + 1)

    def address(number: int) -> str:
        pairs = request.GET.copy()
        pairs["page"] = str(number)
        return f"{here}?{pairs.urlencode()}"

    page = SearchPage(
        id=address(part),
        hits=hits,
        start_index=(part - 1) * PER_PAGE,
        collection=f"{here}?{request.GET.urlencode()}#all" if last > 1 else None,
        first=address(1) if last > 1 else None,
        last=address(last) if last > 1 else None,
        next=address(part + 1) if part < last else None,
        previous=address(part - 1) if part > 1 else None,
        ignored=tuple(name for name in ("motivation", "date", "user") if name in request.GET),
    )
    return guarded(
        JsonResponse(search_answer(page), content_type=SEARCH_TYPE, json_dumps_params=PLAIN), decision
    )


def _hits(edition: DigitalEdition, page: FoundOn) -> list[Hit]:
    canvas = canvas_address(edition, page.page_id)
    found = []
    for (start, end), boxes in zip(page.spans, page.boxes, strict=True):
        if boxes:
            found.append(
                Hit(
                    id=f"{canvas}/hits/{start}-{end}",
                    exact=page.text[start:end],
                    boxes=tuple(Box(canvas, *box) for box in boxes),
                    prefix=page.text[max(0, start - AROUND) : start],
                    suffix=page.text[end : end + AROUND],
                )
            )
    return found


@require_safe
def complete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Autocomplete of IIIF Content Search 2: words of the book that begin as the last one of ``q``."""
    edition, decision = known_edition(request, public_id)
    if not decision:
        return refused(decision)
    here = absolute(reverse("library_autocomplete", args=[edition.public_id]))
    asked = request.GET.copy()
    terms = completions_of(edition, _typed(request))
    ignored = [name for name in ("motivation", "date", "user") if name in asked]
    answer = completions(f"{here}?{asked.urlencode()}" if asked else here, terms, ignored=ignored)
    return guarded(JsonResponse(answer, content_type=SEARCH_TYPE, json_dumps_params=PLAIN), decision)


@require_safe
def suggest(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same for the search field of the reader's page, as ``design/js/combobox.js`` asks for it."""
    edition, decision = known_edition(request, public_id)
    if not decision:
        return refused(decision)
    typed = _typed(request)
    found = completions_of(edition, typed)
    here = reverse("library_reading:read_search", args=[edition.public_id])
    said = ngettext("%(number)s suggestion", "%(number)s suggestions", len(found)) % {"number": len(found)}
    answer = [
        typed,
        [each.query for each in found],
        [number_format(each.total, force_grouping=True) for each in found],
        [f"{here}?{urlencode({'q': each.query})}" for each in found],
        said if found else "",
    ]
    return guarded(JsonResponse(answer, safe=False, json_dumps_params=PLAIN), decision)


def _typed(request: HttpRequest) -> str:
    """What was typed so far; a space at its end matters."""
    return request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY]


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
