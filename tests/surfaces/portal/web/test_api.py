"""The JSON API answers what its description says, in the asked language."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import portal

pytestmark = pytest.mark.usefixtures("kept_section")


def test_languages_are_listed_in_order(client: Client) -> None:
    found = client.get("/api/v1/languages").json()
    assert [each["code"] for each in found] == ["kk", "ru", "en", "tr", "ar", "zh-hans", "fr", "es"]
    assert found[4]["direction"] == "rtl"


def test_pages_say_the_language_of_their_text(client: Client, news: Any) -> None:
    arabic = client.get("/api/v1/pages", {"kind": "news", "language": "ar"}).json()
    assert arabic["count"] == 1
    assert (arabic["items"][0]["title"], arabic["items"][0]["text_language"]) == ("The portal opens", "en")


def test_one_page_has_its_text_and_translations(client: Client, news: Any) -> None:
    found = client.get(f"/api/v1/pages/{news.translation_key}", {"language": "kk"}).json()
    assert found["translations"] == {
        "kk": "http://testserver/kk/news/opens/",
        "en": "http://testserver/en/news/opens/",
    }


def test_places_are_geojson(client: Client, otrar: Any) -> None:
    (feature,) = client.get("/api/v1/places.geojson", {"type": "museum_reserve"}).json()["features"]
    assert feature["geometry"]["coordinates"] == [68.3, 42.85]
    assert client.get("/api/v1/places.geojson", {"type": "theatre"}).json()["features"] == []


def test_events_are_unfolded_between_two_days(client: Client, event: Any) -> None:
    found = client.get("/api/v1/events", {"since": "2028-03-01", "until": "2028-03-31"}).json()
    assert [each["start"] for each in found] == ["2028-03-21T10:00:00+05:00"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/pages", 422),
        ("/api/v1/pages?kind=nothing", 422),
        ("/api/v1/pages?kind=news&language=xx", 422),
        ("/api/v1/pages?kind=news&page=0", 422),
        ("/api/v1/pages/00000000-0000-0000-0000-000000000000", 404),
        ("/api/v1/pages/not-a-number", 404),
        ("/api/v1/events?since=yesterday", 422),
    ],
)
def test_bad_calls_are_answered_clearly(client: Client, news: Any, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def _queries(client: Client) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        client.get("/api/v1/pages", {"kind": "news"})
    return [query["sql"] for query in captured]


def test_pages_cost_a_constant_number_of_queries(client: Client, news: Any, section: Any) -> None:
    _queries(client)  # fills what a process learns once
    with_one = _queries(client)
    for number in range(3):
        portal.NewsPageFactory(parent=section, slug=f"more-{number}", picture=portal.PictureFactory())
    with_four = _queries(client)
    assert len(with_four) == len(with_one)
