"""The same search for programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from shanyraq.kernel.kazakh.scripts import to_latin
from tests.platform.search.web.shelf import Shelf

Get = Callable[..., Any]
MARK = "{http://a9.com/-/spec/opensearch/1.1/}"
pytestmark = pytest.mark.django_db


def test_results_are_json_with_counts(library: Shelf, get: Get) -> None:
    response = get("/kk/search/results.json", q="кітап", kind="work", page=2)
    body = response.json()
    assert (body["query"], body["total"], body["offset"]) == ("кітап", 20, 20)
    assert body["results"] == []
    first = get("/kk/search/results.json", q="кітап 12").json()["results"][0]
    assert first["title"] == "Көне кітап 12"
    assert first["address"] == "http://testserver/kk/shelf/12/"
    assert (first["kind"], first["language"], first["date"]) == ("work", "kk", None)
    assert {"value": "place", "count": 5} in body["facets"]["kind"]
    assert response["Access-Control-Allow-Origin"] == "*"


def test_results_are_a_feed(shelf: Shelf, get: Get) -> None:
    shelf.put("Киіз & ою", body="Киіз басу", date=date(2026, 3, 1))
    shelf.build()
    response = get("/kk/search/feed.xml", q="киіз")
    read = feedparser.parse(response.content)
    assert not read.bozo
    assert [entry.title for entry in read.entries] == ["Киіз & ою"]
    assert read.entries[0].link == "http://testserver/kk/shelf/0/"
    assert read.entries[0].updated.startswith("2026-03-01")


@pytest.mark.parametrize("typed", ["кіт", "kit", "көне кі", "كىت"])
def test_suggestions_begin_as_the_reader_types(library: Shelf, get: Get, typed: str) -> None:
    asked, titles, kinds, addresses, said = get("/kk/search/suggestions.json", q=typed).json()
    assert asked == typed
    assert len(titles) == len(kinds) == len(addresses) == 8
    assert all(title.startswith("Көне кітап") for title in titles)
    assert said == "8 ұсыныс"


def test_suggestions_are_in_the_readers_script(library: Shelf, get: Get) -> None:
    _asked, titles, _kinds, addresses, said = get("/kk-latn/search/suggestions.json", q="kit").json()
    assert titles[0] == to_latin("Көне кітап 0")
    assert addresses[0].startswith("/kk-latn/shelf/")
    assert said == to_latin("8 ұсыныс")


def test_nothing_is_suggested_for_nothing(library: Shelf, get: Get) -> None:
    assert get("/en/search/suggestions.json", q=" ").json() == ["", [], [], [], "0 suggestions"]


def test_what_is_hidden_is_not_suggested(shelf: Shelf, get: Get) -> None:
    shelf.put("Жабық кітап", audiences=frozenset({"staff"}))
    shelf.build()
    assert get("/kk/search/suggestions.json", q="жаб").json()[1] == []


def test_the_description_leads_to_the_search(shelf: Shelf, get: Get) -> None:
    response = get("/ar/search/opensearch.xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    assert root.findtext(f"{MARK}Language") == "ar"
    templates = [url.get("template") for url in root.findall(f"{MARK}Url")]
    assert templates == [
        "http://testserver/ar/search/?q={searchTerms}&page={startPage?}",
        "http://testserver/ar/search/suggestions.json?q={searchTerms}",
    ]


@pytest.mark.parametrize("path", ["/kk/search/", "/en/accounts/login/", "/ar/open-data/"])
def test_every_page_offers_the_search_to_the_browser(library: Shelf, get: Get, path: str) -> None:
    language = path.split("/")[1]
    page = get(path).content.decode()
    assert page.count('rel="search"') == 1
    assert f'href="/{language}/search/opensearch.xml"' in page


@pytest.mark.parametrize("machine", ["results.json", "feed.xml", "suggestions.json"])
def test_a_node_without_an_index_says_so(shelf: Shelf, get: Get, machine: str) -> None:
    response = get(f"/en/search/{machine}", q="a", status=503)
    assert response["Retry-After"] == "30"


def test_the_description_needs_no_index(shelf: Shelf, client: Client) -> None:
    assert client.get("/en/search/opensearch.xml").status_code == 200
