"""The test provider cannot be switched on in service."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from shanyraq.kernel.identifiers import parse_iin
from shanyraq.platform.accounts.test_provider.guard import refuse_in_service
from shanyraq.platform.accounts.test_provider.persons import PERSONS

SERVICE = """
import os
os.environ.update(
    SHANYRAQ_MODE="service", SHANYRAQ_SECRET_KEY="k" * 60, SHANYRAQ_IDENTITY_KEY="i" * 40,
    SHANYRAQ_LOG_KEY="l" * 40,
    DATABASE_URL="postgres://nobody@127.0.0.1:1/none", SHANYRAQ_TEST_IDENTITY_PROVIDER="1",
    TEST_IDENTITY_PROVIDER="1", DJANGO_SETTINGS_MODULE="shanyraq.config.settings",
)
import django
from django.conf import settings
django.setup()
assert settings.TEST_IDENTITY_PROVIDER is False
from django.urls import Resolver404, resolve
try:
    resolve("/test-identity/authorize")
except Resolver404:
    print("no address")
settings.TEST_IDENTITY_PROVIDER = True
try:
    import shanyraq.platform.accounts.test_provider.urls
except django.core.exceptions.ImproperlyConfigured:
    print("no import")
from shanyraq.platform.accounts.checks import check_accounts
print([message.id for message in check_accounts()])
"""


def test_service_has_no_test_provider() -> None:
    command = [sys.executable, "-c", SERVICE]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.splitlines() == ["no address", "no import", "['accounts.E002']"], done.stderr[-2000:]


@pytest.mark.parametrize("mode", ["service", "", "Demo", "anything"])
def test_guard_refuses_other_modes(settings: object, mode: str) -> None:
    settings.MODE = mode
    with pytest.raises(ImproperlyConfigured):
        refuse_in_service()


@pytest.mark.django_db
@pytest.mark.parametrize("path", [".well-known/openid-configuration", "keys", "authorize", "userinfo"])
def test_every_door_asks_the_guard(settings: object, path: str) -> None:
    settings.MODE = "service"
    with pytest.raises(ImproperlyConfigured):
        Client().get(f"/test-identity/{path}")


def test_guard_refuses_beside_a_true_provider(settings: object) -> None:
    settings.TEST_IDENTITY_PROVIDER = False
    with pytest.raises(ImproperlyConfigured):
        refuse_in_service()


def test_invented_persons_have_right_numbers() -> None:
    assert [parse_iin(person.iin).number for person in PERSONS.values()] == [p.iin for p in PERSONS.values()]
    assert len({person.iin for person in PERSONS.values()}) == len(PERSONS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {"redirect_uri": "https://evil.example/identity/callback/"},
        {"client_id": "another"},
        {"redirect_uri": ""},
    ],
)
def test_provider_sends_nobody_to_a_stranger(client: Client, changed: dict[str, str]) -> None:
    asked = {"client_id": "shanyraq", "redirect_uri": "http://testserver/identity/callback/", **changed}
    assert client.get("/test-identity/authorize", asked).status_code == 400
