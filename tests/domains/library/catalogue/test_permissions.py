"""Who may review duplicates."""

import pytest

from shanyraq.domains.library.catalogue.permissions import may_decide_on, may_review_duplicates
from shanyraq.domains.library.network.models import StaffPost, StaffRole


def post(role: str, library: int | None = 1) -> StaffPost:
    return StaffPost(role=role, library_id=None if role == StaffRole.NETWORK else library)


@pytest.mark.parametrize(
    ("role", "reviews"),
    [
        (StaffRole.CATALOGUER, True),
        (StaffRole.HEAD, True),
        (StaffRole.NETWORK, True),
        (StaffRole.CIRCULATION, False),
        (StaffRole.DIGITISATION, False),
    ],
)
def test_roles_that_review(role: str, *, reviews: bool) -> None:
    assert may_review_duplicates([post(role)]) is reviews
    assert may_decide_on([post(role)], {1, 2}) is reviews


def test_another_library_decides_nothing() -> None:
    assert not may_decide_on([post(StaffRole.CATALOGUER, 3), post(StaffRole.CIRCULATION, 1)], {1, 2})
    assert may_decide_on([post(StaffRole.NETWORK)], set())
    assert not may_review_duplicates([])
