"""What stands around a page: the pages above it and its translations, asked for together, once a request."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.models import Page

HOME_DEPTH = 2
_AROUND = "_portal_pages_around"


def _around(page: Any) -> list[Page]:
    """Pages above and translations, from the top down, with the locales of their texts. One query."""
    if _AROUND not in page.__dict__:
        depths = range(HOME_DEPTH + 1, page.depth or 0)
        above = Q(path__in=[page.path[: depth * Page.steplen] for depth in depths])
        written = Q(live=True, alias_of=None, translation_key=page.translation_key)
        found = Page.objects.filter(above | written).select_related("locale", "alias_of__locale")
        page.__dict__[_AROUND] = list(found.order_by("path"))
    return page.__dict__[_AROUND]


def pages_above(page: Any) -> list[Page]:
    """The pages between the home page and this one, with the locale of their text at hand."""
    return [each for each in _around(page) if each.depth < page.depth and page.path.startswith(each.path)]


def translations_of(page: Any) -> dict[str, Page]:
    """The live pages in which somebody wrote this item's text, by language code."""
    return {
        each.locale.language_code: each
        for each in _around(page)
        if each.translation_key == page.translation_key
    }


def written_in(page: Page) -> str:
    """The language of a page's title; needs the locales of the page and of its source at hand."""
    return str((page.alias_of or page).locale.language_code)
