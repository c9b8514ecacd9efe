"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser

from shanyraq.domains.library.network import permissions
from shanyraq.domains.library.network.models import StaffRole
from tests.factories.accounts import UserFactory
from tests.factories.library import MemberFactory, PostFactory, administrator

pytestmark = pytest.mark.django_db

ASKED = {
    "head": permissions.may_head,
    "catalogue": permissions.may_catalogue,
    "circulate": permissions.may_circulate,
    "digitise": permissions.may_digitise,
}


def test_roles_reach_as_far_as_their_names() -> None:
    library, other = MemberFactory(), MemberFactory()
    people = {
        "head": PostFactory(library=library).user,
        "cataloguer": PostFactory(library=library, role=StaffRole.CATALOGUER).user,
        "circulation": PostFactory(library=library, role=StaffRole.CIRCULATION).user,
        "digitisation": PostFactory(library=library, role=StaffRole.DIGITISATION).user,
        "network": administrator(),
        "superuser": UserFactory(is_superuser=True),
        "elsewhere": PostFactory(library=other).user,
        "reader": UserFactory(),
        "nobody": AnonymousUser(),
        "inactive": PostFactory(library=library, user__is_active=False).user,
    }
    everything = set(ASKED)
    assert {
        name: {may for may, ask in ASKED.items() if ask(user, library)} for name, user in people.items()
    } == {
        "head": everything,
        "cataloguer": {"catalogue"},
        "circulation": {"circulate"},
        "digitisation": {"digitise"},
        "network": everything,
        "superuser": everything,
        "elsewhere": set(),
        "reader": set(),
        "nobody": set(),
        "inactive": set(),
    }
    assert not any(ask(None, library) for ask in ASKED.values())


def test_only_the_network_gives_the_network() -> None:
    library = MemberFactory()
    head, network = PostFactory(library=library).user, administrator()
    asked = (
        (library, "cataloguer"),
        (library, "head"),
        (library, "network"),
        (None, "network"),
        (None, "head"),
    )
    assert [permissions.may_give_role(head, *each) for each in asked] == [True, True, False, False, False]
    assert [permissions.may_give_role(network, *each) for each in asked] == [True, True, False, True, False]


def test_library_staff_are_those_with_a_post() -> None:
    people = (
        PostFactory().user,
        administrator(),
        UserFactory(is_superuser=True),
        UserFactory(),
        AnonymousUser(),
    )
    assert [permissions.is_library_staff(user) for user in people] == [True, True, True, False, False]
