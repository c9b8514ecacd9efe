"""The settings form: own pages only, a safe way back, a cookie that holds only what differs."""

import pytest
from django.test import Client

OWN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def save(client: Client, headers: dict[str, str], **wishes: str):
    return client.post("/preferences/", wishes, **headers)


def test_preferences_are_remembered(client: Client) -> None:
    response = save(client, OWN, text="large", theme="dark", images="on", next="/kk/places/")
    assert (response.status_code, response["Location"]) == (303, "/kk/places/")
    cookie = response.cookies["preferences"]
    assert cookie.value == "text_large.theme_dark"
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("wishes", [{"reset": "1", "text": "large"}, {"text": "normal"}, {}])
def test_preferences_without_a_wish_leave_no_cookie(client: Client, wishes: dict[str, str]) -> None:
    client.cookies["preferences"] = "text_large"
    assert save(client, OWN, **wishes).cookies["preferences"].value == ""


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", "", "kk/"],
)
def test_preferences_lead_nowhere_else(client: Client, target: str) -> None:
    assert save(client, OWN, text="large", next=target)["Location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"},
    ],
)
def test_preferences_refuse_other_sites(client: Client, headers: dict[str, str]) -> None:
    response = save(client, headers, text="large")
    assert response.status_code == 403
    assert "preferences" not in response.cookies


def test_preferences_trust_the_origin_of_browsers_without_fetch_metadata(client: Client) -> None:
    assert save(client, {"HTTP_ORIGIN": "http://testserver"}, text="large").status_code == 303


def test_preferences_change_by_post_only(client: Client) -> None:
    assert client.get("/preferences/?text=large", **OWN).status_code == 405
