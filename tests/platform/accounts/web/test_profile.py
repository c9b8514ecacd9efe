"""The profile and the sessions."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from shanyraq.platform.accounts.models import User
from tests.factories.accounts import UserFactory, signed_in

pytestmark = pytest.mark.django_db


def test_profile_saves_name_and_language(reader_browser: Client, reader: User) -> None:
    given = {"first_name": "Айгүл", "last_name": "Сыналыева", "language": "kk"}
    assert reader_browser.post("/en/accounts/profile/", given).status_code == 302
    reader.refresh_from_db()
    assert (reader.get_full_name(), reader.language) == ("Айгүл Сыналыева", "kk")


def test_profile_refuses_an_unknown_language(reader_browser: Client, reader: User) -> None:
    response = reader_browser.post(
        "/en/accounts/profile/", {"language": "xx", "first_name": "A", "last_name": ""}
    )
    assert list(response.context["form"].errors) == ["language"]


def test_profile_cannot_change_what_it_does_not_show(reader_browser: Client, reader: User) -> None:
    reader_browser.post(
        "/en/accounts/profile/",
        {"first_name": "", "last_name": "", "language": "en", "is_staff": "on", "email": "x@example.kz"},
    )
    reader.refresh_from_db()
    assert (reader.is_staff, reader.email) == (False, "reader@example.kz")


def test_home_leads_to_the_profile(reader_browser: Client) -> None:
    assert reader_browser.get("/en/accounts/")["Location"] == "/en/accounts/profile/"


def test_sessions_are_listed(reader_browser: Client, reader: User) -> None:
    signed_in(reader, Client(headers={"User-Agent": "Telephone"}))
    page = reader_browser.get("/en/accounts/sessions/").content.decode()
    assert "Telephone" in page
    assert page.count("This device") == 1


def test_signing_out_others_keeps_this_one(reader_browser: Client, reader: User) -> None:
    elsewhere = signed_in(reader)
    reader_browser.post("/en/accounts/sessions/")
    assert elsewhere.get("/en/accounts/profile/").status_code == 302
    assert reader_browser.get("/en/accounts/profile/").status_code == 200


def test_signing_out_everywhere_ends_all_sessions_of_this_account_only(
    reader_browser: Client, reader: User
) -> None:
    elsewhere, stranger = signed_in(reader), signed_in(UserFactory())
    assert reader_browser.get("/en/accounts/sessions/end-all/").status_code == 405
    reader_browser.post("/en/accounts/sessions/end-all/")
    for browser in (reader_browser, elsewhere):
        assert browser.get("/en/accounts/profile/").status_code == 302
    assert stranger.get("/en/accounts/profile/").status_code == 200
    assert UserSession.objects.filter(user=reader).count() == 0
