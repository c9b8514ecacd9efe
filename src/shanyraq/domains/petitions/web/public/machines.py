"""What programs read at addresses without a language: the count, the code for cameras, files, CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from shanyraq.domains.petitions.models import Petition, PetitionCount
from shanyraq.domains.petitions.queries.curve import curve_of
from shanyraq.domains.petitions.queries.visible import petition_by_link, public_petition, public_petitions
from shanyraq.domains.petitions.states import PUBLIC, PetitionState
from shanyraq.domains.petitions.web.public.answers import BLINK, COUNT_CONTROL, MOMENT, open_to_all, whole
from shanyraq.domains.petitions.web.public.gone import GONE
from shanyraq.domains.petitions.web.public.parts import asked_petition
from shanyraq.domains.petitions.web.public.qr import qr_svg
from shanyraq.platform.files.serving import serve_file
from shanyraq.platform.page_cache.marks import cacheable

CHUNK: Final = 1_000
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be a formula in a spreadsheet."""

COLUMNS: Final = (
    "id", "state", "title", "language", "addressee", "addressee_kind", "territory", "topic", "signatures",
    "signatures_needed", "opened_at", "signing_ends_at", "reached_at", "registered_at", "answered_at",
    "ended_at", "outcome", "url",
)  # fmt: skip  # one table, one line


@require_safe
def show_count(request: HttpRequest, public_id: str) -> HttpResponse:  # noqa: ARG001 - the address says all
    """The number and the size of the log that proves it. One query, a few hundred bytes, no cookies.

    It is what a hundred thousand people reload: each process answers it from memory and asks the database
    once a second (while it asks, the old answer is given for two seconds more); a proxy in front may keep it
    for a second, and five more while it fetches. Processes and proxies are not of one age: who asks again
    ignores an answer with a smaller ``log_size`` than the one they have, so that nothing goes back. Of one
    that was withdrawn the number is told with 410, so that it can still be compared with the log.
    """
    told = PUBLIC | {PetitionState.WITHDRAWN}
    found = PetitionCount.objects.filter(
        petition__public_id=public_id, petition__state__in=told, petition__opened_at__isnull=False
    )
    row = found.values_list("valid", "log_size", "at", "petition__threshold", "petition__state").first()
    if row is None:
        raise Http404
    valid, log_size, at, threshold, state = row
    body = {"as_of": at, "count": valid, "log_size": log_size, "needed": threshold, "state": state}
    response = open_to_all(JsonResponse(body, status=200 if state in PUBLIC else GONE))
    response["Cache-Control"] = COUNT_CONTROL
    return cacheable(response, seconds=BLINK, every_language=True, control=COUNT_CONTROL)


@require_safe
def show_code(request: HttpRequest, public_id: str) -> HttpResponse:  # noqa: ARG001 - the address says all
    """The address of the petition as a QR code."""
    petition = asked_petition(public_id)
    svg = qr_svg(whole(reverse("petitions:petition", args=[petition.public_id])))
    response = open_to_all(HttpResponse(f"<?xml version='1.0'?>{svg}", content_type="image/svg+xml"))
    return cacheable(response, seconds=MOMENT, every_language=True)


@require_safe
def download_attachment(request: HttpRequest, public_id: str, number: int) -> HttpResponseBase:
    """A document of the initiator, of a public petition or of one whose link the reader has."""
    petition = public_petition(public_id)
    if petition is None:
        petition = petition_by_link(public_id, request.GET.get("link", ""))
    if petition is None:
        raise Http404
    return _served(request, petition.attachments.filter(pk=number).first())


@require_safe
def download_document(request: HttpRequest, public_id: str, number: int) -> HttpResponseBase:
    """A document of the addressee; it is public when the answer is."""
    petition = asked_petition(public_id)
    return _served(request, petition.documents.filter(pk=number).first() if petition.answered_at else None)


def _served(request: HttpRequest, found: Any) -> HttpResponseBase:
    if found is None:
        raise Http404
    try:
        file = found.file.open("rb")
    except OSError:
        raise Http404 from None
    ending = found.file.name.rpartition(".")[2]
    name = getattr(found, "name", None) or found.title
    shown = name if name.lower().endswith(f".{ending.lower()}") else f"{name}.{ending}"
    response = serve_file(request, file, name=shown, modified=found.added_at)
    response["Cache-Control"] = "private, no-cache"  # what a court stopped is gone from every cache
    return response


class _Line:
    """What csv writes into: gives back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _csv(rows: Iterable[Iterable[Any]], name: str) -> StreamingHttpResponse:
    """A CSV (RFC 4180) that is sent as it is read, with the mark by which spreadsheets know UTF-8."""
    writer = csv.writer(_Line())
    lines = (writer.writerow([_cell(each) for each in row]) for row in rows)
    response = StreamingHttpResponse(_marked(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return open_to_all(response)


def _marked(lines: Iterable[str]) -> Iterator[str]:
    yield "\ufeff"
    yield from lines


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = value.isoformat(timespec="seconds") if hasattr(value, "isoformat") else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


@require_safe
def download_petitions(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001 - all of them
    """All public petitions; a thousand are read at a time."""
    return _csv(_petition_rows(), "petitions.csv")


def _petition_rows() -> Iterator[Iterable[Any]]:
    yield COLUMNS
    after = 0
    while batch := list(public_petitions().filter(pk__gt=after).order_by("pk")[:CHUNK]):
        for petition in batch:
            yield _petition_row(petition)
        after = batch[-1].pk


def _petition_row(petition: Petition) -> tuple[Any, ...]:
    body = petition.body
    return (
        petition.public_id,
        petition.state,
        petition.title,
        petition.language,
        body.slug if body else "",
        body.kind if body else "",
        body.territory_id if body else "",
        petition.topic.slug if petition.topic else "",
        getattr(petition, "number", None) or 0,
        petition.threshold,
        petition.opened_at,
        petition.signing_ends_at,
        petition.reached_at,
        petition.registered_at,
        petition.answered_at,
        petition.ended_at,
        petition.outcome if petition.answered_at else "",
        whole(reverse("petitions:petition", args=[petition.public_id])),
    )


@require_safe
def download_hours(request: HttpRequest, public_id: str) -> HttpResponseBase:  # noqa: ARG001 - the address says all
    """Signatures by hour or day, as the curve shows them."""
    curve = curve_of(asked_petition(public_id).pk)
    rows = [("begins_at", "signatures"), *((each.begins_at, each.signed) for each in curve.intervals)]
    return _csv(rows, f"petition-{public_id}.csv")
