"""Error pages speak eight languages and stand without a database."""

from http import HTTPStatus

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from shanyraq.config.errors import TEXTS, error_page, server_error
from shanyraq.kernel.languages import LANGUAGES


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("status", TEXTS)
def test_error_page_names_its_language_and_needs_no_database(code: str, status: HTTPStatus) -> None:
    response = error_page(RequestFactory().get(f"/{code}/missing/"), status)
    assert response.status_code == status.value
    assert f'lang="{LANGUAGES[code].bcp47}"' in response.content.decode()
    assert f'dir="{LANGUAGES[code].direction}"' in response.content.decode()


def test_error_page_outside_a_language_follows_the_reader() -> None:
    request = RequestFactory().get("/missing/", headers={"Accept-Language": "fr-CA, en;q=0.5"})
    assert error_page(request, HTTPStatus.NOT_FOUND)["Content-Language"] == "fr"


def test_server_error_with_a_broken_database_asks_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.exc_info", lambda: (OperationalError, OperationalError(), None))
    response = server_error(RequestFactory().get("/kk/"))
    assert (response.status_code, response["Retry-After"]) == (503, "30")


@pytest.mark.django_db
def test_unknown_page_is_not_found(client: Client) -> None:
    assert client.get("/kk/there-is-no-such-page/").status_code == 404
