"""Links to petitions in the account's pages: one's own, and the desks that really open."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people
from tests.factories.accounts import UserFactory, signed_in

pytestmark = pytest.mark.django_db
DESKS = ("moderation", "appeals", "review", "court", "desk")


def shown(user: Any, address: str) -> list[bool]:
    page = signed_in(user).get(address).content.decode()
    return [f'href="{reverse(f"petitions:{name}")}"' in page for name in DESKS]


@pytest.mark.parametrize(
    ("permission", "opens"),
    [
        ("moderate_petition", "moderation"),
        ("decide_appeal", "appeals"),
        ("review_fraud", "review"),
        ("stop_petition", "court"),
    ],
)
def test_staff_sees_the_desks_that_open_to_it(permission: str, opens: str) -> None:
    assert shown(people.staff(permission), reverse("accounts_profile")) == [name == opens for name in DESKS]


def test_an_officer_sees_the_desk_of_the_addressee_and_readers_see_none() -> None:
    profile = reverse("accounts_profile")
    assert shown(people.officer(scene.body()), profile) == [name == "desk" for name in DESKS]
    assert shown(UserFactory(), profile) == [False] * 5


def test_who_has_several_desks_goes_from_one_to_another(settings: Any) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = people.staff("moderate_petition")
    user.user_permissions.add(*people.staff("stop_petition").user_permissions.all())
    there = [name in {"moderation", "court"} for name in DESKS]
    for name in ("moderation", "court"):
        assert shown(user, reverse(f"petitions:{name}")) == there
