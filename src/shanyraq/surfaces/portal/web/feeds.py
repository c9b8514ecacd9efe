"""Atom feeds of news and events, one in each language."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.surfaces.portal.queries import events, listings

MOST = 30


class LanguageFeed(Feed):
    """A feed in the language of its address; an item that is not translated says its own language."""

    feed_type = Atom1Feed
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, *_args: Any, **_options: Any) -> Locale:
        self._request = request
        return Locale.get_active()

    @property
    def language(self) -> str:  # type: ignore[override]  # Django calls what is callable
        return LANGUAGES[get_language() or DEFAULT].bcp47

    def link(self) -> str:
        return f"/{get_language()}/"

    def author_name(self) -> str:
        return _("Shanyraq")


class NewsFeed(LanguageFeed):
    """The newest news."""

    def title(self) -> str:
        return _("News of culture")

    def feed_url(self) -> str:
        return reverse("portal:news_feed")

    def items(self, locale: Locale) -> list[Any]:
        return list(listings.newest_news(locale)[:MOST])

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.summary)

    def item_link(self, item: Any) -> str:
        return str(item.get_url(self._request))

    def item_guid(self, item: Any) -> str:
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item: Any) -> datetime:
        return timezone.make_aware(datetime.combine(item.date, time(9)))

    def item_updateddate(self, item: Any) -> datetime:
        return item.last_published_at or self.item_pubdate(item)


class EventsFeed(LanguageFeed):
    """The events that come next."""

    def title(self) -> str:
        return _("Events of culture")

    def feed_url(self) -> str:
        return reverse("portal:events_feed")

    def items(self, locale: Locale) -> list[events.Occurrence]:
        return events.upcoming(locale, limit=MOST)

    def item_title(self, item: events.Occurrence) -> str:
        return str(item.event.title)

    def item_description(self, item: events.Occurrence) -> str:
        return str(item.event.summary)

    def item_link(self, item: events.Occurrence) -> str:
        return str(item.event.get_url(self._request))

    def item_guid(self, item: events.Occurrence) -> str:
        return f"urn:uuid:{item.event.translation_key}:{item.start:%Y%m%d}"

    def item_pubdate(self, item: events.Occurrence) -> datetime | None:
        return item.event.first_published_at

    def item_updateddate(self, item: events.Occurrence) -> datetime | None:
        return item.event.last_published_at
