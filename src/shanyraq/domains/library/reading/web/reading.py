"""The reader's page: one page of a book, all its pages, search inside, and what a reader leaves in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shanyraq.domains.library.reading.actions import places
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalPage
from shanyraq.domains.library.reading.queries import books
from shanyraq.domains.library.reading.queries.access import Decision
from shanyraq.domains.library.reading.queries.search_inside import PER_PAGE, excerpt, search_inside
from shanyraq.domains.library.reading.web.page_context import book_context, leaf_of, page_context
from shanyraq.domains.library.reading.web.reader_page import FoundPage, Piece, ReaderOverview, ReaderSearch
from shanyraq.domains.library.reading.web.visitors import guarded, known_edition
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.limits import limited

LEAVES_AT_ONCE: Final = 200
LONGEST_QUERY: Final = 300
SEE_OTHER: Final = 303
View = Callable[..., HttpResponse]


def reading(view: View) -> View:
    """Let in who may read; others see why not and what helps. The view gets the edition and the decision."""

    @wraps(view)
    def checked(request: HttpRequest, public_id: str, **more: Any) -> HttpResponse:
        edition, decision = known_edition(request, public_id)
        if not decision:
            return show_closed(request, edition, decision)
        response = view(request, edition, **more)
        # a page holds the reader's own bookmarks and a token for forms: no proxy may keep it
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response if decision.is_open else guarded(response, decision)

    return checked


def show_closed(request: HttpRequest, edition: DigitalEdition, decision: Decision) -> HttpResponse:
    """The page of a book that the visitor may not read: why, and what helps. No word of its text."""
    place = None
    if decision.code == "loan" and request.user.is_authenticated:
        place = edition.queue.filter(user_id=request.user.pk).first()
    context = {
        "edition": edition,
        "decision": decision,
        "place": place,
        "lent": edition.loans.filter(ended_at=None).count() if decision.code == "loan" else 0,
        "waiting": edition.queue.count() if decision.code == "loan" else 0,
        "here": request.get_full_path(),
        "text_language": books.language_tag(edition),
    }
    status = 200 if decision.status in {401, 403} else decision.status
    return guarded(render(request, "library/reading/closed.html", context, status=status), decision)


def query_of(request: HttpRequest) -> str:
    """The words in the address, bounded and without what no database takes."""
    return " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_QUERY]


@require_safe
@reading
def open_book(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """To the place where the reader stopped, or to the first page."""
    place = books.place_in(edition, request.user)
    number = place.page.number if place else 1
    return redirect("library_reading:read_page", edition.public_id, number)


@require_safe
@reading
def show_page(request: HttpRequest, edition: DigitalEdition, number: int) -> HttpResponse:
    """One page to read. A constant number of queries, however long the book."""
    page = books.page_at(edition, number)
    if page is None:
        raise Http404
    context = page_context(request, edition, page, query=query_of(request))
    return render(request, "library/reading/reader.html", {"reader": context})


@require_safe
@reading
def show_pages(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """All pages as small pictures, so many at once that a phone can bear it."""
    given = request.GET.get("from", "")
    first = max(1, int(given)) if given.isascii() and given.isdecimal() and len(given) < 8 else 1
    pages = list(books.pages_of(edition).filter(number__gte=first)[: LEAVES_AT_ONCE + 1])
    here = reverse("library_reading:read_pages", args=[edition.public_id])
    earlier = max(1, first - LEAVES_AT_ONCE)
    context = ReaderOverview(
        **book_context(request, edition, query_of(request)),
        leaves=[leaf_of(page) for page in pages[:LEAVES_AT_ONCE]],
        current=first,
        later_address=f"{here}?from={first + LEAVES_AT_ONCE}" if len(pages) > LEAVES_AT_ONCE else "",
        earlier_address=f"{here}?from={earlier}" if first > 1 else "",
    )
    return render(request, "library/reading/reader_pages.html", {"reader": context})


@require_safe
@reading
def show_search(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """The pages on which all words stand, with an excerpt of each."""
    query = query_of(request)
    given = request.GET.get("part", "1")
    part = min(max(1, int(given)), 5_000) if given.isascii() and given.isdecimal() and len(given) < 6 else 1
    answer = search_inside(edition, query, offset=(part - 1) * PER_PAGE)
    message = "" if answer.is_asked else _("Type a word that may stand in the book.")
    context = ReaderSearch(
        **book_context(request, edition, query),
        pages=[
            FoundPage(
                number=each.number,
                label=each.label,
                pieces=[Piece(piece.text, piece.is_marked) for piece in excerpt(each.text, each.spans)],
                count=max(1, len(each.spans)),
            )
            for each in answer.pages
        ],
        total=answer.total,
        message=message if query else "",
        later_address=_part(request, part + 1) if answer.total > part * PER_PAGE else "",
        earlier_address=_part(request, part - 1) if part > 1 else "",
    )
    response = render(request, "library/reading/reader_search.html", {"reader": context})
    response["X-Robots-Tag"] = "noindex"
    return response


def _part(request: HttpRequest, part: int) -> str:
    query = request.GET.copy()
    query["part"] = str(part)
    return f"?{query.urlencode()}"


@require_safe
@reading
def go_to_label(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """To the page of a label or a place."""
    label = request.GET.get("label", "").replace("\x00", "")
    number = books.page_by_label(edition, label)
    if number is None:
        messages.error(request, _("There is no page “%(label)s”.") % {"label": label[:40]})
        return see_other(reverse("library_reading:read_pages", args=[edition.public_id]))
    return see_other(reverse("library_reading:read_page", args=[edition.public_id, number]))


@require_safe
@reading
def go_to_page(request: HttpRequest, edition: DigitalEdition, page_id: int) -> HttpResponse:
    """From the lasting address of a page to its place; who comes from a search takes the words along."""
    page = books.page_by_id(edition, page_id)
    if page is None:
        raise Http404
    address = reverse("library_reading:read_page", args=[edition.public_id, page.number])
    words = query_of(request) or _words_searched(request)
    return HttpResponseRedirect(f"{address}?{urlencode({'q': words})}" if words else address)


def _words_searched(request: HttpRequest) -> str:
    """The words of the search on this host from which the reader comes."""
    came_from = urlsplit(request.headers.get("Referer", "")[:2000])
    if came_from.netloc != request.get_host():
        return ""
    words = parse_qs(came_from.query, max_num_fields=50).get("q", [""])[0] if came_from.query else ""
    return " ".join(words.replace("\x00", "").split())[:LONGEST_QUERY]


def see_other(address: str) -> HttpResponse:
    return HttpResponse(status=SEE_OTHER, headers={"Location": address})


def _page_given(request: HttpRequest, edition: DigitalEdition) -> DigitalPage:
    given = request.POST.get("number", "")
    page = (
        books.page_at(edition, int(given))
        if given.isascii() and given.isdecimal() and len(given) < 9
        else None
    )
    if page is None:
        raise Http404
    return page


@require_POST
@limited("library_reading")
@reading
def keep_place(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """Remember where a signed-in reader is; of others nothing is kept."""
    page = _page_given(request, edition)
    if request.user.is_authenticated:
        offset = request.POST.get("offset", "0")
        number = int(offset) if offset.isascii() and offset.isdecimal() and len(offset) < 9 else 0
        places.keep_place(page=page, user=request.user, offset=number, at=timezone.now())
    return HttpResponse(status=204)


@require_POST
@limited("library_reading")
@reading
def change_bookmark(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """Mark a page, or take the mark away."""
    page = _page_given(request, edition)
    address = reverse("library_reading:read_page", args=[edition.public_id, page.number])
    if not request.user.is_authenticated:
        sign_in = reverse("account_login")
        return see_other(f"{sign_in}?next={address}")
    try:
        if request.POST.get("action") == "remove":
            places.remove_bookmark(page=page, user=request.user)
        else:
            note = request.POST.get("note", "")
            places.add_bookmark(page=page, user=request.user, note=note, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    wants_json = "application/json" in request.headers.get("Accept", "")
    return HttpResponse(status=204) if wants_json else see_other(address)
