"""Passkeys in a real browser, with the authenticator that Chromium plays."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from shanyraq.platform.accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory, newest_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def context(chromium: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    made = chromium.new_context(base_url=live_server.url, locale="en-GB")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab with an authenticator; whatever its console complains of fails the test."""
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    tab.on("pageerror", lambda error: pytest.fail(str(error)))
    return tab


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page; its scripts have run then."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def sign_in(page: Page, user: User) -> None:
    page.goto("/en/accounts/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/profile/")


def test_passkey_is_added_and_signs_in_alone(page: Page) -> None:
    user = UserFactory()
    sign_in(page, user)
    page.goto("/en/accounts/second-factor/webauthn/add/")
    page.locator("[name=password]").fill(PASSWORD)
    press(page, "Confirm")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/recovery-codes/")
    expect(page.locator(".accounts-codes li")).to_have_count(10)
    assert user.authenticator_set.filter(type="webauthn").count() == 1

    press(page, "Sign out")
    page.goto("/en/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/profile/")


def test_account_is_opened_with_a_passkey_alone(page: Page) -> None:
    page.goto("/en/accounts/signup/passkey/")
    page.get_by_label("E-mail address").fill("passkey@example.kz")
    press(page, "Continue")
    code = re.search(r"^\d{6}$", newest_letter().body_text, re.MULTILINE)
    assert code
    page.get_by_label("Code from the letter").fill(code[0])
    press(page, "Confirm")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url("**/profile/")
    user = User.objects.get()
    assert not user.has_usable_password()
    assert user.authenticator_set.filter(type="webauthn").exists()


def test_cancelled_passkey_says_so(context: BrowserContext) -> None:
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, "isUserVerified": False}})
    page.goto("/en/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_have_text("The passkey was not used. Try again.", timeout=70_000)
