"""What the home page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import events, listings, routes, teasers

if TYPE_CHECKING:
    from shanyraq.surfaces.portal.models import HomePage

NEWS = 3
EVENTS = 4
STORIES = 3


def _highlighted(home: HomePage) -> list[UUID]:
    """The translation keys of the chosen pages, in the editors' order."""
    return list(home.highlights.order_by("sort_order").values_list("page__translation_key", flat=True))


def home_context(home: HomePage) -> dict[str, Any]:
    """Highlights, sections, newest news, next events, stories and the first route, in the home's language."""
    locale = home.locale
    stories = models.StoryPage.objects.live().filter(locale=locale).select_related("picture")
    return {
        "highlights": teasers.teasers(_highlighted(home), locale.language_code),
        "sections": listings.sections(home),
        "news": list(listings.newest_news(locale)[:NEWS]),
        "events": events.upcoming(locale, limit=EVENTS),
        "stories": list(stories.order_by("first_published_at", "pk")[:STORIES]),
        "route": routes.first_route(locale),
    }
