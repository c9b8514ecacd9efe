"""What stands around a page: the pages above it and its translations, asked for together, once a request."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Page

from shanyraq.kernel.prepared import Prepared, Slot, among

HOME_DEPTH = 2
_AROUND = "_portal_pages_around"


class Neighbour(NamedTuple):
    """A page around another; an alias shows the text of a page in the language ``source``."""

    path: str
    depth: int
    translation_key: UUID
    title: str
    url_path: str
    locale: str
    source: str | None


def _neighbours() -> QuerySet[Any, Any]:
    """Pages above and translations, from the top down, with the languages of their texts."""
    written = Q(live=True, alias_of=None, translation_key=Slot("key"))
    found = Page.objects.filter(Q(among("path", "above")) | written).order_by("path")
    columns = ("path", "depth", "translation_key", "title", "url_path")
    return found.values_list(*columns, "locale__language_code", "alias_of__locale__language_code")


_NEIGHBOURS = Prepared(_neighbours)


def _around(page: Any) -> list[Neighbour]:
    """One query, the first time that something around the page is asked for."""
    if _AROUND not in page.__dict__:
        depths = range(HOME_DEPTH + 1, page.depth or 0)
        above = [page.path[: depth * Page.steplen] for depth in depths]
        rows = _NEIGHBOURS.rows(above=above, key=page.translation_key)
        page.__dict__[_AROUND] = [Neighbour(*row) for row in rows]
    return page.__dict__[_AROUND]


def pages_above(page: Any) -> list[Neighbour]:
    """The pages between the home page and this one, with the language of their text at hand."""
    return [each for each in _around(page) if each.depth < page.depth and page.path.startswith(each.path)]


def translations_of(page: Any) -> dict[str, Neighbour]:
    """The live pages in which somebody wrote this item's text, by language code."""
    return {each.locale: each for each in _around(page) if each.translation_key == page.translation_key}


def written_in(page: Neighbour) -> str:
    """The language of a page's title."""
    return page.source or page.locale
