"""Browsers of a librarian and of a reader."""

import pytest
from django.test import Client

from shanyraq.domains.library.network.models import Reader
from shanyraq.platform.accounts.models import User
from tests.factories.accounts import UserFactory, signed_in


@pytest.fixture
def desk_browser(house) -> Client:
    return signed_in(User.objects.get(pk=house.desk.pk))


@pytest.fixture
def reader_browser(house) -> Client:
    user = UserFactory(email="own@example.kz")
    Reader.objects.filter(pk=house.reader.pk).update(user=user)
    house.reader.refresh_from_db()
    return signed_in(user)
