"""Feeds speak the language of their address and say where an item is in another one."""

from typing import Any

import feedparser
import pytest
from django.test import Client

from shanyraq.kernel.languages import LANGUAGES

pytestmark = pytest.mark.usefixtures("kept_section")


@pytest.mark.parametrize("code", LANGUAGES)
def test_news_feed_is_valid_in_every_language(client: Client, news: Any, code: str) -> None:
    feed = feedparser.parse(client.get(f"/{code}/feeds/news.xml").content)
    assert not feed.bozo
    assert feed.feed.language == LANGUAGES[code].bcp47
    title = "The portal opens" if code not in {"kk", "ru"} else "Портал ашылды"
    assert [(entry.title, entry.link) for entry in feed.entries] == [
        (title, f"http://testserver/{code}/news/opens/")
    ]


def test_events_feed_names_the_next_occurrence(client: Client, event: Any) -> None:
    feed = feedparser.parse(client.get("/kk/feeds/events.xml").content)
    assert [entry.title for entry in feed.entries] == ["Наурыз"]
    assert feed.entries[0].id == f"urn:uuid:{event.translation_key}:20270321"
