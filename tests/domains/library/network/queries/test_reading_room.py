"""Whether a request comes from a reading room."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shanyraq.domains.library.network.models import PairedDevice, ReadingRoomRange
from shanyraq.domains.library.network.queries import reading_room
from shanyraq.domains.library.network.queries.reading_room import hash_of, is_in_reading_room
from shanyraq.domains.library.network.states import MembershipState
from tests.factories.library import MemberBranchFactory, MemberFactory, RangeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_memory() -> None:
    reading_room.forget()


def test_addresses_of_both_versions_and_narrow_ranges_first() -> None:
    wide = RangeFactory(network="203.0.0.0/16").library
    narrow = RangeFactory(network="203.0.113.0/28").library
    six = RangeFactory(network="2001:db8:7::/48").library
    asked = (
        "203.0.113.5",
        "203.0.113.16",
        "::ffff:203.0.113.5",
        "2001:db8:7:1::2",
        "2001:db8:8::1",
        "198.51.100.1",
    )
    assert [is_in_reading_room(each) for each in asked] == [narrow, wide, narrow, six, None, None]


@pytest.mark.parametrize(
    "address", ["", "unknown", "203.0.113.5, 10.0.0.1", "203.0.113.999", "\x00", "1" * 5000]
)
def test_what_is_no_address_is_elsewhere(address: str) -> None:
    RangeFactory()
    assert is_in_reading_room(address) is None


@pytest.mark.parametrize("state", [state for state in MembershipState if state != MembershipState.LIVE])
def test_only_live_members_have_reading_rooms(state: str) -> None:
    RangeFactory(library__state=state)
    device(MemberBranchFactory(library__state=state), "secret")
    assert is_in_reading_room("203.0.113.5", "secret") is None


def device(branch: Any, token: str, **values: Any) -> PairedDevice:
    now = timezone.now()
    times = {"paired_at": now, "expires_at": now + timedelta(days=1), **values}
    return PairedDevice.objects.create(branch=branch, name="Table", token_hash=hash_of(token), **times)


def test_devices_that_are_revoked_or_too_old_open_nothing() -> None:
    branch, now = MemberBranchFactory(), timezone.now()
    device(branch, "good")
    device(branch, "old", expires_at=now)
    device(branch, "revoked", revoked_at=now)
    device(MemberBranchFactory(is_closed=True), "closed branch")
    tokens = ("good", "old", "revoked", "closed branch", "made up", "", "\udcff", "x" * 200)
    assert [is_in_reading_room("", token) for token in tokens] == [branch.library] + [None] * 7


def test_asked_again_within_seconds_costs_no_query(
    settings: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.LIBRARY_READING_ROOMS_HELD_SECONDS = 60
    library = RangeFactory().library
    device(MemberBranchFactory(library=library), "good")
    with django_assert_num_queries(2):
        assert (is_in_reading_room("203.0.113.5"), is_in_reading_room("", "good")) == (library, library)
    with django_assert_num_queries(0):
        for _each in range(100):
            assert is_in_reading_room("203.0.113.5") == is_in_reading_room("", "good") == library
    ReadingRoomRange.objects.all().delete()
    reading_room.forget()
    assert is_in_reading_room("203.0.113.5") is None


def test_memory_of_made_up_tokens_is_bounded(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LIBRARY_READING_ROOMS_HELD_SECONDS = 60
    monkeypatch.setattr(reading_room, "_MOST_TOKENS", 10)
    MemberFactory()
    for number in range(30):
        assert is_in_reading_room("", f"token {number}") is None
    assert len(reading_room._memory.tokens) == 10
