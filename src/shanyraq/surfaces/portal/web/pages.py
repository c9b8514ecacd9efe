"""The door to every page: finds it by its address in two queries, however deep it stands."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, QuerySet, Subquery, TextField
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from shanyraq.kernel.languages import DEFAULT
from shanyraq.kernel.prepared import (
    Prepared,
    PreparedRecords,
    Slot,
    names_of,
    record_of,
)

_ROUTE = "_wagtail_route_for_request"
"""Where ``Page.route_for_request`` keeps what it found."""


def show_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the live page at a path below the language; Wagtail itself decides on whatever is not found.

    Wagtail would ask for each page on the way from the root. The house has one site, whose root is a page in
    each language, so the path and the language name the page.
    """
    steps = [step for step in path.split("/") if step]
    page = _page_at(steps, get_language() or DEFAULT)
    if page is not None:
        request.__dict__[_ROUTE] = RouteResult(page)
    return serve(request, path)


def _page_at(steps: list[str], language: str) -> Any:
    """The live page as its own kind, with its locale at hand; ``None`` where there is none. Two queries."""
    below = "/".join(steps) + "/"
    slot_values = {"slug": steps[-1], "below": below} if steps else {}
    rows = (_BELOW_HOME if steps else _HOME).rows(language=language, **slot_values)
    if not rows:
        return None
    number, content_type, nothing_restricted, *locale = rows[0]
    kind = ContentType.objects.get_for_id(content_type).model_class() or Page
    page = next(iter(_of_kind(kind).records(page=number)), None)
    if page is not None:
        page.locale = record_of(Locale, tuple(locale))
        page.nothing_restricted = nothing_restricted
    return page


@cache
def _of_kind(kind: type[Page]) -> PreparedRecords:
    return PreparedRecords(lambda: kind._default_manager.filter(pk=Slot("page")))  # noqa: SLF001 -- Django's documented API


def _home() -> QuerySet[Any]:
    root = Site.objects.filter(is_default_site=True).values("root_page__translation_key")[:1]
    return Page.objects.filter(
        depth=2, locale__language_code=Slot("language"), translation_key=Subquery(root)
    )


def _below_home() -> QuerySet[Any]:
    home = Subquery(_home().values("url_path")[:1])
    return Page.objects.filter(
        slug=Slot("slug"),
        locale__language_code=Slot("language"),
        url_path=Concat(home, Slot("below"), output_field=TextField()),
    )


def _first_live(pages: QuerySet[Any]) -> QuerySet[Any, Any]:
    open_house = ~Exists(PageViewRestriction.objects.all())
    found = pages.live().annotate(nothing_restricted=open_house).order_by("path")[:1]  # type: ignore[attr-defined]  # Wagtail's manager has no types
    return found.values_list(
        "pk", "content_type_id", "nothing_restricted", *names_of(Locale, prefix="locale__")
    )


_HOME = Prepared(lambda: _first_live(_home()))
_BELOW_HOME = Prepared(lambda: _first_live(_below_home()))
