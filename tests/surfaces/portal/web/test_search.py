"""Searching the portal."""

from typing import Any

import pytest
from django.test import Client

from shanyraq.surfaces.portal.queries.searching import words_of
from tests.factories.portal import NewsPageFactory, translate

pytestmark = pytest.mark.django_db


def answer(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_without_words_there_is_only_the_form(home: Any) -> None:
    html = answer("/en/search/?q=%20")

    assert 'name="q"' in html
    assert "Type a word" in html
    assert 'role="status"' not in html


def test_found_pages_are_of_the_readers_language(section: Any) -> None:
    article = NewsPageFactory(parent=section, title="Отырар туралы")
    translate(article, "en", title="About Otrar")

    assert "About Otrar" in answer("/en/search/?q=Otrar")
    assert "About Otrar" not in answer("/kk/search/?q=Otrar")


def test_nothing_found_says_what_to_do(home: Any) -> None:
    html = answer("/en/search/?q=zzzz")

    assert "Nothing found" in html
    assert "next=%2Ffr%2Fsearch%2F%3Fq%3Dzzzz" in html


@pytest.mark.parametrize("query", ["%3Cscript%3E", "a" * 3000, "'", "%5C", "&page=x"])
def test_strange_words_are_only_words(home: Any, query: str) -> None:
    assert "<script>alert" not in answer(f"/en/search/?q={query}")


def test_kazakh_words_are_read_in_their_script() -> None:
    assert words_of("Otyrar", "latn") == "Отырар"
    assert words_of("  Otyrar \x00 x ") == "Otyrar x"
