"""What stands around a page: the pages above it and its translations. Each is asked for once a request."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

_ABOVE = "_portal_pages_above"
_TRANSLATIONS = "_portal_translations"


def pages_above(page: Any) -> list[Page]:
    """The pages from the home page down to the parent, with the locale of their text at hand. One query."""
    if _ABOVE not in page.__dict__:
        found = (
            page.get_ancestors().filter(depth__gt=1) if page.depth and page.depth > 2 else Page.objects.none()
        )
        page.__dict__[_ABOVE] = list(found.select_related("locale", "alias_of__locale"))
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
