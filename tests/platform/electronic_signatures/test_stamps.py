"""A time stamp fixes the moment of a signature; one that cannot be relied on is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.electronic_signatures.verification import verify
from tests.platform.electronic_signatures.authority_scene import AT, DAY, Authority, running, sign, stamp

TEXT = b"text"


def signed_at(arrived: bytes) -> dt.datetime:
    return verify(arrived, contents=[TEXT], at=AT).signed_at


def code_of(arrived: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        signed_at(arrived)
    return refusal.value.code


def test_the_stamp_tells_the_moment(authority: Authority) -> None:
    arrived = stamp(sign(TEXT, authority.issue()), authority.stamping(), AT - DAY)
    assert signed_at(arrived) == AT - DAY


def test_an_expired_certificate_was_good_when_it_signed(authority: Authority) -> None:
    pair = authority.issue(ends=AT - DAY)
    assert signed_at(stamp(sign(TEXT, pair), authority.stamping(), AT - 2 * DAY)) == AT - 2 * DAY
    assert code_of(stamp(sign(TEXT, pair), authority.stamping(), AT - DAY / 2)) == "expired"
    assert code_of(sign(TEXT, pair)) == "expired"


def test_a_certificate_that_was_not_valid_then(authority: Authority) -> None:
    pair = authority.issue(begins=AT - DAY)
    assert code_of(stamp(sign(TEXT, pair), authority.stamping(), AT - 2 * DAY)) == "not_yet_valid"


def test_revoked_after_the_stamp_is_good_by_the_list_alone(authority: Authority) -> None:
    clock = authority.stamping()
    listed, asked = authority.issue(services=("crl",)), authority.issue(services=("ocsp",))
    for pair in (listed, asked):
        authority.revoke(pair, AT - DAY)
    assert signed_at(stamp(sign(TEXT, listed), clock, AT - 2 * DAY)) == AT - 2 * DAY
    assert code_of(stamp(sign(TEXT, asked), clock, AT - 2 * DAY)) == "revocation_unknown"
    for pair in (listed, asked):
        assert code_of(stamp(sign(TEXT, pair), clock, AT - DAY / 2)) == "revoked"


def test_a_clock_a_little_ahead_is_no_fault_and_a_day_ahead_is(authority: Authority) -> None:
    signature, clock = sign(TEXT, authority.issue()), authority.stamping()
    assert signed_at(stamp(signature, clock, AT + dt.timedelta(seconds=30))) == AT
    assert code_of(stamp(signature, clock, AT + DAY)) == "time_stamp"


def test_a_stamp_over_something_else(authority: Authority) -> None:
    arrived = stamp(sign(TEXT, authority.issue()), authority.stamping(), AT - DAY, over=b"other signature")
    assert code_of(arrived) == "time_stamp"


def test_a_stamp_with_a_weak_digest(authority: Authority) -> None:
    arrived = stamp(sign(TEXT, authority.issue()), authority.stamping(), AT - DAY, digest="sha1")
    assert code_of(arrived) == "time_stamp"


def test_two_stamps(authority: Authority) -> None:
    arrived = stamp(sign(TEXT, authority.issue()), authority.stamping(), AT - DAY, is_twice=True)
    assert code_of(arrived) == "time_stamp"


def test_a_stamp_of_a_key_that_is_not_for_stamps(authority: Authority) -> None:
    assert code_of(stamp(sign(TEXT, authority.issue()), authority.issue(), AT - DAY)) == "time_stamp"


def test_a_stamp_of_an_unknown_a_revoked_and_an_expired_clock(authority: Authority) -> None:
    signature = sign(TEXT, authority.issue())
    with running() as other:
        assert code_of(stamp(signature, other.stamping(), AT - DAY)) == "time_stamp"
    revoked = authority.stamping()
    authority.revoke(revoked, AT - 2 * DAY)
    assert code_of(stamp(signature, revoked, AT - DAY)) == "time_stamp"
    assert code_of(stamp(signature, authority.stamping(ends=AT - DAY / 2), AT - DAY)) == "time_stamp"


def test_a_broken_stamp(authority: Authority) -> None:
    arrived = bytearray(stamp(sign(TEXT, authority.issue()), authority.stamping(), AT - DAY))
    arrived[-4] ^= 1  # within the value of the stamp's own signature
    assert code_of(bytes(arrived)) in {"time_stamp", "unreadable"}
