"""The JSON API of the catalogue: everything public, readable without a key, described by OpenAPI."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Query, Schema

from shanyraq.domains.library.catalogue.models import Work
from shanyraq.domains.library.catalogue.public_parts import acquisitions_of
from shanyraq.domains.library.catalogue.queries import editions as editions_queries
from shanyraq.domains.library.catalogue.queries.available import found_now
from shanyraq.domains.library.catalogue.queries.home import members
from shanyraq.domains.library.catalogue.queries.people import SOURCE, in_order
from shanyraq.domains.library.catalogue.queries.shown import ShownEdition
from shanyraq.domains.library.catalogue.web.addresses import permanent_address, work_address
from shanyraq.domains.library.catalogue.web.machines import is_within_rate, open_to_all
from shanyraq.platform.search.asking.parsing import cleaned
from shanyraq.platform.search.asking.wishes import Order, Wish
from shanyraq.platform.search.engine.reading import NoIndex

LanguageCode = Literal["kk", "ru", "en", "tr", "ar", "zh-hans", "fr", "es"]
FACETS: Final = ("language", "script", "library", "decade", "state")


class LibraryAPI(NinjaAPI):
    """Every answer is open to pages of any origin."""

    def create_response(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().create_response(request, *args, **kwargs)
        response["Cache-Control"] = "public, max-age=60" if response.status_code == 200 else "no-store"
        return open_to_all(response)


api = LibraryAPI(
    title="Shanyraq: library",
    version="1",
    description="The union catalogue of the Kazakh National Electronic Library. No key is needed.",
    docs_url=None,
    urls_namespace="library_api",
)


class TooMany(Exception):
    """Somebody asked too often."""


class Preparing(Exception):
    """This node has no index yet."""


@api.exception_handler(TooMany)
def _too_many(request: HttpRequest, _problem: TooMany) -> HttpResponse:
    return api.create_response(request, {"detail": "Too many requests. Try again in a minute."}, status=429)


@api.exception_handler(Preparing)
def _preparing(request: HttpRequest, _problem: Preparing) -> HttpResponse:
    return api.create_response(request, {"detail": "The search is being prepared."}, status=503)


class EditionOut(Schema):
    """An edition in short."""

    id: str
    kind: str
    title: str
    creator: str
    language: str
    year: int | None
    url: str
    cover: str
    work: str | None = None


class CopyOut(Schema):
    """A copy; ``state`` as lending knows it now, ``due`` where it is lent."""

    library: str
    branch: str
    shelf_mark: str
    item_type: str
    state: str
    due: str | None


class AcquisitionOut(Schema):
    """A way to get a digital edition."""

    address: str
    media_type: str
    relation: str


class EditionDetailOut(EditionOut):
    """An edition with its whole description (codes of MARC and ISO), copies and digital forms."""

    description: dict[str, Any]
    copies: list[CopyOut]
    records: list[dict[str, str]]
    acquisitions: list[AcquisitionOut]


class FoundOut(Schema):
    """A page of results with counts by facet."""

    query: str
    total: int
    page: int
    results: list[EditionOut]
    facets: dict[str, list[dict[str, Any]]]


class WorkOut(Schema):
    """A work with its editions."""

    id: str
    title: str
    creator: str
    language: str
    url: str
    editions: list[EditionOut]


class LibraryOut(Schema):
    """A member library."""

    code: str
    name: dict[str, str]
    kind: str
    isil: str
    place: dict[str, str]
    records: int


class Asked(Schema):
    """What a search may be narrowed by; values as the facets of an answer give them."""

    q: str = ""
    lang: LanguageCode = "kk"
    page: int = 1
    sort: Order = Order.BEST
    kind: list[str] = []
    language: list[str] = []
    script: list[str] = []
    library: list[str] = []
    decade: list[str] = []
    state: list[str] = []


@api.get("/editions", response=FoundOut, summary=gettext_noop("Search in the catalogue"))
def list_editions(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    _count(request)
    page = min(max(asked.page, 1), 5000)
    own = tuple((name, value[:100]) for name in FACETS for value in getattr(asked, name)[:20])
    wish = Wish(
        words=cleaned(asked.q), language=asked.lang, source=SOURCE, kinds=tuple(asked.kind[:20]), own=own,
        wanted=FACETS, order=asked.sort,
    )  # fmt: skip  # what, then how
    try:
        # as everybody sees it: answers of the API are the same for all
        found, counts = found_now(replace(wish, offset=(page - 1) * wish.limit), is_signed_in=False)
    except NoIndex:
        raise Preparing from None
    editions = in_order([int(hit.number.partition(":")[2]) for hit in found.hits])
    facets = {
        name: [{"value": value, "count": count} for value, count in counts.get(name, [])]
        for name in ("kind", *FACETS)
    }
    return {
        "query": found.asked,
        "total": found.total,
        "page": page,
        "results": [_edition(each, request) for each in editions],
        "facets": facets,
    }


@api.get(
    "/editions/{public_id}", response=EditionDetailOut, summary=gettext_noop("One edition with its copies")
)
def show_edition(request: HttpRequest, public_id: str, lang: LanguageCode = "kk") -> dict[str, Any]:
    _count(request)
    edition = editions_queries.edition_at(public_id)
    last = editions_queries.last_of(edition) if edition else None
    records = editions_queries.records_of(last) if last else []
    if last is None or not records:
        raise Http404
    with translation.override(lang):
        branches, _total = editions_queries.copies_of(last)
        copies = [_copy(each) for group in branches for each in group.copies]
    ways = acquisitions_of([last.pk], request).get(last.pk, [])
    return _edition(ShownEdition(last), request) | {
        "work": last.work.public_id,
        "description": {name: value for name, value in last.description.items() if name != "holdings"},
        "copies": copies,
        "records": [{"library": each.library.code, "number": each.control_number} for each in records],
        "acquisitions": [
            {
                "address": request.build_absolute_uri(each.address),
                "media_type": each.media_type,
                "relation": each.relation,
            }
            for each in ways
        ],
    }


@api.get("/works/{public_id}", response=WorkOut, summary=gettext_noop("A work with its editions"))
def show_work(request: HttpRequest, public_id: str) -> dict[str, Any]:
    _count(request)
    work = Work.objects.filter(public_id=public_id).first()
    editions = editions_queries.editions_of_work(work.merged_into_id or work.pk) if work else []
    if work is None or not editions:
        raise Http404
    return {
        "id": work.public_id,
        "title": work.title,
        "creator": work.creator,
        "language": work.language,
        "url": work_address(work),
        "editions": [_edition(each, request) for each in editions],
    }


@api.get("/libraries", response=list[LibraryOut], summary=gettext_noop("The member libraries"))
def list_libraries(request: HttpRequest) -> list[dict[str, Any]]:
    _count(request)
    return [
        {
            "code": each.library.code,
            "name": dict(each.library.name),
            "kind": each.library.kind,
            "isil": each.library.isil,
            "place": dict(each.library.place),
            "records": each.records,
        }
        for each in members()
    ]


def _count(request: HttpRequest) -> None:
    if not is_within_rate(request, "library_api"):
        raise TooMany


def _edition(shown: ShownEdition, request: HttpRequest) -> dict[str, Any]:
    return {
        "id": shown.edition.public_id,
        "kind": shown.edition.kind,
        "title": shown.full_title,
        "creator": shown.creator,
        "language": shown.edition.language,
        "year": shown.edition.year,
        "url": permanent_address(shown.edition),
        "cover": request.build_absolute_uri(shown.cover),
    }


def _copy(copy: editions_queries.Copy) -> dict[str, Any]:
    due = copy.availability.due_date
    return {
        "library": copy.item.branch.library.code,
        "branch": copy.item.branch.code,
        "shelf_mark": copy.item.shelf_mark,
        "item_type": copy.item.item_type,
        "state": copy.availability.state,
        "due": due.isoformat() if due else None,
    }
