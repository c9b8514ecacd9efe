"""Tags for page templates: `{% load portal_pages %}`. All properties are keyword-only."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.design.components import content, media, navigation
from shanyraq.design.drawing import draw, draw_filled, fill_in
from shanyraq.design.parts import Crumb, Picture
from shanyraq.kernel.languages import DEFAULT, LANGUAGES, Language
from shanyraq.surfaces.portal import cards
from shanyraq.surfaces.portal.queries import around
from shanyraq.surfaces.portal.queries.addresses import address_of
from shanyraq.surfaces.portal.queries.navigation import LinkGroup, present_menus

register = template.Library()

_MENUS = "_portal_menus"
_INHERITED = ("preferences", "LANGUAGE_CODE", "language", "request")


def _language() -> str:
    return get_language() or DEFAULT


def _within(context: Context, **values: Any) -> dict[str, Any]:
    """What a template drawn by a tag needs of the page around it, and its own values."""
    return {name: context.get(name) for name in _INHERITED} | values


@register.simple_tag(takes_context=True)
def page_card(
    context: Context,
    *,
    page: Any,
    level: int = 3,
    label: str | None = None,
    meta: str | None = None,
    pictured: bool = True,
    shape: str = "card",
) -> SafeString:
    """Design's card of a page or teaser; ``label`` and ``meta`` follow from its kind unless given."""
    card = cards.card_of(page, _language(), shape=shape)
    return draw_filled(
        content.card,
        context,
        title=card.title,
        href=card.href,
        summary=card.summary,
        picture=card.picture if pictured else None,
        label=card.label if label is None else label,
        meta=card.meta if meta is None else meta,
        lang=card.lang,
        level=level,
    )


@register.inclusion_tag("portal/partials/occurrence_card.html", takes_context=True)
def occurrence_card(context: Context, *, occurrence: Any, level: int = 3) -> dict[str, Any]:
    """One time an event takes place: a leaf of the calendar, title, time."""
    event = occurrence.event
    return _within(
        context,
        occurrence=occurrence,
        event=event,
        href=address_of(event, _language()),
        level=level,
        one_day=occurrence.last_moment.date() == occurrence.start.date(),
    )


@register.simple_tag(takes_context=True)
def page_picture(
    context: Context, *, page: Any, priority: bool = False, shape: str = "wide", bare: bool = False
) -> SafeString:
    """The page's own picture with description and credit; nothing for a page without one."""
    picture = cards.picture_of(page, shape=shape)
    if picture is None:
        return SafeString("")
    return draw_filled(media.picture, context, picture=picture, priority=priority, bare=bare)


@register.simple_tag
def picture_of(*, page: Any, shape: str = "hero") -> Picture | None:
    """The page's picture as design's value, for `hero` and `card`."""
    return cards.picture_of(page, shape=shape)


@register.simple_tag
def block_picture(*, value: Any, shape: str = "body") -> Picture:
    """The picture of a picture block as design's value."""
    return cards.drawn(
        value["image"],
        description=value["description"],
        credit=value["credit"],
        caption=value["caption"],
        shape=shape,
        language="",
    )


@register.simple_tag
def poster_url(*, picture: Any) -> str:
    """The address of the picture before a film plays."""
    return str(picture.get_rendition("width-1080|format-webp").url) if picture else ""


@register.inclusion_tag("portal/partials/page_top.html", takes_context=True)
def page_top(context: Context, *, page: Any, kicker: str = "", meta: str = "") -> dict[str, Any]:
    """The title (the page's level-1 heading), kicker, summary and a quiet line."""
    return _within(context, page=page, kicker=kicker, meta=meta)


@register.inclusion_tag("portal/partials/body.html", takes_context=True)
def body(context: Context, *, page: Any) -> dict[str, Any]:
    """The page's blocks as long reading, marked with the language of the text."""
    return {str(name): value for name, value in context.flatten().items()} | {"page": page}


@register.simple_tag
def page_breadcrumbs(*, page: Any) -> SafeString:
    """The way from the home page to this page."""
    language = _language()
    above = [
        Crumb(text=each.title, href=address_of(each, language), language=around.written_in(each))
        for each in around.pages_above(page)
    ]
    items = [
        Crumb(text=_("Home"), href=f"/{language}/"),
        *above,
        Crumb(text=page.title, language=page.content_language),
    ]
    return draw(navigation.breadcrumbs, items=items)


@register.simple_tag
def page_url(*, page: Any) -> str:
    """The address of a page in the reader's language, without a query."""
    return address_of(page, _language())


@register.simple_tag
def listing_url(*, sections: Any, listing: str) -> str:
    """The address of the section among ``sections`` that lists news, events …; empty without one."""
    found = next((each for each in sections if each.listing == listing), None)
    return address_of(found, _language()) if found else ""


@register.simple_tag
def interface_language(*, inside: str) -> SafeString:
    """``lang`` and ``dir`` for words of the interface standing inside text in another language."""
    language = LANGUAGES[_language()]
    if not inside or inside == language.code:
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', language.bcp47, language.direction)


@register.simple_tag(takes_context=True)
def menus(context: Context, *, place: str) -> list[LinkGroup]:
    """The menus at ``main`` or ``footer``; asked for once a request, made when content changed."""
    request = context.get("request")
    if request is None:
        return present_menus(_language()).get(place, [])
    if _MENUS not in request.__dict__:
        request.__dict__[_MENUS] = present_menus(_language())
    return request.__dict__[_MENUS].get(place, [])


@register.simple_tag
def navigation_of(*, groups: list[LinkGroup], path: str | None) -> SafeString:
    """The main menu; the link of the page at *path*, and of what it lies under, are marked."""
    marked = tuple(tuple((link, _current(link.href, path or "")) for link in group.links) for group in groups)
    return fill_in("portal/slots/navigation.html", {}, groups=marked)


def _current(href: str, path: str) -> str:
    """The value of ``aria-current`` for a link of the menu."""
    return "page" if href == path else "true" if href in path else ""


@register.simple_tag
def footer_of(*, groups: list[LinkGroup]) -> SafeString:
    """What stands below every page."""
    return fill_in("portal/slots/footer.html", {}, groups=tuple(groups))


@register.simple_tag
def years(*, first: Any, last: Any = None) -> str:
    """``870–950`` of years or ISO dates."""
    return cards.years(first, last)


@register.simple_tag
def days(*, first: Any, last: Any = None) -> str:
    """One or two dates in the form of the reader's language."""
    return cards.days(first, last)


@register.simple_tag
def label_of(*, page: Any) -> str:
    """What the page is: Museum, Film, News …"""
    return cards.label_of(page)


@register.simple_tag
def meta_of(*, page: Any) -> str:
    """The quiet line of a page: date, years, maker, age."""
    return cards.meta_of(page)


@register.simple_tag
def own_name(*, code: str) -> SafeString:
    """A language's own name as an element marked with that language."""
    language = LANGUAGES[code]
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', language.bcp47, language.direction, language.own_name
    )


@register.simple_tag
def readable_in(*, page: Any) -> list[tuple[Language, str]]:
    """The languages in which somebody wrote the page's text, in their order, each with its address."""
    written = around.translations_of(page)
    return [
        (language, address_of(written[code], code)) for code, language in LANGUAGES.items() if code in written
    ]
