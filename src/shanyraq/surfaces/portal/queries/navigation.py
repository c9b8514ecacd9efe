"""Menus in the reader's language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Locale, Page

from shanyraq.kernel.prepared import Prepared, Slot, among
from shanyraq.kernel.translated import Text, TranslatedText
from shanyraq.platform.page_cache.memory import remembered
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries.addresses import address_of


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a menu; ``text.language`` may differ from the interface where nobody translated it."""

    text: Text
    href: str


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """One menu: its title and links."""

    title: Text
    links: tuple[Link, ...]


def all_menus(language: str) -> dict[str, list[LinkGroup]]:
    """The menus of all places, by place, for a reader of ``language``.

    Links to pages that are not live in that language are left out; ``{language}`` in an address becomes the
    reader's. Two queries, however long the menus.
    """
    items = [_Item(*row) for row in _ITEMS.rows()]
    keys = [item.page for item in items if item.page]
    pages = {row[0]: _Linked(*row[1:]) for row in _LINKED.rows(keys=keys, language=language)}
    places: dict[str, list[LinkGroup]] = defaultdict(list)
    for _menu, grouped in groupby(items, key=lambda item: item.menu):
        members = list(grouped)
        links = tuple(link for item in members if (link := _link(item, pages, language)))
        places[members[0].place].append(LinkGroup(members[0].title.in_language(language), links))
    return dict(places)


def present_menus(language: str) -> dict[str, list[LinkGroup]]:
    """``all_menus`` as they stand now; put together once for each state of the content. One query."""
    return remembered((present_menus, language), lambda: all_menus(language))


def menus(place: str, locale: Locale | None = None) -> list[LinkGroup]:
    """The menus at one place (``main`` or ``footer``) for a reader of ``locale``."""
    return all_menus((locale or Locale.get_active()).language_code).get(place, [])


class _Item(NamedTuple):
    """An item of a menu with its menu; ``page`` is the translation key of the page it leads to."""

    menu: int
    place: str
    title: TranslatedText
    address: str
    text: TranslatedText
    page: UUID | None


class _Linked(NamedTuple):
    """A page that a menu leads to; ``source`` is the language of the page whose text it shows."""

    title: str
    url_path: str
    source: str | None


def _items() -> QuerySet[Any, Any]:
    rows = models.MenuItem.objects.order_by("menu__place", "menu__position", "menu_id", "sort_order", "pk")
    return rows.values_list(
        "menu_id", "menu__place", "menu__title", "address", "text", "page__translation_key"
    )


def _linked() -> QuerySet[Any, Any]:
    found = Page.objects.live().filter(
        among("translation_key", "keys"), locale__language_code=Slot("language")
    )
    return found.values_list("translation_key", "title", "url_path", "alias_of__locale__language_code")


_ITEMS = Prepared(_items)
_LINKED = Prepared(_linked)


def _link(item: _Item, pages: dict[UUID, _Linked], language: str) -> Link | None:
    if item.address:
        return Link(item.text.in_language(language), item.address.replace("{language}", language))
    page = pages.get(item.page) if item.page else None
    if page is None:
        return None
    own = item.text.in_language(language) if item.text else None
    return Link(own or Text(page.title, page.source or language), address_of(page, language))
