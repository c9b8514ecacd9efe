"""What the page types refuse and know."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from shanyraq.surfaces.portal.models import (
    EventPage,
    ExhibitionPage,
    Menu,
    MenuItem,
    PersonPage,
    PlacePage,
    StoryPage,
    WorkPage,
)
from shanyraq.surfaces.portal.models.event import validate_recurrence
from shanyraq.surfaces.portal.models.person import validate_partial_date
from tests.factories.portal import PictureFactory, PlacePageFactory, SectionPageFactory, in_language

START = datetime(2027, 3, 21, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY", "FREQ=WEEKLY;BYDAY=SA;COUNT=10", "FREQ=DAILY;UNTIL=20270529T235959"]
)
def test_recurrence_of_icalendar_is_accepted(rule: str) -> None:
    validate_recurrence(rule)


@pytest.mark.parametrize(
    "rule", ["weekly", "FREQ=SECONDLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY\nDTSTART:1", "FREQ=YEARLY;="]
)
def test_any_other_recurrence_is_refused(rule: str) -> None:
    with pytest.raises(ValidationError):
        validate_recurrence(rule)


@pytest.mark.parametrize("text", ["872", "1845", "1845-08", "1845-08-10"])
def test_partial_dates_are_accepted(text: str) -> None:
    validate_partial_date(text)


@pytest.mark.parametrize("text", ["45", "1845-13", "10.08.1845", "1845-08-32", "1845\n"])
def test_other_dates_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        validate_partial_date(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (EventPage, {"start": START, "end": START.replace(hour=4)}, "end"),
        (EventPage, {"start": START, "price_from": 5000, "price_to": 2000}, "price_to"),
        (PlacePage, {"latitude": Decimal(43)}, "longitude"),
        (PlacePage, {"latitude": Decimal(43), "longitude": Decimal(68)}, "coordinate_source"),
        (WorkPage, {"year": 1956, "year_to": 1942}, "year_to"),
        (WorkPage, {"year_to": 1942}, "year_to"),
        (ExhibitionPage, {"first_date": date(2027, 1, 2), "last_date": date(2027, 1, 1)}, "last_date"),
        (StoryPage, {"age_from": 9, "age_to": 5}, "age_to"),
        (MenuItem, {}, "page"),
        (MenuItem, {"address": "/api/"}, "text"),
    ],
)
def test_contradiction_is_refused_at_its_field(kind: Any, values: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        kind(**values).clean()

    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//example.org", "http://example.org", "api/", "/a b", "/\\x"]
)
def test_menu_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        MenuItem(address=address, text={"en": "A"}).clean_fields(exclude=["menu"])


@pytest.mark.django_db
def test_database_refuses_half_a_pair_of_coordinates(home: Any) -> None:
    section = SectionPageFactory(parent=home, slug="places", listing="places")
    place = PlacePageFactory(parent=section)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlacePage.objects.filter(pk=place.pk).update(latitude=43)


@pytest.mark.django_db
def test_picture_is_described_in_the_language_of_the_page(home: Any) -> None:
    section = SectionPageFactory(parent=home, picture=PictureFactory())

    assert section.picture_text == ("Дала", "Сурет: Шаңырақ")
    assert in_language(section, "en").picture_text == ("Дала", "Сурет: Шаңырақ")
    section.picture_description = "Басқа"
    assert section.picture_text == ("Басқа", "Сурет: Шаңырақ")


@pytest.mark.django_db
def test_picture_without_description_is_refused() -> None:
    picture = PictureFactory.build(description={}, credit={})
    with pytest.raises(ValidationError) as refused:
        picture.full_clean(exclude=["file"])

    assert {"description", "credit"} <= set(refused.value.message_dict)


@pytest.mark.django_db
def test_words_of_a_menu_and_a_person() -> None:
    assert str(Menu(place="main", title={"en": "Sections"})) == "Main menu: Sections"
    assert PersonPage(title="Abai").content_language == "kk"
