"""Finding pages by words, until the house has its own search."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from wagtail.models import Locale, Page

from shanyraq.kernel.kazakh.scripts import Script, to_cyrillic
from shanyraq.surfaces.portal.queries.teasers import teasers

PER_PAGE = 12
LONGEST = 200  # characters of a query that are read


def words_of(query: str, script: str = "") -> str:
    """What is searched for: without control characters, at most 200 characters, Kazakh in Cyrillic."""
    printable = "".join(sign if sign.isprintable() else " " for sign in query[:LONGEST])
    words = " ".join(printable.split())
    if script in {Script.LATIN, Script.ARABIC}:
        return to_cyrillic(words, script=Script(script))
    return words


def found_pages(words: str, number: str) -> PaginatorPage[Any]:
    """One page of the live public pages, in the language in force, that hold the words, best first."""
    locale = Locale.get_active()
    pages = Page.objects.live().public().filter(locale=locale, depth__gt=2)
    page = Paginator(pages.search(words), PER_PAGE).get_page(number[:6])
    page.object_list = teasers(page.object_list, locale)
    return page
