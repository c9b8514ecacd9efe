"""Entries of a log of petitions, and the counting rule."""

import hashlib
import hmac

import pytest

from shanyraq_verify.petitions import (
    Counting,
    EntryError,
    MiscountError,
    checked,
    commitment,
    invalidation_entry,
    nullifier,
    reinstatement_entry,
    signature_entry,
    withdrawal_entry,
)

PETITION = "abcdefgh01"
SIGNER = "a" * 64
LEAF, INVALIDATION, REINSTATEMENT = b"1" * 32, b"2" * 32, b"3" * 32
SIGNED = signature_entry(petition=PETITION, nullifier=SIGNER, commitment="c" * 64)
NAMES = {"petition": PETITION, "nullifier": SIGNER}
WITHDRAWN = withdrawal_entry(**NAMES, signature=LEAF.hex())
INVALID = invalidation_entry(**NAMES, signature=LEAF.hex(), reason="burst")
BACK = reinstatement_entry(**NAMES, invalidation=INVALIDATION.hex(), reason="appeal")


def test_nullifier_and_commitment_are_those_of_the_description() -> None:
    named = hmac.new(b"k" * 32, b"shanyraq petition signer v1\n900101300017", hashlib.sha256).hexdigest()
    assert nullifier(b"k" * 32, "900101300017") == named
    opened = f'{{"bucket":"2026-11-26T07","nullifier":"{named}","petition":"{PETITION}","territory":"75"}}'
    message = b"shanyraq signature commitment v1\n" + b"s" * 16 + opened.encode()
    assert (
        commitment(salt=b"s" * 16, petition=PETITION, nullifier=named, territory="75", bucket="2026-11-26T07")
        == hashlib.sha256(message).hexdigest()
    )


@pytest.mark.parametrize(
    ("key", "iin"), [(b"", "900101300017"), (b"k" * 32, "90010130001"), (b"k" * 32, "٩" * 12)]
)
def test_a_nullifier_of_something_else_is_refused(key: bytes, iin: str) -> None:
    with pytest.raises(EntryError):
        nullifier(key, iin)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "vote"},
        {"kind": 1},
        {"more": "1"},
        {"nullifier": "A" * 64},
        {"nullifier": 1},
        {"petition": ""},
    ],
    ids=str,
)
def test_an_entry_with_other_parts_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(EntryError):
        checked(SIGNED | change)


def _counted(*steps: tuple[dict[str, object], bytes]) -> Counting:
    counting = Counting()
    for entry, leaf in steps:
        counting.take(entry, leaf)
    return counting


def test_a_signer_goes_in_and_out() -> None:
    steps = [
        (SIGNED, LEAF),
        (INVALID, INVALIDATION),
        (BACK, REINSTATEMENT),
        (WITHDRAWN, b"4" * 32),
        (SIGNED, b"5" * 32),
    ]
    assert [_counted(*steps[:number]).count for number in range(6)] == [0, 1, 0, 1, 0, 1]
    counting = _counted(*steps)
    assert (counting.signed, counting.withdrawn, counting.invalidated) == (2, 1, 0)
    assert counting.signature_of(bytes.fromhex(SIGNER)) == b"5" * 32


def test_a_second_invalidation_names_the_reinstatement_before_it() -> None:
    again = invalidation_entry(**NAMES, signature=LEAF.hex(), reason="burst", after=REINSTATEMENT.hex())
    begin = [(SIGNED, LEAF), (INVALID, INVALIDATION), (BACK, REINSTATEMENT)]
    assert _counted(*begin, (again, b"4" * 32)).standing(bytes.fromhex(SIGNER)) == "invalidated"
    with pytest.raises(MiscountError, match="reinstatement"):
        _counted(*begin[:1], (again, b"4" * 32))


@pytest.mark.parametrize(
    ("before", "entry", "reason"),
    [
        ([(SIGNED, LEAF)], SIGNED, "counted twice"),
        ([(SIGNED, LEAF), (INVALID, INVALIDATION)], SIGNED, "counted twice"),
        ([], WITHDRAWN, "not in the count"),
        ([(SIGNED, b"9" * 32)], WITHDRAWN, "another signature"),
        ([(SIGNED, LEAF), (WITHDRAWN, b"4" * 32)], INVALID, "not in the count"),
        ([(SIGNED, LEAF)], BACK, "does not stand"),
        ([(SIGNED, LEAF), (INVALID, b"9" * 32)], BACK, "does not stand"),
    ],
    ids=range(7),
)
def test_what_the_rule_does_not_allow_changes_no_count(
    before: list[tuple[dict[str, object], bytes]], entry: dict[str, object], reason: str
) -> None:
    counting = _counted(*before)
    count = counting.count, counting.signed, counting.withdrawn, counting.invalidated
    with pytest.raises(MiscountError, match=reason):
        counting.take(entry, b"7" * 32)
    assert (counting.count, counting.signed, counting.withdrawn, counting.invalidated) == count
