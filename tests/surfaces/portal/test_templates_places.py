"""Pages of places, routes, events, people, works and ensembles as a visitor gets them."""

import re
from datetime import UTC, datetime, time
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shanyraq.surfaces.portal import models
from tests.factories.portal import (
    EnsemblePageFactory,
    EventPageFactory,
    ExhibitionPageFactory,
    PersonPageFactory,
    PictureFactory,
    PlacePageFactory,
    RoutePageFactory,
    SectionPageFactory,
    WorkPageFactory,
    translate,
)

pytestmark = pytest.mark.usefixtures("kept_home")

MOST_QUERIES = 12
POINT = {"coordinate_source": "A map", "coordinate_certainty": "approximate"}
H1 = re.compile(r"<h1\b")
HEADING = re.compile(r"<h([1-6])\b")


@pytest.fixture
def places(home: Any) -> Any:
    """The section of places."""
    return SectionPageFactory(parent=home, title="Мекендер", slug="places", listing="places")


@pytest.fixture
def otrar(places: Any) -> Any:
    """A reserve that has everything a place can have."""
    return PlacePageFactory(
        parent=places,
        slug="otrar",
        title="Отырар",
        type="museum_reserve",
        latitude="42.85",
        longitude="68.30",
        founded=1979,
        area_hectares="1200.5",
        season_from=4,
        season_to=10,
        step_free="partly",
        getting_there="Автобуспен",
        address="Шәуілдір",
        email="otrar@example.org",
        phone="+7 700 000 00 00",
        rules=[("rule", "Қабырғаға шықпаңыз")],
        picture=PictureFactory(),
        hours_note="Қыста қысқа",
        opening_hours=[models.OpeningHours(weekday=day, opens=time(10), closes=time(18)) for day in range(6)],
        opening_exceptions=[models.OpeningException(first_date=timezone.localdate(), reason="holiday")],
        **POINT,
    )


@pytest.fixture
def route(places: Any, otrar: Any) -> Any:
    """A route of three stops, one of them without coordinates."""
    taraz = PlacePageFactory(parent=places, slug="taraz", latitude="42.9", longitude="71.37", **POINT)
    unknown = PlacePageFactory(parent=places, slug="unknown", title="Белгісіз")
    stops = [models.RouteStop(place=place) for place in (otrar, taraz, unknown)]
    return RoutePageFactory(
        parent=places,
        slug="way",
        title="Жол",
        stops=stops,
        season_from=5,
        season_to=9,
        rules=[("rule", "Ақырын сөйлеңіз")],
    )


def _page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def _check_outline(html: str) -> None:
    levels = [int(level) for level in HEADING.findall(html[html.index("<main") : html.index("</main>")])]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_place_shows_what_a_visitor_needs(client: Client, otrar: Any) -> None:
    html = _page(client, "/kk/places/otrar/")
    _check_outline(html)
    for words in ("Автобуспен", "Шәуілдір", "Қабырғаға шықпаңыз", "Қыста қысқа", "42.85, 68.3", "A map"):
        assert words in html
    assert 'href="tel:+77000000000"' in html
    assert html.count("hours__today") == 1
    assert "ease__item--partly" in html
    assert 'aria-label="Отырар"' in html


def test_place_marks_its_text_where_it_is_a_fallback(client: Client, otrar: Any) -> None:
    html = _page(client, "/ar/places/otrar/")
    assert '<h1 class="hero__title" lang="kk" dir="ltr">Отырар</h1>' in html
    assert '<span lang="kk" dir="ltr">Шәуілдір</span>' in html
    assert 'href="/ar/places/otrar/"' in html


def test_fallback_leads_to_the_languages_in_which_the_page_is_written(client: Client, otrar: Any) -> None:
    html = _page(client, "/ar/places/otrar/")
    assert '<span lang="ar" dir="rtl">العربية</span>' in html
    assert '<a href="/kk/places/otrar/" hreflang="kk" lang="kk" dir="ltr">Қазақша</a>' in html
    assert "fallback-notice" not in _page(client, "/kk/places/otrar/")


def test_place_without_facts_promises_nothing(client: Client, places: Any) -> None:
    PlacePageFactory(parent=places, slug="bare", title="Жай")
    html = _page(client, "/en/places/bare/")
    assert "The opening hours are not known to us yet." in html
    assert "Nobody has checked this yet." in html
    assert "data-map" not in html


def test_place_shows_its_events_works_exhibitions_and_routes(client: Client, otrar: Any, route: Any) -> None:
    EventPageFactory(parent=otrar.get_parent(), title="Мереке", venue=otrar)
    WorkPageFactory(parent=otrar.get_parent(), title="Көзе", holders=[models.WorkHolder(place=otrar)])
    ExhibitionPageFactory(parent=otrar.get_parent(), title="Көрме", place=otrar)
    html = _page(client, "/kk/places/otrar/")
    for title in ("Мереке", "Көзе", "Көрме", "Жол"):
        assert f">{title}</a>" in html


def test_route_draws_its_stops_with_links_and_distances(client: Client, route: Any) -> None:
    html = _page(client, "/kk/places/way/")
    _check_outline(html)
    assert html.count('class="drawing__stop"') == 2
    assert html.count('class="stop"') == 3
    assert 'aria-label="1. Отырар"' in html
    assert "drawing__way" in html
    assert "Ақырын сөйлеңіз" in html
    assert 'href="/kk/route-files/way.gpx"' in html
    assert 'href="/kk/route-files/way.geojson"' in html


def test_route_writes_coordinates_of_the_drawing_with_points_in_every_language(
    client: Client, route: Any
) -> None:
    html = _page(client, "/ru/places/way/")
    assert 'data-longitude="68.30000"' in html
    assert not re.search(r'(?:cx|cy|x1|y1)="[\d]+,', html)


def test_route_in_kazakh_latin_keeps_links_and_names_of_the_map_in_that_script(
    client: Client, route: Any
) -> None:
    html = _page(client, "/kk-latn/places/way/")
    assert 'aria-label="1. Otyrar"' in html
    assert re.search(r'class="drawing__stop"\s+href="/kk-latn/places/otrar/"', html)


def test_event_tells_when_where_and_for_how_much(client: Client, otrar: Any) -> None:
    EventPageFactory(
        parent=otrar.get_parent(),
        slug="kuy",
        title="Күй кеші",
        venue=otrar,
        recurrence="FREQ=YEARLY",
        start=datetime(2027, 3, 21, 5, tzinfo=UTC),
        price_kind="paid",
        price_from=2000,
        audience="Бәріне",
    )
    html = _page(client, "/en/places/kuy/")
    _check_outline(html)
    for words in ("Every year", "from 2,000 tenge", "Бәріне", "Next dates", "/en/calendar/kuy.ics"):
        assert words in html
    assert "ease__item--partly" in html
    assert re.search(r'href="/en/places/otrar/"[^>]*>Отырар</a>', html)


def test_event_that_is_over_says_so(client: Client, places: Any) -> None:
    EventPageFactory(parent=places, slug="past", start=datetime(2020, 3, 21, 5, tzinfo=UTC))
    assert "This event is over." in _page(client, "/en/places/past/")


def test_person_shows_life_roles_and_works(client: Client, places: Any) -> None:
    abai = PersonPageFactory(
        parent=places,
        slug="abai",
        title="Абай",
        born="1845-08-10",
        died="1904",
        roles=[models.PersonRole(role="poet")],
        place_of_birth="Шыңғыстау",
    )
    WorkPageFactory(parent=places, title="Қара сөздер", makers=[models.WorkMaker(person=abai)])
    html = _page(client, "/en/places/abai/")
    _check_outline(html)
    for words in ("1845–1904", "poet", "Шыңғыстау", "Қара сөздер"):
        assert words in html


def test_work_shows_makers_holders_and_years(client: Client, otrar: Any) -> None:
    parent = otrar.get_parent()
    maker = PersonPageFactory(parent=parent, title="Шебер")
    WorkPageFactory(
        parent=parent,
        slug="vase",
        year=1970,
        year_to=1972,
        maker_names="Біріншісі\nЕкіншісі",
        makers=[models.WorkMaker(person=maker)],
        holders=[models.WorkHolder(place=otrar)],
    )
    html = _page(client, "/en/places/vase/")
    _check_outline(html)
    for words in ("1970–1972", "Шебер", ">Отырар</a>", ">Біріншісі</dd>", ">Екіншісі</dd>"):
        assert words in html


def test_ensemble_shows_its_home_stage_in_the_readers_language(client: Client, otrar: Any) -> None:
    EnsemblePageFactory(parent=otrar.get_parent(), slug="sazy", founded=1980, home_place=otrar)
    translate(otrar, "en", title="Otrar")
    html = _page(client, "/en/places/sazy/")
    _check_outline(html)
    assert ">Otrar</a>" in html
    assert "1980" in html


def test_map_block_lists_and_draws_its_places(client: Client, otrar: Any) -> None:
    body = [("map", {"title": "Қайда?", "places": [otrar]})]
    PersonPageFactory(parent=otrar.get_parent(), slug="traveller", body=body)
    html = _page(client, "/kk/places/traveller/")
    assert html.count('data-stop="otrar"') == 2
    assert "portal/js/map" in html


@pytest.mark.parametrize("path", ["otrar", "way"])
def test_pages_ask_few_questions_of_the_database(
    client: Client, route: Any, django_assert_max_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    _page(client, f"/kk/places/{path}/")  # makes the pictures
    with django_assert_max_num_queries(MOST_QUERIES):
        _page(client, f"/kk/places/{path}/")
