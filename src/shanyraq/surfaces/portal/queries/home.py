"""What the home page shows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import events, teasers
from shanyraq.surfaces.portal.queries.teasers import Teaser

if TYPE_CHECKING:
    from shanyraq.surfaces.portal.models import HomePage

NEWS = 3
EVENTS = 4
STORIES = 3


def home_context(home: HomePage) -> dict[str, Any]:
    """Highlights, sections, newest news, next events, stories and the first route, in the home's language.

    All but the events are teasers. Three queries: the highlights, the events, and everything in short.
    """
    pages = [each.page for each in home.highlights.select_related("page")]
    chosen_parts = teasers.translations(pages, home.locale.language_code)
    found = teasers.in_one_query([*chosen_parts, *_parts(home)])
    parts: dict[str, list[Teaser]] = defaultdict(list)
    for each in sorted(found, key=lambda each: each.rank):
        parts[each.part].append(each)
    chosen = {each.translation_key: each for each in parts[""]}
    keys = dict.fromkeys(each.translation_key for each in pages)
    return {
        "highlights": [chosen[key] for key in keys if key in chosen],
        "sections": parts["sections"],
        "news": parts["news"],
        "events": events.upcoming(home.locale, limit=EVENTS),
        "stories": parts["stories"],
        "route": next(iter(parts["route"]), None),
    }


def _parts(home: HomePage) -> list[QuerySet[Any]]:
    """What stands on every home page: its sections, the newest news, the first stories, the first route."""
    oldest = ("first_published_at", "pk")
    sections = models.SectionPage.objects.live().child_of(home)
    news = models.NewsPage.objects.live().filter(locale=home.locale)
    stories = models.StoryPage.objects.live().filter(locale=home.locale)
    routes = models.RoutePage.objects.live().filter(locale=home.locale)
    return [
        teasers.short(sections, part="sections", order=("position", "path")),
        teasers.short(news, part="news", order=("-date", "-pk"))[:NEWS],
        teasers.short(stories, part="stories", order=oldest)[:STORIES],
        teasers.short(routes, part="route", order=oldest)[:1],
    ]
