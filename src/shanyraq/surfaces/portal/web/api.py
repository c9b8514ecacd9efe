"""The JSON API of the portal: everything public, readable without a key."""

from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Query, Schema
from ninja.pagination import PageNumberPagination, paginate
from wagtail.models import Locale, Page

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import events
from shanyraq.surfaces.portal.web import search_api

LanguageCode = Literal["kk", "ru", "en", "tr", "ar", "zh-hans", "fr", "es"]
KINDS: dict[str, type[Any]] = {
    "news": models.NewsPage,
    "event": models.EventPage,
    "place": models.PlacePage,
    "person": models.PersonPage,
    "ensemble": models.EnsemblePage,
    "work": models.WorkPage,
    "collection": models.CollectionPage,
    "exhibition": models.ExhibitionPage,
    "story": models.StoryPage,
    "document": models.DocumentPage,
    "route": models.RoutePage,
}
Kind = Literal[
    "news",
    "event",
    "place",
    "person",
    "ensemble",
    "work",
    "collection",
    "exhibition",
    "story",
    "document",
    "route",
]
LONGEST_WINDOW = timedelta(days=366)

api = NinjaAPI(
    title="Shanyraq",
    version="1",
    description="Public data of the Culture portal in eight languages. No key is needed.",
    docs_url=None,
    urls_namespace="api",
)


class LanguageOut(Schema):
    """A language of the portal."""

    code: str
    bcp47: str
    name: str
    direction: str


class PageOut(Schema):
    """A page in short. ``text_language`` differs from the asked language where no translation exists."""

    id: UUID
    kind: str
    title: str
    summary: str
    url: str
    text_language: str
    picture: str | None
    first_published_at: datetime | None
    last_published_at: datetime | None


class PageDetailOut(PageOut):
    """A page with its text as safe HTML and its addresses in other languages."""

    body_html: str
    translations: dict[str, str]


class OccurrenceOut(Schema):
    """One time an event takes place, with the offset of its place."""

    event: PageOut
    start: datetime
    end: datetime | None


@api.get("/languages", response=list[LanguageOut], summary=gettext_noop("The languages of the portal"))
def list_languages(request: HttpRequest) -> list[dict[str, str]]:  # noqa: ARG001 — ninja's signature
    return [
        {"code": each.code, "bcp47": each.bcp47, "name": each.own_name, "direction": each.direction}
        for each in LANGUAGES.values()
    ]


@api.get("/pages", response=list[PageOut], summary=gettext_noop("Pages of one kind, last published first"))
@paginate(PageNumberPagination, page_size=50)
def list_pages(
    request: HttpRequest,
    *,
    kind: Kind,
    language: LanguageCode = "kk",
    changed_since: datetime | None = None,
) -> Any:
    found = KINDS[kind].objects.live().public().filter(locale=_locale(language)).select_related("picture")
    if changed_since:
        found = found.filter(last_published_at__gte=changed_since)
    return _Lazy(found.order_by("-last_published_at", "pk"), request)


@api.get("/pages/{uuid:page_id}", response=PageDetailOut, summary=gettext_noop("One page with its text"))
def show_page(request: HttpRequest, page_id: UUID, language: LanguageCode = "kk") -> dict[str, Any]:
    found = (
        Page.objects.live()
        .public()
        .filter(translation_key=page_id, locale=_locale(language))
        .specific()
        .first()
    )
    if not isinstance(found, models.PortalPage):
        raise Http404
    translations = (
        found.get_translations(inclusive=True).live().filter(alias_of=None).select_related("locale")
    )
    with translation.override(language):
        body = found.body.render_as_block({"page": found, "request": request})
    return _page(found, request) | {
        "body_html": str(body),
        "translations": {each.locale.language_code: _absolute(each, request) for each in translations},
    }


@api.get("/places.geojson", summary=gettext_noop("Places with coordinates, as GeoJSON"))
def list_places(
    request: HttpRequest,
    language: LanguageCode = "kk",
    type: str | None = None,  # noqa: A002 — the field's name
) -> dict[str, Any]:
    found = models.PlacePage.objects.live().public().filter(locale=_locale(language)).exclude(latitude=None)
    if type:
        found = found.filter(type=type)
    return {
        "type": "FeatureCollection",
        "features": [_feature(each, request) for each in found.order_by("pk")],
    }


@api.get(
    "/events", response=list[OccurrenceOut], summary=gettext_noop("Events between two days, at most a year")
)
def list_events(
    request: HttpRequest,
    *,
    language: LanguageCode = "kk",
    since: date | None = Query(None),  # noqa: B008 — ninja's way to describe a parameter
    until: date | None = Query(None),  # noqa: B008 — ninja reads the default once
) -> list[dict[str, Any]]:
    zone = timezone.get_current_timezone()
    start = datetime.combine(since or timezone.localdate(), datetime.min.time(), zone)
    end = datetime.combine(until, datetime.max.time(), zone) if until else start + timedelta(days=90)
    found = models.EventPage.objects.live().public().filter(locale=_locale(language))
    window = events.between(found, start, min(end, start + LONGEST_WINDOW))
    return [{"event": _page(each.event, request), "start": each.start, "end": each.end} for each in window]


api.get("/search", response=search_api.SearchOut, summary=gettext_noop("Search in everything public"))(
    search_api.search
)


class _Lazy:
    """A query set whose rows become answers only for the page that is asked for."""

    def __init__(self, pages: Any, request: HttpRequest) -> None:
        self._pages, self._request = pages, request

    def count(self) -> int:
        return int(self._pages.count())

    def all(self) -> "_Lazy":
        return self

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, window: slice) -> list[dict[str, Any]]:
        return [_page(each, self._request) for each in self._pages[window]]


def _locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)


def _absolute(page: Page, request: HttpRequest) -> str:
    return request.build_absolute_uri(page.get_url(request) or "/")


def _page(page: Any, request: HttpRequest) -> dict[str, Any]:
    names = {model: kind for kind, model in KINDS.items()}
    return {
        "id": page.translation_key,
        "kind": names.get(type(page), "page"),
        "title": page.title,
        "summary": page.summary,
        "url": _absolute(page, request),
        "text_language": page.content_language,
        "picture": request.build_absolute_uri(page.picture.file.url) if page.picture else None,
        "first_published_at": page.first_published_at,
        "last_published_at": page.last_published_at,
    }


def _feature(place: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": str(place.translation_key),
        "geometry": {"type": "Point", "coordinates": [float(place.longitude), float(place.latitude)]},
        "properties": {
            "name": place.title,
            "type": place.type,
            "url": _absolute(place, request),
            "coordinate_source": place.coordinate_source,
            "coordinate_certainty": place.coordinate_certainty,
        },
    }
