"""Public pages: all libraries, one library, how a library becomes a member."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.design.parts import Crumb
from shanyraq.domains.library.network.models import BranchService
from shanyraq.domains.library.network.queries import public_libraries as libraries
from shanyraq.domains.library.network.queries.public_libraries import OpenBranch
from shanyraq.domains.library.network.web.structured_data import library_json_ld
from shanyraq.domains.library.network.workflow import WORKFLOW
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.page_cache.marks import cacheable

PAGE = 24
WEEK = 7
MINUTE = 60
QUERY = ("town", "kind", "open", "page")


@require_safe
def list_libraries(request: HttpRequest) -> HttpResponse:
    """Libraries by town, kind and whether they are open now; all in the address."""
    now = timezone.localtime()
    towns, kinds = libraries.towns(), libraries.kinds()
    town = _chosen(request, "town", towns)
    kind = _chosen(request, "kind", kinds)
    is_open = request.GET.get("open") == "1"
    found = libraries.find_libraries(town=town, kind=kind, open_at=now if is_open else None)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "found": libraries.with_days(page.object_list, now, days=WEEK),
        "towns": towns,
        "kinds": kinds,
        "town": town,
        "kind": kind,
        "is_open": is_open,
        "is_narrowed": bool(town or kind or is_open),
        "links": _head_links(request, "library_network:libraries"),
    }
    response = TemplateResponse(request, "library/network/libraries.html", context)
    return cacheable(response, query=QUERY, seconds=MINUTE)


def _chosen(request: HttpRequest, name: str, choices: list[tuple[str, str]]) -> str:
    """A value of the query that is among the choices; what is not there narrows nothing."""
    given = request.GET.get(name, "")
    return given if given in dict(choices) else ""


@require_safe
def show_library(request: HttpRequest, code: str) -> HttpResponse:
    """One library: addresses, opening hours of the week from today on, services."""
    library = libraries.live_library(code)
    if library is None:
        raise Http404
    found = libraries.with_days([library], timezone.localtime(), days=WEEK)[0]
    context = {
        "library": library,
        "found": found,
        "branches": [(each, _services(each), _map_address(each)) for each in found.branches],
        "crumbs": [
            Crumb(text=_("Libraries"), href=reverse("library_network:libraries")),
            Crumb(text=str(library), language=library.name.in_language(_language()).language),
        ],
        "json_ld": library_json_ld(found, request),
        "links": _head_links(request, "library_network:library", library.code),
    }
    return cacheable(TemplateResponse(request, "library/network/library.html", context), seconds=MINUTE)


def _services(each: OpenBranch) -> list[str]:
    known = dict(BranchService.choices)
    return [str(known[name]) for name in each.branch.services if name in known]


def _map_address(each: OpenBranch) -> str:
    latitude, longitude = each.branch.latitude, each.branch.longitude
    if latitude is None or longitude is None:
        return ""
    query = urlencode({"mlat": f"{latitude:.5f}", "mlon": f"{longitude:.5f}"})
    return f"https://www.openstreetmap.org/?{query}#map=17/{latitude:.5f}/{longitude:.5f}"


@require_safe
def show_membership(request: HttpRequest) -> HttpResponse:
    """The procedure of membership as every reader may know it, drawn from its own table."""
    steps = [
        {
            "move": move,
            "sources": [WORKFLOW.label(name) for name in WORKFLOW.state_names if name in move.sources],
            "target": WORKFLOW.label(move.target),
        }
        for move in WORKFLOW.moves
    ]
    context = {
        "states": [WORKFLOW.label(name) for name in WORKFLOW.state_names],
        "steps": steps,
        "links": _head_links(request, "library_network:membership_page"),
        "crumbs": [
            Crumb(text=_("Libraries"), href=reverse("library_network:libraries")),
            Crumb(text=_("How a library becomes a member")),
        ],
    }
    return cacheable(TemplateResponse(request, "library/network/membership_page.html", context))


def _language() -> str:
    return translation.get_language() or DEFAULT


def _head_links(request: HttpRequest, name: str, *arguments: Any) -> dict[str, Any]:
    """The canonical address and those in all languages."""
    addresses = {}
    for code in LANGUAGES:
        with translation.override(code):
            addresses[code] = request.build_absolute_uri(reverse(name, args=arguments))
    return {
        "canonical": addresses[_language()],
        "alternates": [(LANGUAGES[code].bcp47, address) for code, address in addresses.items()],
        "default": addresses[DEFAULT],
    }
