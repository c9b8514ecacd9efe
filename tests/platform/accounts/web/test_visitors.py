"""Where a visitor comes from: as allauth, which counts attempts by address, finds it."""

import pytest
from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.test import RequestFactory, override_settings

from shanyraq.platform.accounts.web.visitors import address_of

REMOTE = [
    "127.0.0.1",
    "2001:DB8::1",
    "::ffff:10.0.0.1",
    "[2001:db8::1]:443",
    "10.0.0.1:5000",
    "unix:",
    "",
    "a:b",
]
FORWARDED = [
    "",
    "198.51.100.7",
    " 198.51.100.7 , 10.0.0.1",
    "::1,[2001:db8::2]:80",
    "evil,",
    ",",
    "1.2.3.4,unknown",
]


def as_allauth_finds_it(request: object) -> str:
    try:
        return str(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured):
        return ""


@pytest.mark.parametrize("proxies", [0, 1, 2, 3])
def test_the_address_is_that_which_attempts_are_counted_by(proxies: int) -> None:
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        for remote in REMOTE:
            for forwarded in FORWARDED:
                request = RequestFactory().get("/", REMOTE_ADDR=remote)
                if forwarded:
                    request.META["HTTP_X_FORWARDED_FOR"] = forwarded
                assert address_of(request) == as_allauth_finds_it(request), (remote, forwarded)


def test_a_stranger_names_no_address_of_their_own() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.5", HTTP_X_FORWARDED_FOR="10.0.0.1")
    assert address_of(request) == "203.0.113.5"
