"""What stands around a page: the pages above it and its translations. Each is asked for once a request."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

HOME_DEPTH = 2
_ABOVE = "_portal_pages_above"
_TRANSLATIONS = "_portal_translations"


def pages_above(page: Any) -> list[Page]:
    """The pages between the home page and this one, with the locale of their text at hand. One query.

    None for a page right below home.
    """
    if _ABOVE not in page.__dict__:
        found: list[Page] = []
        if page.depth and page.depth > HOME_DEPTH + 1:
            ancestors = page.get_ancestors().filter(depth__gt=HOME_DEPTH)
            found = list(ancestors.select_related("locale", "alias_of__locale"))
        page.__dict__[_ABOVE] = found
    return page.__dict__[_ABOVE]  # type: ignore[no-any-return]


def translations_of(page: Any) -> dict[str, Page]:
    """The live pages in which somebody wrote this item's text, by language code. One query."""
    if _TRANSLATIONS not in page.__dict__:
        found = Page.objects.live().filter(translation_key=page.translation_key, alias_of=None)
        page.__dict__[_TRANSLATIONS] = {
            each.locale.language_code: each for each in found.select_related("locale")
        }
    return page.__dict__[_TRANSLATIONS]  # type: ignore[no-any-return]


def written_in(page: Page) -> str:
    """The language of a page's title; needs the locales of the page and of its source at hand."""
    return str((page.alias_of or page).locale.language_code)
