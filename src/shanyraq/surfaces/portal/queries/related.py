"""What belongs to a page of one kind, in the language of its tree."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from shanyraq.kernel.prepared import Prepared, Slot
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import events, languages, teasers
from shanyraq.surfaces.portal.queries.teasers import Teaser

if TYPE_CHECKING:
    from shanyraq.surfaces.portal.models import (
        CollectionPage,
        EnsemblePage,
        ExhibitionPage,
        NewsPage,
        PersonPage,
        PlacePage,
        StoryPage,
        WorkPage,
    )

FEW = 3


def other_news(article: NewsPage) -> list[NewsPage]:
    """The newest three other articles."""
    found = models.NewsPage.objects.live().filter(locale=article.locale).exclude(pk=article.pk)
    return list(found.select_related("picture").order_by("-date", "-pk")[:FEW])


def other_stories(story: StoryPage) -> list[StoryPage]:
    """The next three stories in the order of the tree; after the last one comes the first."""
    found = models.StoryPage.objects.live().filter(locale=story.locale).exclude(pk=story.pk)
    earlier = ExpressionWrapper(Q(path__lt=story.path), output_field=BooleanField())
    return list(found.select_related("picture").order_by(earlier, "path")[:FEW])


def _works_that(**relation: Any) -> QuerySet[Any, Any]:
    """Live works of the slot ``locale`` that stand in a relation; two translations of one count once."""
    works = models.WorkPage.objects.filter(**relation).values("translation_key")
    found = models.WorkPage.objects.live().filter(locale_id=Slot("locale"), translation_key__in=works)
    return teasers.short(found, part="works", order=("year", "title"))


def _at_place() -> QuerySet[Any, Any]:
    """Works, exhibitions and routes of the place with the slot ``key``."""
    key, locale = Slot("key"), Slot("locale")
    exhibitions = models.ExhibitionPage.objects.live().filter(locale_id=locale, place__translation_key=key)
    stops = models.RouteStop.objects.filter(place__translation_key=key)
    routes = models.RoutePage.objects.live().filter(
        locale_id=locale, translation_key__in=stops.values("route__translation_key")
    )
    return teasers.united(
        [
            _works_that(holders__place__translation_key=key),
            teasers.short(exhibitions, part="exhibitions", order=("-first_date", "title")),
            teasers.short(routes, part="routes", order=("title",)),
        ]
    )


_AT_PLACE = Prepared(_at_place)
_BY_PERSON = Prepared(lambda: _works_that(makers__person__translation_key=Slot("key")))


def _parts(query: Prepared, page: Any) -> dict[str, list[Teaser]]:
    """What a query finds for a page, by its parts, each in its order."""
    found = teasers.found_by(query, key=page.translation_key, locale=page.locale_id)
    parts: dict[str, list[Teaser]] = defaultdict(list)
    for each in sorted(found, key=lambda each: each.rank):
        parts[each.part].append(each)
    return parts


def place_context(place: PlacePage) -> dict[str, Any]:
    """``hours`` by weekday, coming ``exceptions`` and ``events``, ``works``, ``exhibitions``, ``routes``."""
    today = timezone.localdate()
    exceptions = [
        each for each in place.opening_exceptions.all() if (each.last_date or each.first_date) >= today
    ]
    parts = _parts(_AT_PLACE, place)
    return {
        "hours": sorted(place.opening_hours.all(), key=lambda each: (each.weekday, each.opens)),
        "exceptions": sorted(exceptions, key=lambda each: each.first_date),
        "events": events.at_place(place),
        "works": parts["works"],
        "exhibitions": parts["exhibitions"],
        "routes": parts["routes"],
    }


def person_context(person: PersonPage) -> dict[str, Any]:
    """``works`` of the person and ``roles`` as words in the language in force."""
    return {
        "works": _parts(_BY_PERSON, person)["works"],
        "roles": [role.get_role_display() for role in person.roles.all()],
    }


def ensemble_context(ensemble: EnsemblePage) -> dict[str, Any]:
    """``home_place`` in the language of the tree, or ``None``."""
    found = languages.of_same_keys(models.PlacePage, [ensemble.home_place_id], ensemble.locale)
    return {"home_place": next(iter(found), None)}


def exhibition_context(exhibition: ExhibitionPage) -> dict[str, Any]:
    """``place`` in the language of the tree, or ``None``."""
    found = languages.of_same_keys(models.PlacePage, [exhibition.place_id], exhibition.locale)
    return {"place": next(iter(found), None)}


def work_context(work: WorkPage) -> dict[str, Any]:
    """``makers`` (people), ``holders`` (places) and ``collections`` that hold the work."""
    members = models.CollectionMember.objects.filter(work__translation_key=work.translation_key)
    collections = models.CollectionPage.objects.live().filter(
        locale=work.locale, translation_key__in=members.values("collection__translation_key")
    )
    makers = [maker.person_id for maker in work.makers.all()]
    holders = [holder.place_id for holder in work.holders.all()]
    return {
        "makers": languages.of_same_keys(models.PersonPage, makers, work.locale),
        "holders": languages.of_same_keys(models.PlacePage, holders, work.locale),
        "collections": list(collections.order_by("title")),
    }


def works_of_collection(collection: CollectionPage) -> list[WorkPage]:
    """The live members of a collection in the editors' order."""
    ids = [member.work_id for member in collection.members.all()]
    return languages.of_same_keys(models.WorkPage, ids, collection.locale)
