"""The search in the catalogue, and lists of editions by a person or about a subject: one page of results."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.design.context import displayed_path
from shanyraq.domains.library.catalogue.public_parts import parts_of
from shanyraq.domains.library.catalogue.queries.available import found_now
from shanyraq.domains.library.catalogue.queries.people import (
    SOURCE,
    FoundEditions,
    editions_about,
    editions_by,
)
from shanyraq.domains.library.catalogue.queries.people import in_order as editions_in_order
from shanyraq.domains.library.catalogue.queries.shown import ShownEdition
from shanyraq.domains.library.catalogue.web.edition_parts import home_library
from shanyraq.domains.library.catalogue.web.facets import OWN_FACETS, catalogue_facets, choices_of, query_of
from shanyraq.domains.library.catalogue.web.pages import crumbs
from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.search.actions.misses import note_miss
from shanyraq.platform.search.asking.parsing import cleaned
from shanyraq.platform.search.asking.wishes import PER_PAGE, Wish
from shanyraq.platform.search.engine.reading import NoIndex
from shanyraq.platform.search.queries.meanings import other_meaning
from shanyraq.platform.search.queries.results import Results
from shanyraq.platform.search.queries.suggestions import suggestions
from shanyraq.platform.search.web.addresses import page_number, wish_of
from shanyraq.platform.search.web.machines import RETRY_SECONDS
from shanyraq.platform.search.web.pages import ORDERS, last_page

LONGEST_NAME: Final = 200


def catalogue_wish(request: HttpRequest) -> Wish:
    """The wish in the address: the general one, kept to editions, with the catalogue's own facets."""
    asked = replace(wish_of(request), languages=(), places=())
    return replace(asked, source=SOURCE, own=choices_of(request.GET), wanted=tuple(OWN_FACETS))


@require_safe
def search_catalogue(request: HttpRequest) -> HttpResponse:
    """What is found for the state in the address."""
    wish = catalogue_wish(request)
    query = query_of(wish)
    if query != "?":
        request.displayed_path = f"{displayed_path(request)}{query}"  # type: ignore[attr-defined]  # ours, read by `displayed_path`
    try:
        found, counts = found_now(wish, is_signed_in=request.user.is_authenticated)
        meaning = other_meaning(wish, found.total)
    except NoIndex:
        return _preparing(request, {"wish": wish})
    if found.total and wish.offset >= found.total:
        number = last_page(found.total)
        return HttpResponseRedirect(
            f"{request.path}{query}&page={number}" if number > 1 else f"{request.path}{query}"
        )
    if wish.words and not found.total and not wish.own and not wish.kinds:
        note_miss(words=found.asked, language=wish.language)
    editions = editions_in_order([int(hit.number.partition(":")[2]) for hit in found.hits])
    context = _found_context(request, wish, found, editions=editions) | {
        "facets": catalogue_facets(wish, counts, mine=home_library(request)),
        "meaning": meaning,
        "meaning_href": query_of(replace(wish, words=meaning.words)) if meaning else "",
        "title": _("Search the catalogue"),
        "crumbs": crumbs(_("Search the catalogue")),
    }
    response = TemplateResponse(request, "library/catalogue/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _found_context(
    request: HttpRequest, wish: Wish, found: Results, *, editions: list[ShownEdition]
) -> dict[str, Any]:
    parts = parts_of([each.pk for each in editions], request)
    marked = {int(hit.number.partition(":")[2]): hit for hit in found.hits}
    return {
        "wish": wish,
        "found": found,
        "lines": [(each, marked[each.pk], parts.get(each.pk, [])) for each in editions],
        "has_choices": bool(wish.own or wish.kinds or wish.periods),
        "without_choices": query_of(Wish(words=wish.words)),
        "orders": [
            (str(title), query_of(replace(wish, order=order)), order == wish.order)
            for order, title in ORDERS.items()
        ],
        "page": Paginator(range(found.total), PER_PAGE).get_page(wish.offset // PER_PAGE + 1),
    }


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles of editions that begin as typed, in the form of the OpenSearch suggestions."""
    wish = replace(wish_of(request), source=SOURCE)
    try:
        found = suggestions(wish)
    except NoIndex:
        found = []
    body = [
        wish.words,
        [each.title for each in found],
        ["" for _each in found],
        [each.address for each in found],
    ]
    return JsonResponse(body, safe=False, json_dumps_params={"ensure_ascii": False})


@require_safe
def show_person(request: HttpRequest) -> HttpResponse:
    """Everything by somebody whose name stands in the address."""
    return _list(request, editions_by, _("By this person or body"))


@require_safe
def show_subject(request: HttpRequest) -> HttpResponse:
    """Everything about a subject that stands in the address."""
    return _list(request, editions_about, _("About this subject"))


def _list(request: HttpRequest, find: Any, kicker: str) -> HttpResponse:
    name = cleaned(request.GET.get("name", ""))[:LONGEST_NAME]
    if not name:
        return HttpResponseRedirect(f"/{get_language()}/library/")
    number = page_number(request.GET.get("page", ""))
    request.displayed_path = f"{displayed_path(request)}?{request.GET.urlencode()}"  # type: ignore[attr-defined]  # ours, read by `displayed_path`
    try:
        found: FoundEditions = find(name, get_language() or DEFAULT, page=number)
    except NoIndex:
        return _preparing(request, {})
    context = {
        "name": name,
        "kicker": kicker,
        "found": found,
        "page": Paginator(range(found.total), PER_PAGE).get_page(number),
        "crumbs": crumbs(name),
    }
    return TemplateResponse(request, "library/catalogue/by_name.html", context)


def _preparing(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    response = TemplateResponse(request, "search/preparing.html", context, status=503)
    response["Retry-After"] = RETRY_SECONDS
    return response
