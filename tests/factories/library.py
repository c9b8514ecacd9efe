"""Libraries, branches, librarians and readers for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from shanyraq.domains.library.network.models import (
    Branch,
    Library,
    LibraryKind,
    ReadingRoomRange,
    StaffPost,
    StaffRole,
)
from shanyraq.domains.library.network.states import MembershipState
from tests.factories.accounts import UserFactory

AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
WEEKDAY_HOURS = {str(weekday): [["09:00", "18:00"]] for weekday in range(5)}
DETAILS: dict[str, Any] = {
    "name": {"kk": "Сынақ кітапханасы", "en": "Test library"},
    "kind": LibraryKind.REGIONAL,
    "place": {"kk": "Павлодар", "en": "Pavlodar"},
    "address": {"kk": "Сынақ көшесі, 1", "en": "1 Test Street"},
    "email": "library@example.kz",
}


class MemberFactory(DjangoModelFactory[Library]):
    """A live member with complete particulars."""

    class Meta:
        model = Library

    code = factory.Sequence(lambda number: f"member-{number}")
    name = DETAILS["name"]
    kind = DETAILS["kind"]
    place = DETAILS["place"]
    address = DETAILS["address"]
    email = DETAILS["email"]
    state = MembershipState.LIVE


class MemberBranchFactory(DjangoModelFactory[Branch]):
    """A branch that is open on weekdays from nine to six."""

    class Meta:
        model = Branch

    library = factory.SubFactory(MemberFactory)
    code = factory.Sequence(lambda number: f"branch-{number}")
    name = {"kk": "Негізгі бөлім", "en": "Main branch"}
    place = DETAILS["place"]
    address = DETAILS["address"]
    opening_hours = WEEKDAY_HOURS


class PostFactory(DjangoModelFactory[StaffPost]):
    """A post, by default of a head."""

    class Meta:
        model = StaffPost

    user = factory.SubFactory(UserFactory)
    library = factory.SubFactory(MemberFactory)
    role = StaffRole.HEAD
    since = AT


class RangeFactory(DjangoModelFactory[ReadingRoomRange]):
    """Addresses of a reading room."""

    class Meta:
        model = ReadingRoomRange

    library = factory.SubFactory(MemberFactory)
    network = "203.0.113.0/24"


def administrator() -> Any:
    """An account that cares for the network."""
    return PostFactory(library=None, role=StaffRole.NETWORK).user
