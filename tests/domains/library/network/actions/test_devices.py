"""Pairing of devices, and address ranges."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from shanyraq.domains.library.network.actions import devices, reading_rooms
from shanyraq.domains.library.network.models import PairedDevice, PairingRequest, ReadingRoomRange, StaffRole
from shanyraq.domains.library.network.queries.reading_room import is_in_reading_room
from shanyraq.kernel.errors import Refusal
from tests.factories.library import MemberBranchFactory, MemberFactory, PostFactory, RangeFactory

pytestmark = pytest.mark.django_db


def refused(call: object) -> str:
    with pytest.raises(Refusal) as caught:
        call()  # type: ignore[operator]  # a function without arguments
    return caught.value.code


def test_device_is_paired_once_and_revoked() -> None:
    branch, now = MemberBranchFactory(), timezone.now()
    desk = PostFactory(library=branch.library, role=StaffRole.CIRCULATION).user
    request, secret = devices.request_pairing(address="203.0.113.9", at=now)
    assert devices.claim_pairing(secret=secret, at=now) is None
    typed = f"{request.code[:4]}-{request.code[4:]}".upper().replace("0", "O").replace("1", "I")
    devices.confirm_pairing(code=typed, branch=branch, name="Table 4", actor=desk, at=now)
    claimed = devices.claim_pairing(secret=secret, at=now)
    assert claimed is not None
    device, token = claimed
    assert (device.name, is_in_reading_room("", token)) == ("Table 4", branch.library)
    assert token not in PairedDevice.objects.values_list("token_hash", flat=True)
    assert refused(lambda: devices.claim_pairing(secret=secret, at=now)) == "pairing_expired"
    assert (
        refused(lambda: devices.revoke_device(device=device, actor=PostFactory().user, at=now))
        == "not_allowed"
    )
    devices.revoke_device(device=device, actor=desk, at=now)
    assert is_in_reading_room("", token) is None


def test_codes_expire_and_are_confirmed_once() -> None:
    branch, now = MemberBranchFactory(), timezone.now()
    head = PostFactory(library=branch.library).user
    confirm = {"branch": branch, "name": "Table", "actor": head}
    request, secret = devices.request_pairing(address="203.0.113.9", at=now)
    late = now + timedelta(minutes=16)
    assert refused(lambda: devices.confirm_pairing(code=request.code, at=late, **confirm)) == "pairing_code"
    assert refused(lambda: devices.confirm_pairing(code="", at=now, **confirm)) == "pairing_code"
    devices.confirm_pairing(code=request.code, at=now, **confirm)
    assert refused(lambda: devices.confirm_pairing(code=request.code, at=now, **confirm)) == "pairing_code"
    assert refused(lambda: devices.claim_pairing(secret=secret, at=late)) == "pairing_expired"
    devices.request_pairing(address="203.0.113.9", at=late)
    assert PairingRequest.objects.count() == 1


def test_cataloguers_and_strangers_pair_nothing() -> None:
    branch, now = MemberBranchFactory(), timezone.now()
    request, _secret = devices.request_pairing(address="203.0.113.9", at=now)
    for user in (PostFactory().user, PostFactory(library=branch.library, role=StaffRole.CATALOGUER).user):
        confirm = {"code": request.code, "branch": branch, "name": "Table", "actor": user, "at": now}
        assert refused(lambda confirm=confirm: devices.confirm_pairing(**confirm)) == "not_allowed"


def test_add_range_tells_what_to_look_at_again() -> None:
    post = PostFactory()
    add = {"library": post.library, "note": "hall", "actor": post.user}
    first = reading_rooms.add_range(network="91.195.226.17/24", **add)
    assert (first.range.network, first.is_unusual, first.overlaps) == ("91.195.226.0/24", False, ())
    second = reading_rooms.add_range(network="91.195.0.0/16", **add)
    assert (second.is_unusual, second.overlaps) == (True, ("91.195.226.0/24",))
    assert refused(lambda: reading_rooms.add_range(network="91.195.226.0/24", **add)) == "range_known"
    assert refused(lambda: reading_rooms.add_range(network="10.0.0.0/24", **add)) == "range_private"


def test_add_range_keeps_members_apart() -> None:
    RangeFactory(network="203.0.113.0/24")
    other = MemberFactory()
    add = {"library": other, "note": "", "actor": None}
    assert refused(lambda: reading_rooms.add_range(network="203.0.113.128/25", **add)) == "range_of_another"


def test_remove_range_closes_the_room() -> None:
    range_ = RangeFactory()
    head = PostFactory(library=range_.library).user
    assert is_in_reading_room("203.0.113.5") == range_.library
    assert (
        refused(lambda: reading_rooms.remove_range(range_=range_, actor=PostFactory().user)) == "not_allowed"
    )
    reading_rooms.remove_range(range_=range_, actor=head)
    assert is_in_reading_room("203.0.113.5") is None


@pytest.mark.django_db(transaction=True)
def test_of_two_members_at_once_one_gets_the_addresses() -> None:
    libraries = [MemberFactory(), MemberFactory()]
    outcomes: list[str] = []
    gate = threading.Barrier(2, timeout=60)

    def add(library: object, network: str) -> None:
        gate.wait()
        try:
            reading_rooms.add_range(library=library, network=network, note="", actor=None)  # type: ignore[arg-type]  # a library by the list above
            outcomes.append("added")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    networks = ("203.0.113.0/24", "203.0.113.128/25")
    threads = [threading.Thread(target=add, args=pair) for pair in zip(libraries, networks, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["added", "range_of_another"]
    assert ReadingRoomRange.objects.count() == 1
