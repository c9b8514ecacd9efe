"""Sitemaps list what is really written, with its translations beside it."""

from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client

from shanyraq.kernel.languages import LANGUAGES

pytestmark = pytest.mark.usefixtures("kept_section")

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def _map(client: Client, code: str) -> dict[str, dict[str, str]]:
    root = ElementTree.fromstring(client.get(f"/sitemap-{code}.xml").content)
    return {
        entry.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMES)
        }
        for entry in root.findall("s:url", NAMES)
    }


def test_sitemap_index_names_one_map_for_each_language(client: Client, news: Any) -> None:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = [entry.text for entry in root.findall("s:sitemap/s:loc", NAMES)]
    assert found == [f"http://testserver/sitemap-{code}.xml" for code in LANGUAGES]


def test_sitemap_shows_translations_beside_each_page(client: Client, news: Any) -> None:
    kazakh, english = "http://testserver/kk/news/opens/", "http://testserver/en/news/opens/"
    beside = {"kk": kazakh, "en": english, "x-default": kazakh}
    assert _map(client, "kk")[kazakh] == beside
    assert _map(client, "en")[english] == beside


def test_sitemap_leaves_fallbacks_out(client: Client, news: Any) -> None:
    found = [address for address in _map(client, "ar") if "/petitions/" not in address]
    assert found == ["http://testserver/ar/logs/"]


def test_sitemap_names_the_pages_of_petitions_in_every_language(client: Client, news: Any) -> None:
    found = _map(client, "ar")["http://testserver/ar/petitions/"]
    assert set(found) == {language.bcp47 for language in LANGUAGES.values()} | {"x-default"}


@pytest.mark.django_db
def test_sitemap_of_an_unknown_language_is_not_found(client: Client) -> None:
    assert client.get("/sitemap-xx.xml").status_code == 404


@pytest.mark.django_db
def test_sitemap_names_the_public_logs_in_every_language(client: Client) -> None:
    for code in LANGUAGES:
        found = _map(client, code)
        assert found[f"http://testserver/{code}/logs/"]["en"] == "http://testserver/en/logs/"
