"""People are sent to their language; a chosen one is remembered."""

import pytest
from django.test import Client

from shanyraq.kernel.languages import LANGUAGES


@pytest.mark.parametrize(
    ("wish", "place"),
    [
        ("", "/kk/"),
        ("de-DE,de;q=0.9", "/kk/"),
        ("zh-CN,zh;q=0.9", "/zh-hans/"),
        ("ar-EG", "/ar/"),
        (";;;q=,,x" * 500, "/kk/"),
        ("es;q=0.2, fr;q=0.8", "/fr/"),
    ],
)
def test_front_door_follows_the_accept_language_header(client: Client, wish: str, place: str) -> None:
    response = client.get("/", headers={"Accept-Language": wish})
    assert (response.status_code, response["Location"]) == (302, place)


@pytest.mark.parametrize("code", LANGUAGES)
def test_chosen_language_is_remembered(client: Client, code: str) -> None:
    response = client.get(f"/language/{code}/", {"next": f"/{code}/route/"})
    assert response["Location"] == f"/{code}/route/"
    assert client.get("/", headers={"Accept-Language": "fr"})["Location"] == f"/{code}/"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "route/", "/\\elsewhere.example"]
)
def test_remembering_a_language_never_leads_elsewhere(client: Client, target: str) -> None:
    assert client.get("/language/tr/", {"next": target})["Location"] == "/tr/"


@pytest.mark.django_db
def test_unknown_language_is_not_found(client: Client) -> None:
    assert client.get("/language/xx/").status_code == 404
