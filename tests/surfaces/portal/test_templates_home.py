"""The home page as a reader gets it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import DjangoDbBlocker
from wagtail.models import PageViewRestriction

from shanyraq.platform.page_cache.marks import MARK
from shanyraq.surfaces.portal import models
from tests.factories.portal import (
    EventPageFactory,
    NewsPageFactory,
    PictureFactory,
    PlacePageFactory,
    RoutePageFactory,
    SectionPageFactory,
    StoryPageFactory,
    in_language,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_full_home")]
MOST_QUERIES = 12


@pytest.fixture(scope="module")
def kept_full_home(kept_section: Any, django_db_blocker: DjangoDbBlocker) -> Any:
    """A home page with everything on it, in Kazakh, its texts standing in for the other languages."""
    with django_db_blocker.unblock(), translation.override("en"):
        return _fill(models.HomePage.objects.get(locale__language_code="kk"), kept_section)


@pytest.fixture
def full_home(home: Any) -> Any:
    """The home page of ``kept_full_home``, afresh for each test."""
    return home


def _fill(home: Any, section: Any) -> Any:
    picture = PictureFactory()
    places = SectionPageFactory(parent=home, title="Мекендер", slug="places", listing="places")
    events = SectionPageFactory(parent=home, title="Іс-шаралар", slug="events", listing="events")
    children = SectionPageFactory(parent=home, title="Балаларға", slug="children", listing="stories")
    place = PlacePageFactory(parent=places, title="Отырар", slug="otrar", picture=picture)
    for number in range(4):
        NewsPageFactory(
            parent=section, title=f"Жаңалық {number}", date=date(2026, 9, number + 1), picture=picture
        )
        EventPageFactory(parent=events, title=f"Кеш {number}", picture=picture)
        StoryPageFactory(parent=children, title=f"Ертегі {number}", age_from=5, age_to=9, picture=picture)
    RoutePageFactory(parent=home, title="Ұлттық маршрут", slug="route", picture=picture)
    home.picture = picture
    home.highlights = [models.HomeHighlight(page=place)]
    home.save_revision().publish()
    return home


def answer(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_home_shows_everything_in_twelve_queries_at_most(full_home: Any) -> None:
    answer("/kk/")  # makes the sizes of pictures
    with CaptureQueriesContext(connection) as queries:
        html = answer("/kk/")

    assert len(queries) <= MOST_QUERIES
    for words in ("Отырар", "Мекендер", "Жаңалық 3", "Жаңалық 1", "Ертегі 2", "Ұлттық маршрут"):
        assert words in html
    assert "Жаңалық 0" not in html
    assert "Ертегі 3" not in html
    assert html.count("<h1") == 1


def test_home_may_be_kept_and_a_preview_may_not(full_home: Any) -> None:
    response = Client().get("/kk/")
    assert getattr(response, MARK).query == frozenset()

    request = response.wsgi_request
    request.is_preview = True
    assert not hasattr(full_home.serve_preview(request, ""), MARK)


def test_fallback_is_named_and_its_text_marked(full_home: Any) -> None:
    html = answer("/en/")

    english, kazakh = '<span lang="en" dir="ltr">English</span>', '<span lang="kk" dir="ltr">Қазақша</span>'
    assert f"This page is not yet translated into {english}; you read it in {kazakh}." in html
    assert '<main class="main" id="main" tabindex="-1">' in html
    assert '<h1 class="hero__title" lang="kk" dir="ltr">Мәдениет</h1>' in html


def test_translation_has_no_notice(full_home: Any) -> None:
    translate(full_home, "en", title="Culture")

    html = answer("/en/")
    assert "not yet translated" not in html
    assert '<h1 class="hero__title">Culture</h1>' in html
    assert 'hreflang="en" href="http://testserver/en/"' in html


def test_picture_comes_in_sizes_with_its_description(full_home: Any) -> None:
    html = answer("/kk/")

    assert 'fetchpriority="high"' in html
    assert 'alt="Дала"' in html
    assert "Сурет: Шаңырақ" in html
    assert ".webp 64w" in html


def test_page_deep_below_is_found_and_the_wrong_way_is_not(full_home: Any) -> None:
    otrar = in_language(models.PlacePage.objects.get(slug="otrar", locale__language_code="kk"), "tr")

    assert otrar.title in answer("/tr/places/otrar/")
    assert Client().get("/tr/events/otrar/").status_code == 404
    otrar.unpublish()
    assert Client().get("/tr/places/otrar/").status_code == 404


def test_event_without_an_end_stands_with_its_day(full_home: Any) -> None:
    events = models.SectionPage.objects.get(slug="events", locale__language_code="kk")
    EventPageFactory(parent=events, title="Наурыз", start=datetime(2027, 3, 22, 5, 0, tzinfo=UTC))

    html = answer("/kk/events/?month=2027-03")
    assert "<abbr title=" in html
    assert "Наурыз" in html
    assert "?month=2027-02" in html
    assert "?month=2027-04" in html


def test_restricted_page_is_not_shown_to_anybody(full_home: Any) -> None:
    places = models.SectionPage.objects.get(slug="places", locale__language_code="kk")
    PageViewRestriction.objects.create(page=places, restriction_type=PageViewRestriction.LOGIN)

    assert Client().get("/kk/places/otrar/").status_code == 302
    assert Client().get("/kk/").status_code == 200
