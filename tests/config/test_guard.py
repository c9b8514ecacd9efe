"""Hostile addresses get a short, clear answer in the language of the address."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/kk/%00", 404),
        ("/kk/?q=%00", 400),
        ("/kk/?q=" + "a" * 100_000, 414),
        ("/kk/" + "a" * 5_000, 414),
    ],
)
def test_guard_answers_what_no_view_should_see(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert 'lang="kk"' in response.content.decode()


def test_guard_lets_everything_else_through(client: Client) -> None:
    assert client.get("/language/ru/?next=/ru/").status_code == 302
