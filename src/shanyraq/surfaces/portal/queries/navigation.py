"""Menus in the reader's language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from wagtail.models import Locale, Page

from shanyraq.kernel.translated import Text
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
    rows = models.MenuItem.objects.select_related("menu", "page")
    items = list(rows.order_by("menu__place", "menu__position", "menu_id", "sort_order", "pk"))
    keys = [item.page.translation_key for item in items if item.page]
    found = Page.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    pages = {page.translation_key: page for page in found.select_related("alias_of__locale")}
    places: dict[str, list[LinkGroup]] = defaultdict(list)
    for _menu_id, grouped in groupby(items, key=lambda item: item.menu_id):
        members = list(grouped)
        links = tuple(link for item in members if (link := _link(item, pages, language)))
        menu = members[0].menu
        places[menu.place].append(LinkGroup(menu.title.in_language(language), links))
    return dict(places)


def menus(place: str, locale: Locale | None = None) -> list[LinkGroup]:
    """The menus at one place (``main`` or ``footer``) for a reader of ``locale``."""
    return all_menus((locale or Locale.get_active()).language_code).get(place, [])


def _link(item: models.MenuItem, pages: dict[object, Page], language: str) -> Link | None:
    if item.address:
        return Link(item.text.in_language(language), item.address.replace("{language}", language))
    page = pages.get(item.page.translation_key) if item.page else None
    if page is None:
        return None
    own = item.text.in_language(language) if item.text else None
    written_in = page.alias_of.locale.language_code if page.alias_of else language
    return Link(own or Text(page.title, written_in), address_of(page, language))
