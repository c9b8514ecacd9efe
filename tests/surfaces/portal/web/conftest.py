"""A small portal that machines read."""

from typing import Any

import pytest

from tests.factories import portal


@pytest.fixture
def places(home: Any) -> Any:
    return portal.SectionPageFactory(parent=home, title="Мекендер", slug="places", listing="places")


@pytest.fixture
def otrar(places: Any) -> Any:
    return portal.PlacePageFactory(
        parent=places,
        title="Отырар",
        slug="otrar",
        type="museum_reserve",
        address="Түркістан облысы",
        latitude="42.85",
        longitude="68.3",
        coordinate_source="inform.kz",
        coordinate_certainty="approximate",
    )


@pytest.fixture
def tanbaly(places: Any) -> Any:
    return portal.PlacePageFactory(
        parent=places,
        title="Таңбалы",
        slug="tanbaly",
        type="museum_reserve",
        latitude="43.81",
        longitude="75.53",
        coordinate_source="qazaqculture.com",
        coordinate_certainty="sourced",
    )


@pytest.fixture
def news(section: Any) -> Any:
    page = portal.NewsPageFactory(parent=section, title="Портал ашылды", slug="opens", summary="Сегіз тілде")
    portal.translate(page, "en", title="The portal opens", summary="In eight languages")
    return page


@pytest.fixture
def event(home: Any, otrar: Any) -> Any:
    return portal.EventPageFactory(
        parent=portal.SectionPageFactory(parent=home, title="Іс-шаралар", slug="events", listing="events"),
        title="Наурыз",
        slug="nauryz",
        venue=otrar,
        recurrence="FREQ=YEARLY",
        price_kind="paid",
        price_from=1000,
        currency="KZT",
    )
