"""The JSON API of petitions: everything public, readable without a key, described by OpenAPI."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Path, Query

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries import lists
from shanyraq.domains.petitions.queries.curve import curve_of
from shanyraq.domains.petitions.queries.regions import last_release, region_numbers
from shanyraq.domains.petitions.queries.timeline import timeline
from shanyraq.domains.petitions.queries.visible import public_petition
from shanyraq.domains.petitions.web.public import api_answers as answers
from shanyraq.domains.petitions.web.public.answers import MACHINE_CONTROL, MOMENT, open_to_all
from shanyraq.domains.petitions.web.public.api_answers import LanguageCode
from shanyraq.domains.petitions.web.public.lists import wish_of
from shanyraq.platform.page_cache.marks import cacheable

LICENCE: Final = (
    "Creative Commons Attribution 4.0 International (CC BY 4.0). Names of signers are not part of it."
)
READS: Final = ("q", "state", "kind", "body", "territory", "topic", "sort", "page", "size", "language")
LARGEST_PAGE: Final = 100


class PetitionsAPI(NinjaAPI):
    """Every answer is open to pages of any origin and kept for a moment, here and by proxies."""

    def create_response(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        response: HttpResponse = open_to_all(super().create_response(request, *args, **options))
        if response.status_code != 200:
            response["Cache-Control"] = "no-store"
            return response
        response["Cache-Control"] = MACHINE_CONTROL
        return cacheable(response, query=READS, seconds=MOMENT, every_language=True, control=MACHINE_CONTROL)


api = PetitionsAPI(
    title="Shanyraq: petitions",
    version="1",
    description=f"Public petitions, counts and what became of them. No key is needed. Licence: {LICENCE}",
    docs_url=None,
    urls_namespace="petitions_api",
)

PublicId = Annotated[str, Path(pattern=r"^[0-9a-z]{10}$")]


def _asked(public_id: str) -> Petition:
    petition = public_petition(public_id)
    if petition is None:
        raise Http404
    return petition


@api.get(
    "",
    response=answers.ListOut,
    summary=gettext_noop("Public petitions by state, addressee, topic and words"),
)
def list_petitions(
    request: HttpRequest,
    *,
    page: int = Query(1, ge=1, le=10_000),
    size: int = Query(20, ge=1, le=LARGEST_PAGE),
    language: LanguageCode = "kk",
) -> dict[str, Any]:
    """Also ``q``, ``state``, ``kind``, ``body``, ``territory``, ``topic``, ``sort``, as the list has them."""
    with translation.override(language):
        found = lists.petitions_for(wish_of(request, lists.choices()), now=timezone.now())
        start = (page - 1) * size
        return {
            "licence": LICENCE,
            "total": found.count(),
            "page": page,
            "results": [answers.in_short(each) for each in found[start : start + size]],
        }


@api.get(
    "/{public_id}", response=answers.PetitionDetailOut, summary=gettext_noop("One petition with its texts")
)
def show_petition(
    request: HttpRequest,  # noqa: ARG001 — ninja's signature
    public_id: PublicId,
    language: LanguageCode = "kk",
) -> dict[str, Any]:
    with translation.override(language):
        return answers.in_full(_asked(public_id))


@api.get(
    "/{public_id}/count",
    response=answers.CountOut,
    summary=gettext_noop("The count and the log that proves it"),
)
def show_count(
    request: HttpRequest,  # noqa: ARG001 — ninja's signature
    public_id: PublicId,
) -> dict[str, Any]:
    return answers.count_of(_asked(public_id))


@api.get(
    "/{public_id}/territories",
    response=answers.TerritoriesOut,
    summary=gettext_noop("Signatures by region in full tens, so that nobody can be found out"),
)
def show_territories(
    request: HttpRequest,  # noqa: ARG001 — ninja's signature
    public_id: PublicId,
    language: LanguageCode = "kk",
) -> dict[str, Any]:
    release = last_release(_asked(public_id).pk)
    with translation.override(language):
        return answers.territories(release, region_numbers(release))


@api.get(
    "/{public_id}/hours",
    response=list[answers.IntervalOut],
    summary=gettext_noop("Signatures by hour or day"),
)
def show_hours(
    request: HttpRequest,  # noqa: ARG001 — ninja's signature
    public_id: PublicId,
) -> list[dict[str, Any]]:
    found: list[tuple[datetime, int]] = [
        (each.begins_at, each.signed) for each in curve_of(_asked(public_id).pk).intervals
    ]
    return [{"begins_at": moment, "signatures": number} for moment, number in found]


@api.get(
    "/{public_id}/timeline", response=list[answers.EventOut], summary=gettext_noop("Everything that happened")
)
def show_timeline(
    request: HttpRequest,  # noqa: ARG001 — ninja's signature
    public_id: PublicId,
    language: LanguageCode = "kk",
) -> list[dict[str, Any]]:
    with translation.override(language):
        return [answers.event(each) for each in timeline(_asked(public_id))]


@api.get(
    "/{public_id}/versions",
    response=list[answers.VersionOut],
    summary=gettext_noop("Every version of the text"),
)
def show_versions(
    request: HttpRequest,  # noqa: ARG001 — ninja's signature
    public_id: PublicId,
) -> list[dict[str, Any]]:
    return [answers.version(each) for each in _asked(public_id).versions.order_by("number")]
