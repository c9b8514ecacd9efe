"""Lists, routes, relations and menus in the reader's language."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries import languages, listings, navigation, related, routes
from tests.factories.portal import (
    CollectionPageFactory,
    NewsPageFactory,
    PersonPageFactory,
    PlacePageFactory,
    RoutePageFactory,
    SectionPageFactory,
    WorkPageFactory,
    in_language,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_home")]


def titles(page: Any) -> list[str]:
    return [each.title for each in page.object_list]


def test_news_come_newest_first_in_every_language(section: Any) -> None:
    old = NewsPageFactory(parent=section, title="Ескі", date=date(2026, 1, 1))
    NewsPageFactory(parent=section, title="Жаңа", date=date(2026, 2, 1))
    translate(old, "en", title="Old")

    assert titles(listings.children(in_language(section, "en"), {})) == ["Жаңа", "Old"]


def test_places_follow_the_alphabet_and_the_filter(home: Any) -> None:
    places = SectionPageFactory(parent=home, slug="places", listing="places")
    for title, kind in (("Өзен", "museum"), ("Отырар", "museum_reserve"), ("Ақтау", "museum")):
        PlacePageFactory(parent=places, title=title, type=kind)

    assert titles(listings.children(places, {})) == ["Ақтау", "Отырар", "Өзен"]
    assert titles(listings.children(places, {"type": "museum"})) == ["Ақтау", "Өзен"]
    assert titles(listings.children(places, {"type": "'; drop", "page": "x"})) == ["Ақтау", "Отырар", "Өзен"]
    context = listings.section_context(places, {"type": "museum"})
    assert [(each["value"], each["count"], each["chosen"]) for each in context["types"]] == [
        ("museum", 2, True),
        ("museum_reserve", 1, False),
    ]


@pytest.mark.parametrize("number", ["0", "-1", "99999999", "x", "", "2"])
def test_page_number_that_makes_no_sense_shows_a_page(section: Any, number: str) -> None:
    NewsPageFactory(parent=section, title="Жаңа")

    assert titles(listings.children(section, {"page": number})) == ["Жаңа"]


def test_longer_list_needs_no_more_queries(section: Any, django_assert_num_queries: Any) -> None:
    NewsPageFactory(parent=section)
    with django_assert_num_queries(3):
        listings.children(section, {})
    for _number in range(3):
        NewsPageFactory(parent=section)
    with django_assert_num_queries(3):
        listings.children(section, {})


def test_route_binds_places_with_distances(home: Any) -> None:
    places = SectionPageFactory(parent=home, slug="places", listing="places")
    known = {"coordinate_source": "test", "coordinate_certainty": "sourced"}
    almaty = PlacePageFactory(
        parent=places, title="Алматы", latitude=Decimal("43.25"), longitude=Decimal("76.95"), **known
    )
    astana = PlacePageFactory(
        parent=places, title="Астана", latitude=Decimal("51.13"), longitude=Decimal("71.43"), **known
    )
    unknown = PlacePageFactory(parent=places, title="Белгісіз")
    route = RoutePageFactory(parent=home, slug="route", publish=False)
    route.stops = [
        models.RouteStop(place=place, sort_order=order)
        for order, place in enumerate([almaty, astana, unknown])
    ]
    route.save_revision().publish()
    translate(almaty, "en", title="Almaty")

    context = routes.route_context(in_language(route, "en"))
    assert [(stop.number, stop.place.title) for stop in context["stops"]] == [
        (1, "Almaty"),
        (2, "Астана"),
        (3, "Белгісіз"),
    ]
    assert [stop.from_previous_km and round(stop.from_previous_km) for stop in context["stops"]] == [
        None,
        970,
        None,
    ]
    assert len(context["located"]) == 2
    through = related.place_context(in_language(almaty, "en"))["routes"]
    assert [each.pk for each in through] == [in_language(route, "en").pk]


def test_work_person_and_collection_know_each_other_in_every_language(home: Any) -> None:
    people = SectionPageFactory(parent=home, slug="people", listing="people")
    works = SectionPageFactory(parent=home, slug="works", listing="works")
    person = PersonPageFactory(parent=people, title="Әуезов", slug="auezov")
    work = WorkPageFactory(parent=works, title="Абай жолы", publish=False)
    work.makers = [models.WorkMaker(person=person)]
    work.save_revision().publish()
    collection = CollectionPageFactory(parent=works, title="Классика", publish=False)
    collection.members = [models.CollectionMember(work=work)]
    collection.save_revision().publish()
    translate(person, "en", title="Auezov")

    english = related.work_context(in_language(work, "en"))
    assert [page.title for page in english["makers"]] == ["Auezov"]
    assert [page.title for page in english["collections"]] == ["Классика"]
    assert [page.pk for page in related.person_context(in_language(person, "en"))["works"]] == [
        in_language(work, "en").pk
    ]
    assert [page.pk for page in related.works_of_collection(in_language(collection, "tr"))] == [
        in_language(work, "tr").pk
    ]


def test_pages_that_are_not_live_are_not_linked(section: Any) -> None:
    draft = NewsPageFactory(parent=section, publish=False)

    assert languages.in_language([draft, section, None], section.locale) == [section]
    assert languages.page_in_language(None) is None


def test_menu_speaks_the_language_of_the_reader(section: Any, django_assert_max_num_queries: Any) -> None:
    draft = NewsPageFactory(parent=section, publish=False)
    menu = models.Menu(place="main", title={"kk": "Бөлімдер", "en": "Sections"})
    menu.items = [
        models.MenuItem(page=section, sort_order=0),
        models.MenuItem(page=section, text={"en": "What is new"}, sort_order=1),
        models.MenuItem(page=draft, sort_order=2),
        models.MenuItem(address="/api/", text={"kk": "Деректер"}, sort_order=3),
    ]
    menu.save()
    turkish = in_language(section, "tr").locale
    with django_assert_max_num_queries(5):
        (group,) = navigation.menus("main", turkish)

    assert (group.title.text, group.title.language) == ("Sections", "en")
    assert [(link.text.text, link.text.language, link.href) for link in group.links] == [
        ("Жаңалықтар", "kk", "/tr/news/"),
        ("What is new", "en", "/tr/news/"),
        ("Деректер", "kk", "/api/"),
    ]
