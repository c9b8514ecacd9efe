"""A person opens an account, guards it with a second factor, comes back, and leaves all devices."""

import re
import secrets
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, expect

from shanyraq.platform.accounts.test_provider.persons import PERSONS
from tests.journeys.house import House
from tests.journeys.reader import Reader, reading

pytestmark = pytest.mark.browser

PASSWORD = "felt and feather grass"
SIGN_IN, CONFIRM, PROFILE = "/en/accounts/login/", "/en/accounts/confirm-email/", "/en/accounts/profile/"
SESSIONS, TOTP = "/en/accounts/sessions/", "/en/accounts/second-factor/totp/activate/"


def send(reader: Reader, form: str = "main form.form") -> None:
    with reader.page.expect_navigation():
        reader.page.locator(f"{form} button[type=submit]").first.click()


def confirm_address(reader: Reader, house: House, email: str) -> str:
    """Type the code of the letter; gives the letter's text."""
    text = house.letter_to(email).get_body(("plain",)).get_content()
    code = re.search(r"^\s*(\d{6})\s*$", text, re.MULTILINE)
    assert code, text
    reader.page.locator("input[name=code]").fill(code[1])
    send(reader)
    assert reader.path == PROFILE
    return text


def sign_up(reader: Reader, email: str) -> None:
    reader.go("/en/accounts/signup/")
    reader.page.locator("main form input[name=email]").fill(email)
    reader.page.locator("main form input[name=password1]").fill(PASSWORD)
    send(reader)
    assert reader.path == CONFIRM


def sign_in(reader: Reader, email: str) -> None:
    reader.go(SIGN_IN)
    reader.page.locator("input[name=login]").fill(email)
    reader.page.locator("input[name=password]").fill(PASSWORD)
    send(reader)


def sign_out(reader: Reader) -> None:
    with reader.page.expect_navigation():
        reader.page.locator('form[action="/en/accounts/logout/"] button').first.click()


def is_signed_in(reader: Reader) -> bool:
    reader.go(PROFILE)
    return reader.path == PROFILE


def code_of_app(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def test_account_from_letter_to_second_factor(chromium: Browser, house: House) -> None:
    email = f"{secrets.token_hex(6)}@example.kz"
    with reading(chromium, house) as reader, reading(chromium, house) as other_device:
        sign_up(reader, email)
        reader.go(CONFIRM)  # asking for the page again, as a mail scanner would, confirms nothing
        assert not is_signed_in(reader)
        reader.go(CONFIRM)
        assert "/accounts/" not in confirm_address(reader, house, email)
        reader.go(TOTP)  # so much weight has this page that it asks for the password once more
        reader.page.locator("main input[name=password]").fill(PASSWORD)
        send(reader)
        assert reader.path == TOTP
        secret = reader.page.locator("main code").inner_text()
        expect(reader.page.locator("main img")).to_have_js_property("complete", value=True)
        reader.page.locator("input[name=code]").fill(code_of_app(secret))
        send(reader)
        sign_out(reader)
        for one in (reader, other_device):
            enter_with_second_factor(one, email, secret)
        reader.go(SESSIONS)
        expect(reader.page.locator("main .accounts-list__item")).to_have_count(2)
        send(reader, 'form[action$="/end-all/"]')
        assert not is_signed_in(reader)
        assert not is_signed_in(other_device)


def enter_with_second_factor(reader: Reader, email: str, secret: str) -> None:
    """The password alone does not open; neither does a code that was used before."""
    sign_in(reader, email)
    assert reader.path == "/en/accounts/second-factor/authenticate/"
    for _attempt in range(2):
        reader.page.locator("input[name=code]").first.fill(code_of_app(secret))
        send(reader)
        if reader.path == PROFILE:
            return
        time.sleep(30 - time.time() % 30)
    raise AssertionError("no code of the app opened the account")


def test_wrong_password_says_so_and_keeps_the_address(chromium: Browser, house: House) -> None:
    with reading(chromium, house, java_script_enabled=False) as reader:
        reader.go(SIGN_IN)
        reader.page.locator("input[name=login]").fill("nobody@example.kz")
        reader.page.locator("input[name=password]").fill("wrong words")
        send(reader)
        assert reader.path == SIGN_IN
        expect(reader.page.locator("main [role=alert], main .form-errors").first).to_be_visible()
        expect(reader.page.locator("input[name=login]")).to_have_value("nobody@example.kz")


def test_state_identity_opens_an_account_and_is_known_again(chromium: Browser, house: House) -> None:
    person = PERSONS["p-1003"]
    with reading(chromium, house) as reader:
        come_through_the_state(reader, person.full_name)
        if reader.path == CONFIRM:
            confirm_address(reader, house, person.email)
        assert reader.path == PROFILE
        expect(reader.page.get_by_text(person.full_name).first).to_be_visible()
        assert person.iin not in reader.page.content()
        sign_out(reader)
        come_through_the_state(reader, person.full_name)
        assert reader.path == PROFILE


def come_through_the_state(reader: Reader, name: str) -> None:
    reader.go(SIGN_IN)
    send(reader, 'form[action="/en/accounts/identity/leave/"]')
    assert reader.path == "/test-identity/authorize"
    with reader.page.expect_navigation(url=re.compile("/en/accounts/")):
        reader.page.get_by_role("button", name=name).click()
