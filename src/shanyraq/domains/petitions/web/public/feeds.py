"""Atom feeds: what the list shows for the same choice, so a topic, a body or a territory has its own feed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries import lists
from shanyraq.domains.petitions.web.public.answers import kept, language, whole
from shanyraq.domains.petitions.web.public.lists import QUERY, wish_of
from shanyraq.kernel.languages import LANGUAGES

MOST: Final = 50
SECONDS: Final = 30
SUMMARY_LENGTH: Final = 400


class PetitionsFeed(Feed):
    """Public petitions for the choice in the address, in the order of the list."""

    feed_type = Atom1Feed
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, *_args: Any, **_options: Any) -> list[Petition]:
        now = timezone.now()
        wish = wish_of(request, lists.choices())
        self._query = request.META.get("QUERY_STRING", "")
        return list(lists.petitions_for(wish, now=now)[:MOST])

    @property
    def language(self) -> str:  # type: ignore[override]  # Django calls what is callable
        return LANGUAGES[language()].bcp47

    def title(self) -> str:
        return _("Petitions")

    def link(self) -> str:
        return reverse("petitions:petitions")

    def feed_url(self) -> str:
        return reverse("petitions:feed")

    def author_name(self) -> str:
        return _("Shanyraq")

    def items(self, found: list[Petition]) -> list[Petition]:
        return found

    def item_title(self, item: Petition) -> str:
        return item.title

    def item_description(self, item: Petition) -> str:
        return item.substance[:SUMMARY_LENGTH]

    def item_link(self, item: Petition) -> str:
        return whole(reverse("petitions:petition", args=[item.public_id]))

    def item_guid(self, item: Petition) -> str:
        return f"tag:petition:{item.public_id}"

    def item_pubdate(self, item: Petition) -> datetime | None:
        return item.opened_at

    def item_updateddate(self, item: Petition) -> datetime | None:
        moments = (item.opened_at, item.reached_at, item.registered_at, item.answered_at, item.ended_at)
        return max((each for each in moments if each is not None), default=None)

    def item_categories(self, item: Petition) -> list[str]:
        return [str(item.topic)] if item.topic else []


@require_safe
def show_feed(request: HttpRequest) -> HttpResponse:
    """The feed, kept for half a minute."""
    return kept(PetitionsFeed()(request), query=QUERY, seconds=SECONDS)
