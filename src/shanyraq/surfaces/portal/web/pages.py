"""The door to every page: finds it by its address in two queries, however deep it stands."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from shanyraq.kernel.languages import DEFAULT

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
    found = _home(language) if not steps else _below_home(steps, language)
    open_house = ~Exists(PageViewRestriction.objects.all())
    page = found.live().select_related("locale").annotate(nothing_restricted=open_house).first()  # type: ignore[attr-defined]
    if page is None:
        return None
    specific = page.specific
    specific.locale = page.locale
    specific.nothing_restricted = page.nothing_restricted
    return specific


def _home(language: str) -> QuerySet[Any]:
    root = Site.objects.filter(is_default_site=True).values("root_page__translation_key")[:1]
    return Page.objects.filter(depth=2, locale__language_code=language, translation_key=Subquery(root))


def _below_home(steps: list[str], language: str) -> QuerySet[Any]:
    below = "/".join(steps) + "/"
    home = Subquery(_home(language).values("url_path")[:1])
    return Page.objects.filter(
        slug=steps[-1],
        locale__language_code=language,
        url_path=Concat(home, Value(below), output_field=TextField()),
    )
