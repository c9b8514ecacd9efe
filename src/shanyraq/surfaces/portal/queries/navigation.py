"""Menus in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

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


def menus(place: str, locale: Locale | None = None) -> list[LinkGroup]:
    """The menus at a place (``main`` or ``footer``) for a reader of ``locale``.

    Links to pages that are not live in that language are left out. Three queries, however long the menus.
    """
    locale = locale or Locale.get_active()
    found = list(models.Menu.objects.filter(place=place).prefetch_related("items__page"))
    items = [item for menu in found for item in menu.items.all()]
    keys = [item.page.translation_key for item in items if item.page]
    found_pages = Page.objects.live().filter(translation_key__in=keys, locale=locale)
    pages = {page.translation_key: page for page in found_pages.select_related("locale", "alias_of__locale")}
    return [
        LinkGroup(
            menu.title.in_language(locale.language_code),
            tuple(link for item in menu.items.all() if (link := _link(item, pages, locale))),
        )
        for menu in found
    ]


def _link(item: models.MenuItem, pages: dict[object, Page], locale: Locale) -> Link | None:
    language = locale.language_code
    if item.address:
        return Link(item.text.in_language(language), item.address)
    page = pages.get(item.page.translation_key) if item.page else None
    if page is None:
        return None
    own = item.text.in_language(language) if item.text else None
    written_in = (page.alias_of or page).locale.language_code
    return Link(own or Text(page.title, written_in), address_of(page, language))
