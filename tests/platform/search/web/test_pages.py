"""The page of results."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shanyraq.kernel.kazakh.scripts import to_arabic, to_latin
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.search.models import MissedSearch, Pin
from tests.platform.search.web.shelf import Shelf

Get = Callable[..., Any]
pytestmark = pytest.mark.django_db


def titles(response: Any) -> list[str]:
    return [hit.plain_title for hit in response.context_data["found"].hits]


def test_a_node_without_an_index_says_when_to_come_again(shelf: Shelf, get: Get) -> None:
    response = get("/en/search/", q="кітап", status=503)
    assert response["Retry-After"] == "30"
    assert "The search is being prepared" in response.content.decode()
    assert MissedSearch.objects.count() == 0


def test_without_words_the_page_says_what_can_be_found(library: Shelf, get: Get) -> None:
    page = get("/en/search/").content.decode()
    assert "What can be found here" in page
    assert 'href="?kind=work"' in page
    assert '<ol class="hits"' not in page


def test_a_page_shows_marked_results_with_their_count(library: Shelf, get: Get) -> None:
    response = get("/kk/search/", q="кітаптар")
    page = response.content.decode()
    assert "25 нәтиже" in page
    assert "<mark>кітап</mark>" in page
    assert len(titles(response)) == 20
    assert response["X-Robots-Tag"] == "noindex"


def test_pages_follow_one_another_without_loss(library: Shelf, get: Get) -> None:
    seen = [title for number in (1, 2) for title in titles(get("/kk/search/", q="кітап", page=number))]
    assert len(seen) == len(set(seen)) == 25


def test_a_page_after_the_last_leads_to_the_last(library: Shelf, get: Get) -> None:
    response = get("/kk/search/", q="кітап", page="999999", status=302)
    assert response["Location"] == "/kk/search/?q=%D0%BA%D1%96%D1%82%D0%B0%D0%BF&page=2"
    assert len(titles(get(response["Location"]))) == 5


def test_choices_stand_in_the_address_and_can_be_taken_back(library: Shelf, get: Get) -> None:
    response = get("/kk/search/", q="кітап", period="c-6")
    facet = next(each for each in response.context_data["facets"] if each.key == "period")
    assert [value.label for value in facet.values if value.is_chosen] == ["б. з. д. VI ғасыр"]
    assert {"c19", "c20"} <= {value.href.partition("period=c19")[1][7:] or "c20" for value in facet.values}
    assert len(titles(response)) == response.context_data["found"].total == 13
    assert 'aria-current="true"' in response.content.decode()


def test_links_to_other_languages_keep_the_search(library: Shelf, get: Get) -> None:
    page = html.unescape(get("/kk/search/", q="кітап", kind="work").content.decode())
    assert re.search(r"next=%2Fru%2Fsearch%2F%3Fq%3D[^\"]+kind%3Dwork", page)


def test_every_state_renders_in_every_language(library: Shelf, get: Get) -> None:
    states: list[dict[str, str]] = [
        {},
        {"q": "кітап"},
        {"q": "жоқсөз"},
        {"q": "кытап"},
        {"q": "кітап", "place": "Алматы"},
    ]
    for language in LANGUAGES:
        for query in states:
            assert "%(" not in get(f"/{language}/search/", **query).content.decode()


@pytest.mark.parametrize("prefix", ["kk-latn", "kk-arab"])
def test_kazakh_is_shown_and_read_in_the_readers_script(library: Shelf, get: Get, prefix: str) -> None:
    asked = {"kk-latn": "kitap", "kk-arab": "كىتاپ"}[prefix]
    response = get(f"/{prefix}/search/", q=asked)
    page = response.content.decode()
    assert response.context_data["found"].total == 25
    assert f'value="{asked}"' in page
    assert f"/{prefix}/shelf/" in page
    assert "Көне" not in re.sub(r"<[^>]*>", "", page)


# --- what else could be meant ---


def test_a_slip_is_corrected_by_a_link(library: Shelf, get: Get) -> None:
    response = get("/kk/search/", q="көнн кітпа")
    meaning = response.context_data["meaning"]
    assert meaning.words == "көне кітап"
    assert len(titles(get(f"/kk/search/{response.context_data['meaning_href']}"))) == 20


@pytest.mark.parametrize(("prefix", "asked"), [("kk-latn", "kitapp"), ("kk-arab", "كىتاپپ")])
def test_a_slip_in_another_script_is_corrected_in_it(
    library: Shelf, get: Get, prefix: str, asked: str
) -> None:
    response = get(f"/{prefix}/search/", q=asked)
    meant = {"kk-latn": to_latin, "kk-arab": to_arabic}[prefix]("кітап")
    assert response.context_data["meant"] == meant
    assert f">{meant}</strong>" in response.content.decode()
    assert len(titles(get(f"/{prefix}/search/{response.context_data['meaning_href']}"))) == 20


def test_the_likeliest_keyboard_is_offered_not_the_one_with_most(shelf: Shelf, get: Get) -> None:
    shelf.put("Музей", language="ru")
    for _ in range(3):
        shelf.put("Музеъй", language="ru")
    shelf.build()
    assert get("/ru/search/", q="veptq").context_data["meaning"].words == "музей"


def test_the_wrong_keyboard_is_understood(shelf: Shelf, get: Get) -> None:
    shelf.put("Абай жолы")
    shelf.build()
    response = get("/kk/search/", q="f,fq")
    assert response.context_data["meaning"].words == "абай"


# --- what was not found ---


def test_a_search_in_vain_is_counted(library: Shelf, get: Get) -> None:
    for _ in range(2):
        page = get("/ru/search/", q="Единорог").content.decode()
    assert "Ничего не найдено" in page
    (missed,) = MissedSearch.objects.all()
    assert (missed.words, missed.language, missed.times) == ("единорог", "ru", 2)


@pytest.mark.parametrize(
    "query",
    [{"q": "кітап"}, {"q": "жоқсөз", "kind": "place"}, {"q": "жоқсөз", "from": "2020-01-01"}, {},
     {"q": "a@example.kz"}, {"q": "870412300123"}, {"q": "+7 701 123 45 67"}, {"q": "сөз " * 9}],
)  # fmt: skip  # read in lines
def test_what_was_found_narrowed_or_speaks_of_somebody_is_not_counted(
    library: Shelf, get: Get, query: dict[str, str]
) -> None:
    get("/kk/search/", **query)
    assert MissedSearch.objects.count() == 0


# --- pinned ---


def test_a_pin_stands_first_once_and_is_named(library: Shelf, get: Get) -> None:
    Pin.objects.create(words="Көне КІТАП", addresses="/kk/shelf/48/\n/kk/shelf/nothing/")
    response = get("/kk/search/", q="көне кітап")
    assert titles(response)[0] == "Көне кітап 48"
    assert titles(response).count("Көне кітап 48") == 1
    assert response.content.decode().count("Ұсынылады") == 1


def test_a_pin_for_readers_of_another_language_is_not_shown(library: Shelf, get: Get) -> None:
    Pin.objects.create(words="книга", language="ru", addresses="/kk/shelf/48/")
    assert titles(get("/ru/search/", q="книга"))[0] == "Көне кітап 48"
    assert "Көне кітап 48" not in titles(get("/kk/search/", q="книга"))


def test_a_pin_shows_nobody_what_is_not_for_them(shelf: Shelf, get: Get) -> None:
    shelf.put("Ашық кітап")
    hidden = shelf.put("Жабық кітап", audiences=frozenset({"staff"}))
    Pin.objects.create(words="кітап", addresses=hidden.address)
    shelf.build()
    assert titles(get("/kk/search/", q="кітап")) == ["Ашық кітап"]


# --- hostile ---

HOSTILE = [
    "", " ", "\u202e\u2066x", "x" * 1000, '"', '"a', 'a"b"c"', "«", "-", "--", "-a", "- a", "OR", "OR OR",
    "a OR", "НЕМЕСЕ", "title:", "title:title:", ":::", "a:b:c", "()", "*", "?", "~", "^2", "[1 TO 2]",
    "+a -a", "\\", "'; DROP TABLE x; --", "<script>alert(1)</script>", "{{ 7*7 }}", "%", "%s%(x)s", "AND NOT",
    "😀", "e\u0301" * 200, "ا" * 200, "中" * 200, "a " * 500, '"' + "b " * 300, "author:" * 100,
    "\t\r\n",
]  # fmt: skip  # read in lines


def test_strange_words_are_only_words(library: Shelf, get: Get) -> None:
    for words in HOSTILE:
        for language in ("kk", "zh-hans"):
            page = get(f"/{language}/search/", q=words).content.decode()
            assert "<script>alert" not in page
            assert 'name="q"' in page
        for machine in ("results.json", "feed.xml", "suggestions.json"):
            get(f"/kk/search/{machine}", q=words)


@pytest.mark.parametrize(("words", "status"), [("x" * 100_000, 414), ("a\x00b", 400)])
def test_what_no_view_should_see_is_refused_before(get: Get, words: str, status: int) -> None:
    for path in ("", "results.json", "suggestions.json", "feed.xml"):
        get(f"/kk/search/{path}", q=words, status=status)


STRANGE: list[dict[str, Any]] = [
    {"kind": "nothing"}, {"kind": ["a"] * 300}, {"period": "c99"}, {"period": "<b>"}, {"language": "xx"},
    {"place": "x" * 1000}, {"sort": "x"}, {"from": "9999-12-31"}, {"to": "0001-01-01"}, {"page": "999999"},
    {"from": "2030-01-01", "to": "2020-01-01"}, {"page": "-1"}, {"page": "1e9"},
]  # fmt: skip  # read in lines


def test_strange_states_are_answered(library: Shelf, client: Client) -> None:
    for query in STRANGE:
        response = client.get("/kk/search/", {"q": "кітап", **query}, follow=True)
        assert response.status_code == 200, query
        assert "<b>" not in response.content.decode()


def test_words_are_never_read_as_markup(shelf: Shelf, get: Get) -> None:
    shelf.put("Кітап <img src=x onerror=alert(1)>", body="кітап <script>alert(1)</script>")
    shelf.build()
    page = get("/kk/search/", q="кітап").content.decode()
    assert "<img src=x" not in page
    assert "<script>alert" not in page


def test_only_reading_is_allowed(library: Shelf, client: Client) -> None:
    assert client.post("/kk/search/", {"q": "a"}).status_code == 405


# --- cost ---


def test_a_page_costs_a_constant_number_of_queries(library: Shelf, client: Client) -> None:
    def cost(**query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/kk/search/", query).status_code == 200
        return len(captured)

    cost(q="кітап")  # learns what a process learns once
    of_one, of_twenty = cost(q='"кітап 48"'), cost(q="кітап")
    assert of_one == of_twenty
    assert cost(q="кітап", kind="work", period="c19") == of_twenty


# --- rights ---


def test_what_is_not_for_a_reader_is_nowhere_on_the_page(shelf: Shelf, get: Get) -> None:
    shelf.put("Ашық кітап", kind="work")
    shelf.put("Жабық кітап", kind="news", audiences=frozenset({"staff"}), places=("Құпия жер",))
    shelf.build()
    response = get("/kk/search/", q="кітап")
    assert response.context_data["found"].total == 1
    assert response.context_data["found"].facets["kind"] == [("work", 1)]
    assert "Құпия" not in response.content.decode()
