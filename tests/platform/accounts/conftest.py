"""What the tests of accounts share."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from shanyraq.platform.accounts.models import User
from tests.factories.accounts import UserFactory, newest_letter, signed_in

CODE = re.compile(r"^\d{6}$", re.MULTILINE)
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


@pytest.fixture
def reader(db: None) -> User:
    return UserFactory(email="reader@example.kz")


@pytest.fixture
def reader_browser(reader: User) -> Client:
    """A browser in which ``reader`` has just signed in by password."""
    return signed_in(reader)


@pytest.fixture
def last_code() -> Callable[[], str]:
    """The code in the newest letter."""

    def find() -> str:
        found = CODE.search(newest_letter().body_text)
        assert found
        return found[0]

    return find


@pytest.fixture
def last_link() -> Callable[[], str]:
    """The path of the link in the newest letter."""

    def find() -> str:
        found = LINK.search(newest_letter().body_text)
        assert found
        return found[1]

    return find
