"""Who asks: the visitor of a request, and the doors that ask the one decision."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from shanyraq.domains.library.network.web.visitors import reading_room_of
from shanyraq.domains.library.reading.models import DigitalEdition
from shanyraq.domains.library.reading.queries.access import Decision, Visitor, decide
from shanyraq.domains.library.reading.queries.books import edition_at

_KEPT = "_library_visitor"


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor, made once a request."""
    found = getattr(request, _KEPT, None)
    if found is None:
        found = Visitor(user=request.user, find_rooms=lambda: _rooms(request))
        setattr(request, _KEPT, found)
    return found


def _rooms(request: HttpRequest) -> frozenset[int]:
    library = reading_room_of(request)
    return frozenset({library.pk}) if library else frozenset()


def known_edition(request: HttpRequest, public_id: str) -> tuple[DigitalEdition, Decision]:
    """The digital edition with the decision. :raises Http404: when the visitor may not know of it."""
    edition = edition_at(public_id)
    if edition is None:
        raise Http404
    decision = decide(edition, visitor_of(request))
    if not decision.is_known:
        raise Http404
    return edition, decision


def refused(decision: Decision) -> HttpResponse:
    """The answer of machines' addresses to who may not read: why, and what helps."""
    body: dict[str, Any] = {"code": decision.code, "detail": str(decision.reason), "remedy": decision.remedy}
    return guarded(JsonResponse(body, status=decision.status), decision)


def guarded(response: HttpResponse, decision: Decision) -> HttpResponse:
    """Headers by who may read: what is open, every site's viewer may read; all else nobody keeps."""
    if decision.is_allowed and decision.is_open:
        response["Access-Control-Allow-Origin"] = "*"
        response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
    else:
        response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
