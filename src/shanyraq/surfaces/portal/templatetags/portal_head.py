"""What stands in the head of a page: canonical and alternate addresses, Open Graph, JSON-LD, feeds."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import around
from shanyraq.surfaces.portal.queries.addresses import address_of
from shanyraq.surfaces.portal.queries.pictures import SHARED, renditions_of
from shanyraq.surfaces.portal.web import feeds
from shanyraq.surfaces.portal.web.structured_data import structured_data

register = template.Library()

# In a script element only these can end it or open a comment; JSON accepts them escaped.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.inclusion_tag("portal/head.html", takes_context=True)
def page_head(context: Context, *, page: Any) -> dict[str, Any]:
    """Everything that machines read about *page*.

    ``alternates`` holds only the languages in which the text really is, so that no search engine is sent to a
    fallback; the canonical address of a fallback is the page whose text it shows.
    """
    request = context["request"]
    addresses = {
        code: request.build_absolute_uri(address_of(each, code))
        for code, each in around.translations_of(page).items()
    }
    own = request.build_absolute_uri(address_of(page, get_language() or DEFAULT))
    code = page.content_language
    return {
        "page": page,
        "canonical": addresses.get(code, own),
        "alternates": [(LANGUAGES[code].bcp47, addresses[code]) for code in LANGUAGES if code in addresses],
        "default": addresses.get(DEFAULT) or next(iter(addresses.values()), own),
        "image": _image(page, request),
        "language": page.language,
        "other_locales": [LANGUAGES[other].open_graph for other in addresses if other != code],
        "is_article": isinstance(page, models.NewsPage | models.StoryPage),
        "news_feed": reverse("portal:news_feed"),
        "news_title": feeds.NewsFeed().title(),
        "events_feed": reverse("portal:events_feed"),
        "events_title": feeds.EventsFeed().title(),
    }


def _image(page: Any, request: Any) -> dict[str, Any] | None:
    if page.picture is None:
        return None
    rendition = renditions_of(page.picture, [SHARED])[SHARED]
    return {
        "url": request.build_absolute_uri(rendition.url),
        "width": rendition.width,
        "height": rendition.height,
        "text": page.picture_text[0],
    }


@register.simple_tag(takes_context=True)
def json_ld(context: Context, *, page: Any) -> SafeString:
    """The page's schema.org objects, safe inside a script element whatever editors typed."""
    around_it = {str(name): value for name, value in context.flatten().items()}
    data = structured_data(page, context["request"], around_it)
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 — escaped above
