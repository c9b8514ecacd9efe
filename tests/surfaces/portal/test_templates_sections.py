"""Sections, articles and documents as a reader gets them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shanyraq.platform.page_cache.marks import MARK
from tests.factories.portal import (
    CollectionPageFactory,
    DocumentPageFactory,
    ExhibitionPageFactory,
    NewsPageFactory,
    PictureFactory,
    PlainPageFactory,
    SectionPageFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_home")]
MOST_QUERIES = 12


def answer(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def queries_of(path: str) -> int:
    answer(path)
    with CaptureQueriesContext(connection) as queries:
        answer(path)
    return len(queries)


def test_longer_list_of_news_needs_no_more_queries(section: Any) -> None:
    NewsPageFactory(parent=section, picture=PictureFactory())
    before = queries_of("/kk/news/")
    for _number in range(5):
        NewsPageFactory(parent=section, picture=PictureFactory())

    assert queries_of("/kk/news/") == before
    assert before <= MOST_QUERIES


def test_section_says_which_keys_of_the_query_it_reads(section: Any) -> None:
    response = Client().get("/kk/news/")

    assert getattr(response, MARK).query == frozenset({"page", "type", "view", "month"})


def test_empty_section_says_so(section: Any) -> None:
    assert "empty-state" in answer("/kk/news/")


def test_documents_are_filtered_by_links(home: Any) -> None:
    documents = SectionPageFactory(parent=home, slug="documents", listing="documents")
    DocumentPageFactory(parent=documents, title="Заң", type="law", number="1-VIII")
    DocumentPageFactory(parent=documents, title="Есеп", type="report", date=date(2026, 9, 1))

    html = answer("/en/documents/?type=law")
    assert '<a class="filters__link" href="?type=law" aria-current="true">' in html
    assert "Заң" in html
    assert "1-VIII" in html
    assert "Есеп" not in html


def test_document_shows_its_facts_and_the_official_text(home: Any) -> None:
    documents = SectionPageFactory(parent=home, slug="documents", listing="documents")
    DocumentPageFactory(
        parent=documents,
        slug="law",
        number="1-VIII",
        date=date(2026, 9, 1),
        official_url="https://example.org/1",
    )

    html = answer("/en/documents/law/")
    assert "1 September 2026" in html
    assert 'href="https://example.org/1"' in html
    assert 'data-controller="print"' in html


def test_article_shows_body_more_news_and_the_way_back(section: Any) -> None:
    other = NewsPageFactory(parent=section, title="Басқа")
    body = json.dumps(
        [
            {"type": "heading", "value": "Тарау"},
            {"type": "quote", "value": {"quote": "Сөз", "attribution": "Абай"}},
            {"type": "facts", "value": {"title": "", "facts": [{"fact": "Жыл", "value": "2026"}]}},
            {"type": "timeline", "value": {"title": "", "moments": [{"when": "1932", "text": "Ашылды"}]}},
            {"type": "related", "value": {"title": "Тағы", "pages": [other.pk]}},
        ]
    )
    NewsPageFactory(parent=section, title="Мақала", slug="article", body=body)

    html = answer("/kk/news/article/")
    for words in ("<h2>Тарау</h2>", "— Абай", "<dt>Жыл</dt>", "Ашылды", "Тағы"):
        assert words in html
    assert html.count("Басқа") >= 2
    assert '<a href="/kk/news/"><bdi>Жаңалықтар</bdi></a>' in html
    assert html.count("<h1") == 1


def test_plain_page_collection_and_exhibition_are_shown(home: Any) -> None:
    section = SectionPageFactory(parent=home, slug="about")
    PlainPageFactory(parent=section, title="Байланыс", slug="contacts")
    CollectionPageFactory(parent=section, title="Алтын қор", slug="fund")
    ExhibitionPageFactory(parent=section, title="Киіз", slug="felt")

    assert "Байланыс" in answer("/kk/about/contacts/")
    assert "Алтын қор" in answer("/kk/about/fund/")
    assert "Permanent exhibition" in answer("/en/about/felt/")
