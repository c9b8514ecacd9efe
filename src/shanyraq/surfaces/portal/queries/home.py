"""What the home page shows."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from shanyraq.kernel.prepared import Prepared, Slot
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
    highlights = [(key, _kind_of(content_type)) for key, content_type in _HIGHLIGHTS.rows(home=home.pk)]
    keys = dict(highlights)
    query = _everything(teasers.kinds_of(filter(None, keys.values())))
    found = teasers.found_by(
        query, keys=list(keys), locale=home.locale_id, path=home.path, depth=home.depth + 1
    )
    parts: dict[str, list[Teaser]] = defaultdict(list)
    for each in sorted(found, key=lambda each: each.rank):
        parts[each.part].append(each)
    chosen = {each.translation_key: each for each in parts[""]}
    return {
        "highlights": [chosen[key] for key in keys if key in chosen],
        "sections": parts["sections"],
        "news": parts["news"],
        "events": events.upcoming(home.locale, limit=EVENTS),
        "stories": parts["stories"],
        "route": next(iter(parts["route"]), None),
    }


def _highlights() -> QuerySet[Any, Any]:
    found = models.HomeHighlight.objects.filter(home_id=Slot("home")).order_by("sort_order")
    return found.values_list("page__translation_key", "page__content_type_id")


_HIGHLIGHTS = Prepared(_highlights)


def _kind_of(content_type: int) -> type[Any] | None:
    return ContentType.objects.get_for_id(content_type).model_class()


@cache
def _everything(kinds: tuple[type[Any], ...]) -> Prepared:
    """The highlights, which are of these ``kinds``, and what stands on every home page."""
    return Prepared(lambda: teasers.united([*teasers.translations(kinds), *_parts()]))


def _parts() -> list[QuerySet[Any]]:
    """What stands on every home page: its sections, the newest news, the first stories, the first route."""
    oldest = ("first_published_at", "pk")
    locale = Slot("locale")
    sections = models.SectionPage.objects.live().filter(path__startswith=Slot("path"), depth=Slot("depth"))
    news = models.NewsPage.objects.live().filter(locale_id=locale)
    stories = models.StoryPage.objects.live().filter(locale_id=locale)
    routes = models.RoutePage.objects.live().filter(locale_id=locale)
    return [
        teasers.short(sections, part="sections", order=("position", "path")),
        teasers.short(news, part="news", order=("-date", "-pk"))[:NEWS],
        teasers.short(stories, part="stories", order=oldest)[:STORIES],
        teasers.short(routes, part="route", order=oldest)[:1],
    ]
