"""Search inside a book for viewers and for the reader's page: hits with boxes, and words that complete."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from shanyraq.domains.library.reading.models import DigitalEdition
from shanyraq.domains.library.reading.queries.access import Decision
from shanyraq.domains.library.reading.queries.completions import LONGEST_QUERY, completions_of
from shanyraq.domains.library.reading.queries.search_inside import AROUND, PER_PAGE, FoundOn, search_inside
from shanyraq.domains.library.reading.web.manifests import absolute, canvas_address
from shanyraq.domains.library.reading.web.reading import query_of
from shanyraq.domains.library.reading.web.visitors import guarded, known_edition, refused
from shanyraq.platform.imaging import content_search_1 as version_1
from shanyraq.platform.imaging.content_search import Box, Hit, SearchPage, completions, search_answer
from shanyraq.platform.imaging.presentation import SEARCH_CONTEXT

SEARCH_TYPE = f'application/ld+json;profile="{SEARCH_CONTEXT}"'


@require_safe
def search_in_book(request: HttpRequest, public_id: str) -> HttpResponse:
    """IIIF Content Search 2. What is not understood of the query is named as ignored."""
    edition, decision = known_edition(request, public_id)
    if not decision:
        return refused(decision)
    page = _answer(request, edition, "library_search_inside")
    return _json(search_answer(page), decision, kind=SEARCH_TYPE)


@require_safe
def search_in_book_1(request: HttpRequest, public_id: str) -> HttpResponse:
    """IIIF Content Search 1: the same answer for viewers that know no newer one."""
    edition, decision = known_edition(request, public_id)
    if not decision:
        return refused(decision)
    page = _answer(request, edition, "library_search_inside_1")
    return _json(version_1.search_answer(page), decision)


def _json(answer: Any, decision: Decision, *, kind: str = "application/json") -> HttpResponse:
    response = JsonResponse(answer, safe=False, content_type=kind, json_dumps_params={"ensure_ascii": False})
    return guarded(response, decision)


def _answer(request: HttpRequest, edition: DigitalEdition, name: str) -> SearchPage:
    """The part of the answer that was asked for; its addresses are those of the view *name*."""
    query, given = query_of(request), request.GET.get("page", "1")
    part = min(max(1, int(given)), 5_000) if given.isascii() and given.isdecimal() and len(given) < 6 else 1
    answer = search_inside(edition, query, offset=(part - 1) * PER_PAGE)
    hits = [hit for page in answer.pages for hit in _hits(edition, page)]
    here = absolute(reverse(name, args=[edition.public_id]))
    last = max(1, (answer.total - 1) // PER_PAGE + 1)

    def address(number: int) -> str:
        pairs = request.GET.copy()
        pairs["page"] = str(number)
        return f"{here}?{pairs.urlencode()}"

    return SearchPage(
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
    return _json(answer, decision, kind=SEARCH_TYPE)


@require_safe
def complete_1(request: HttpRequest, public_id: str) -> HttpResponse:
    """Autocomplete of IIIF Content Search 1."""
    edition, decision = known_edition(request, public_id)
    if not decision:
        return refused(decision)
    typed, own = _typed(request), [edition.public_id]
    search = absolute(reverse("library_search_inside_1", args=own))
    terms = [
        (query, total, f"{search}?{urlencode({'q': query})}")
        for query, total in completions_of(edition, typed)
    ]
    here = f"{absolute(reverse('library_autocomplete_1', args=own))}?{urlencode({'q': typed})}"
    return _json(version_1.completions(here, terms), decision)


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
    return _json(answer, decision)


def _typed(request: HttpRequest) -> str:
    """What was typed so far; a space at its end matters."""
    return request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY]
