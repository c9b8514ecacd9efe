"""Searching through the JSON API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories import portal
from tests.factories.search import own_index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_section")]


@pytest.fixture
def pages(section: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A news article and a place about Otrar, found."""
    build = own_index(settings, monkeypatch, tmp_path)
    portal.NewsPageFactory(parent=section, title="Отырар туралы", slug="about")
    portal.PlacePageFactory(parent=section, title="Отырар", slug="otrar")
    build()


def test_the_answer_is_that_of_the_results_page_for_programs(client: Client, pages: None) -> None:
    answer = client.get("/api/v1/search", {"q": "отырардың", "kind": "place"}).json()
    assert answer == client.get("/kk/search/results.json", {"q": "отырардың", "kind": "place"}).json()
    assert [each["address"] for each in answer["results"]] == ["http://testserver/kk/news/otrar/"]


def test_choices_are_read_as_on_the_page(client: Client, pages: None) -> None:
    both = client.get("/api/v1/search?q=отырар&kind=place&kind=news&sort=title").json()
    assert [each["title"] for each in both["results"]] == ["Отырар", "Отырар туралы"]
    none = client.get("/api/v1/search", {"q": "отырар", "text_language": "fr"}).json()
    assert (none["total"], none["results"]) == (0, [])


@pytest.mark.parametrize(
    "query",
    [{"language": "xx"}, {"sort": "sideways"}, {"page": "0"}, {"page": "99999999"}, {"since": "yesterday"},
     {"q": "a" * 301}],
)  # fmt: skip  # read in lines
def test_bad_calls_are_answered_clearly(client: Client, pages: None, query: dict[str, str]) -> None:
    assert client.get("/api/v1/search", query).status_code == 422


def test_a_node_without_an_index_says_when_to_come_again(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own_index(settings, monkeypatch, tmp_path)
    answer = client.get("/api/v1/search", {"q": "a"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_the_call_is_described(client: Client, home: Any) -> None:
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/search"]["get"]
    names = [each["name"] for each in described["parameters"]]
    assert names == [
        "q",
        "language",
        "kind",
        "text_language",
        "place",
        "period",
        "since",
        "until",
        "sort",
        "page",
    ]
    page = client.get("/en/open-data/").content.decode()
    assert "GET /api/v1/search" in page
    assert "best · newest · oldest · title" in page
