"""Staff at work in the admin."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.users.models import UserProfile

from shanyraq.surfaces.portal.demo.people import load_groups


def _client(group: str) -> Client:
    load_groups()
    user = get_user_model().objects.create_user(
        f"{group.lower()}@shanyraq.example", "a long password", is_staff=True
    )
    user.groups.add(Group.objects.get(name=group))
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def _one_factor(settings: Any) -> None:
    """How staff prove who they are is tested with the accounts."""
    settings.STAFF_NEEDS_SECOND_FACTOR = False


@pytest.fixture
def editor(home: Any) -> Client:
    """Writes and translates."""
    return _client("Editors")


@pytest.fixture
def reviewer(home: Any) -> Client:
    """Approves and publishes."""
    return _client("Moderators")
