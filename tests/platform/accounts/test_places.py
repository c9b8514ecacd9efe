"""Links to an account's own things, and to its work, for those who may follow them."""

import pytest
from django.urls import reverse

from shanyraq.domains.library.network.models import StaffRole
from tests.factories.accounts import UserFactory, signed_in
from tests.factories.library import MemberBranchFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db
OWN = ("library_reading:my_digital", "library_lending:my")
DIGITAL = ("library_reading:staff_editions", "library_reading:takedowns")
DESK = ("library_lending:desks",)


def shown(user) -> str:
    response = signed_in(user).get(reverse("accounts_profile"))
    assert response.status_code == 200
    return response.content.decode()


def has(page: str, *names: str) -> list[bool]:
    return [f'href="{reverse(name)}"' in page for name in names]


def test_a_reader_sees_own_things_and_no_work():
    page = shown(UserFactory())
    assert has(page, *OWN) == [True, True]
    assert has(page, *DIGITAL, *DESK) == [False, False, False]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (StaffRole.DIGITISATION, [True, True, False]),
        (StaffRole.CIRCULATION, [False, False, True]),
        (StaffRole.HEAD, [True, True, True]),
        (StaffRole.CATALOGUER, [False, False, False]),
    ],
)
def test_staff_sees_the_worklists_of_its_role(role, expected):
    member = MemberFactory(code="ulttyq")
    MemberBranchFactory(library=member)
    page = shown(PostFactory(library=member, role=role).user)
    assert has(page, *DIGITAL, *DESK) == expected
