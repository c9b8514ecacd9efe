"""From a page that somebody chose to the same page in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Locale, Page


def reader_locale() -> Locale:
    """The locale of the language in force."""
    return Locale.get_active()


def in_language(pages: Iterable[Page | None], locale: Locale | None = None) -> list[Any]:
    """The same pages in ``locale`` (the reader's by default), specific, live, in the order given.

    Pages that are not live in that locale are left out. A constant number of queries: one for the base
    rows, one for every kind of page among them.
    """
    keys = [page.translation_key for page in pages if page is not None]
    if not keys:
        return []
    found = Page.objects.live().filter(translation_key__in=keys, locale=locale or reader_locale()).specific()
    by_key = {page.translation_key: page for page in found}
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def page_in_language(page: Page | None, locale: Locale | None = None) -> Any:
    """One page in the reader's language, ``None`` when there is none that is live."""
    return next(iter(in_language([page], locale)), None)


def of_same_keys(model: type[Page], page_ids: Iterable[int | None], locale: Locale) -> list[Any]:
    """Live pages of one kind in ``locale`` that translate the pages with these ids, in their order.

    Made for foreign keys: the pages pointed at need not be loaded. Two queries.
    """
    wanted = [page_id for page_id in page_ids if page_id]
    if not wanted:
        return []
    keys = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "translation_key"))
    found = model.objects.live().filter(translation_key__in=keys.values(), locale=locale)
    by_key = {page.translation_key: page for page in found}
    ordered = [by_key.get(keys.get(page_id)) for page_id in dict.fromkeys(wanted)]
    return [page for page in ordered if page is not None]
