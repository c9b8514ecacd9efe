"""Staff need a second factor before the staff's side opens."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.test import Client

from tests.factories.accounts import UserFactory, signed_in

pytestmark = pytest.mark.django_db


def test_staff_without_second_factor_are_sent_to_set_one_up() -> None:
    browser = signed_in(UserFactory(is_staff=True, is_superuser=True))
    for path in ("/staff/", "/staff/pages/", "/staff/users/"):
        response = browser.get(path)
        assert response.status_code == 302
        assert response["Location"].endswith("/accounts/second-factor/")


def test_staff_by_group_count_too() -> None:
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    assert signed_in(user).get("/staff/")["Location"].endswith("/accounts/second-factor/")


def test_recovery_codes_alone_do_not_count() -> None:
    user = UserFactory(is_staff=True, is_superuser=True)
    browser = signed_in(user)
    user.authenticator_set.create(type="recovery_codes", data={})
    assert browser.get("/staff/")["Location"].endswith("/accounts/second-factor/")


def test_staff_with_second_factor_pass() -> None:
    user = UserFactory(is_staff=True, is_superuser=True)
    browser = signed_in(user)
    TOTP.activate(user, generate_totp_secret())
    assert browser.get("/staff/").status_code == 200


def test_signing_in_with_a_second_factor_needs_it() -> None:
    user = UserFactory(is_staff=True, is_superuser=True)
    TOTP.activate(user, generate_totp_secret())
    browser = Client()
    response = browser.post(
        "/en/accounts/login/", {"login": user.email, "password": "five unusual words of steppe"}
    )
    assert response["Location"] == "/en/accounts/second-factor/authenticate/"
    assert browser.get("/staff/").status_code == 302
    assert "_auth_user_id" not in browser.session


def test_demo_switch_lets_staff_pass(settings: object) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    browser = signed_in(UserFactory(is_staff=True, is_superuser=True))
    assert browser.get("/staff/").status_code == 200


def test_strangers_are_led_to_our_sign_in_page() -> None:
    browser = Client(headers={"Accept-Language": "en"})
    door = browser.get("/staff/pages/")
    assert door["Location"] == "/accounts/sign-in/?next=/staff/pages/"
    assert browser.get(door["Location"])["Location"] == "/en/accounts/login/?next=%2Fstaff%2Fpages%2F"
    assert browser.get("/staff/login/")["Location"] == "/en/accounts/login/"
    assert browser.post("/staff/login/", {"username": "x", "password": "y"}).status_code == 405


def test_sign_in_door_drops_another_host() -> None:
    browser = Client(headers={"Accept-Language": "en"})
    assert browser.get("/accounts/sign-in/?next=//evil.example/")["Location"] == "/en/accounts/login/"


def test_wagtail_offers_no_password_reset_of_its_own() -> None:
    assert Client().get("/staff/password_reset/", follow=True).status_code == 404
