"""Every page renders in every language, with our design and without anything inline."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import translation

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.accounts.actions.invitations import invite_member
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import Role, User
from tests.factories.accounts import AT, MembershipFactory, UserFactory, identity, signed_in

pytestmark = pytest.mark.django_db

OPEN = [
    "login/", "signup/", "signup/passkey/", "password/reset/", "password/reset/done/",
    "password/reset/key/x-bad/", "password/reset/key/done/", "inactive/", "identity/login/cancelled/",
    "identity/login/error/",
]  # fmt: skip  # addresses read in lines
OWN = [
    "profile/", "email/", "password/change/", "second-factor/", "second-factor/totp/activate/",
    "second-factor/webauthn/", "second-factor/webauthn/add/", "identity/", "sessions/", "organisations/",
    "organisations/new/", "logout/", "reauthenticate/",
]  # fmt: skip  # addresses read in lines
WITH_FACTOR = [
    "second-factor/", "second-factor/totp/deactivate/", "second-factor/recovery-codes/",
    "second-factor/recovery-codes/generate/", "second-factor/reauthenticate/",
]  # fmt: skip  # addresses read in lines
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(?:src=|application/(?:ld\+)?json))")


def check(client: Client, path: str, code: str) -> None:
    response = client.get(f"/{code}/accounts/{path}")
    assert response.status_code in {200, 401}, (path, response.status_code, response.get("Location"))
    page = response.content.decode()
    language = LANGUAGES[code]
    assert re.search(rf'<html\s+lang="{language.bcp47}"\s+dir="{language.direction}"', page), path
    assert "masthead" in page, path
    assert "<h1" in page, path
    assert not INLINE.search(page), (path, INLINE.search(page))
    assert "script-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_open_pages_render(client: Client, code: str) -> None:
    for path in OPEN:
        check(client, path, code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_own_pages_render(reader_browser: Client, reader: User, code: str) -> None:
    owner = MembershipFactory(user=reader)
    invite_member(
        organisation=owner.organisation, email="a@example.kz", role=Role.MEMBER, actor=reader, at=AT
    )
    link_person(user=reader, identity=identity(), at=AT)
    for path in [*OWN, f"organisations/{owner.organisation_id}/"]:
        check(reader_browser, path, code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_of_the_second_factor_render(code: str) -> None:
    user = UserFactory()
    browser = signed_in(user)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    for path in WITH_FACTOR:
        check(browser, path, code)
    half_way = Client()
    half_way.post(
        f"/{code}/accounts/login/", {"login": user.email, "password": "five unusual words of steppe"}
    )
    check(half_way, "second-factor/authenticate/", code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_test_provider_renders(client: Client, code: str) -> None:
    with translation.override(code):
        away = client.post(f"/{code}/accounts/identity/leave/")["Location"]
    page = client.get(away).content.decode()
    assert f'lang="{LANGUAGES[code].bcp47}"' in page
    assert page.count("accounts-people__choice") == 4
    assert not INLINE.search(page)


def test_seed_of_the_app_lies_sealed(reader_browser: Client, reader: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(reader, secret)
    assert secret not in str(reader.authenticator_set.get().data)
