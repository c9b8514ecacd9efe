"""Permanent addresses without a language, covers and files."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyvips
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from shanyraq.domains.library.catalogue.covers.drawing import Cover, draw
from shanyraq.domains.library.catalogue.exports.formats import FORMATS, MOST_AT_ONCE, Exported
from shanyraq.domains.library.catalogue.exports.retrieved import holders_of
from shanyraq.domains.library.catalogue.models import Edition, Work
from shanyraq.domains.library.catalogue.queries.editions import edition_at, last_of
from shanyraq.domains.library.catalogue.queries.shown import ShownEdition
from shanyraq.domains.library.catalogue.queries.visibility import seen_editions, seen_records
from shanyraq.domains.library.catalogue.web.addresses import permanent_address, work_address
from shanyraq.domains.library.catalogue.web.machines import open_to_all, refused_by_rate
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_public_id
from shanyraq.platform.page_cache.marks import cacheable

COVER_SECONDS = 7 * 24 * 3600
ORIGINAL_ENDINGS = {"iso2709": "mrc", "marcxml": "xml"}
_SELECTION = re.compile(r"[\s,;]+")


@require_safe
def enter_edition(request: HttpRequest, public_id: str) -> HttpResponse:
    """From the permanent address to the page in the reader's language."""
    return _in_language(request, "library_catalogue:edition", public_id)


@require_safe
def enter_work(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same for a work."""
    return _in_language(request, "library_catalogue:work", public_id)


def _in_language(request: HttpRequest, name: str, public_id: str) -> HttpResponse:
    language = translation.get_language_from_request(request)
    with translation.override(language):
        response = HttpResponseRedirect(reverse(name, args=[public_id]))
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


@require_safe
def show_cover(request: HttpRequest, public_id: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The drawn cover of an edition. One query."""
    edition = Edition.objects.filter(public_id=public_id).first()
    if edition is None:
        raise Http404
    response = HttpResponse(draw(_cover(edition)), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={COVER_SECONDS}"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return cacheable(response, query={"v"}, seconds=COVER_SECONDS, every_language=True)


@require_safe
def show_cover_png(request: HttpRequest, public_id: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The same as PNG, for reading applications that know no SVG."""
    edition = Edition.objects.filter(public_id=public_id).first()
    if edition is None:
        raise Http404
    picture = pyvips.Image.svgload_buffer(draw(_cover(edition)).encode())
    response = open_to_all(HttpResponse(picture.pngsave_buffer(), content_type="image/png"))
    response["Cache-Control"] = f"public, max-age={COVER_SECONDS}"
    return cacheable(response, query={"v"}, seconds=COVER_SECONDS, every_language=True)


def _cover(edition: Edition) -> Cover:
    shown = ShownEdition(edition)
    return Cover(
        title=shown.title,
        creator=shown.creator.partition(",")[0],
        foot=shown.date,
        kind=edition.kind,
        language=edition.language,
    )


@require_safe
def export_edition(request: HttpRequest, public_id: str, ending: str) -> HttpResponse:
    """One edition in a format of exchange; a merged one leads to the other."""
    wanted = FORMATS.get(ending)
    if wanted is None:
        raise Http404
    edition = edition_at(public_id)
    if edition is None:
        raise Http404
    last = last_of(edition)
    if last.pk != edition.pk:
        return HttpResponseRedirect(reverse("library_export", args=[last.public_id, ending]))
    if not seen_editions().filter(pk=edition.pk).exists():
        raise Http404
    body = wanted.write([_exported(edition, holders_of([edition.pk]).get(edition.pk, []))])
    return cacheable(
        _file(request, body, media_type=wanted.media_type, name=f"{public_id}.{ending}"), every_language=True
    )


@require_safe
def export_selection(request: HttpRequest, ending: str) -> HttpResponse:
    """Editions chosen by ``?id=…`` (several, or one with commas), in the order in which they are named."""
    wanted = FORMATS.get(ending)
    if wanted is None:
        raise Http404
    if refused := refused_by_rate(request, "library_export"):
        return refused
    body = wanted.write(exported_in_order(chosen_ids(request)))
    return _file(request, body, media_type=wanted.media_type, name=f"library.{ending}")


@require_safe
def export_record(request: HttpRequest, *, library: str, number: str, ending: str) -> HttpResponse:
    """A member's own record, byte for byte as it came."""
    found = seen_records().filter(library__code=library, control_number=number).first()
    if found is None or not found.original or ORIGINAL_ENDINGS.get(found.format) != ending:
        raise Http404
    media_type = "application/marc" if ending == "mrc" else "application/xml"
    return _file(request, bytes(found.original), media_type=media_type, name=f"{library}-{found.pk}.{ending}")


def chosen_ids(request: HttpRequest) -> list[str]:
    """The public ids that an address names, each once; malformed ones are passed over."""
    found = []
    for text in (part for value in request.GET.getlist("id") for part in _SELECTION.split(value)):
        try:
            found.append(parse_public_id(text))
        except Refusal:
            continue
    return list(dict.fromkeys(found))[:MOST_AT_ONCE]


def exported_in_order(public_ids: Iterable[str]) -> list[Exported]:
    """Those that may be seen. Two queries."""
    wanted = list(public_ids)
    found = {
        each.public_id: each for each in seen_editions().filter(public_id__in=wanted).select_related("work")
    }
    holders = holders_of(each.pk for each in found.values())
    return [
        _exported(found[public_id], holders.get(found[public_id].pk, []))
        for public_id in wanted
        if public_id in found
    ]


def _exported(edition: Edition, holders: list[tuple[str, str]]) -> Exported:
    work: Work = edition.work
    return Exported(
        edition, edition.described, permanent_address(edition), work_address(work), tuple(holders)
    )


def _file(request: HttpRequest, body: bytes, *, media_type: str, name: str) -> HttpResponse:
    response = open_to_all(HttpResponse(body, content_type=media_type))
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    if request.method == "HEAD":
        response["Content-Length"] = str(len(body))
    return response
