"""What a log of petitions states, and the rule by which anybody counts it. Described in ``docs/verify.md``.

The platform makes its entries with these functions and the verifier reads them, so that both mean the same.
All hashes are written as 64 lower-case hexadecimal digits. Standard library alone.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from shanyraq.kernel.merkle.entries import canonical

ORIGIN_NAME: Final = "petitions"
"""The last part of the origin of a log that holds such entries."""

SIGNATURE: Final = "signature"
WITHDRAWAL: Final = "withdrawal"
INVALIDATION: Final = "invalidation"
REINSTATEMENT: Final = "reinstatement"

KEY_SIZE: Final = 32
SALT_SIZE: Final = 16

_SIGNER: Final = b"shanyraq petition signer v1\n"
_COMMITMENT: Final = b"shanyraq signature commitment v1\n"
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_PETITION: Final = re.compile(r"[0-9a-z]{1,32}")
_REASON: Final = re.compile(r"[0-9a-z_.-]{1,64}")
_IIN: Final = re.compile(r"[0-9]{12}")
_TERRITORY: Final = re.compile(r"[0-9A-Za-z_.:-]{1,64}")
_BUCKET: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}")


SIGNATURE_FORM: Final = re.compile(
    rb'\{"commitment":"[0-9a-f]{64}","kind":"signature","nullifier":"([0-9a-f]{64})","petition":"([0-9a-z]{1,32})"\}'
)
"""A signature as it stands in a log, its nullifier and petition in groups; what matches is canonical."""


class EntryError(ValueError):
    """Something that is no statement about a petition; the message says why."""


def nullifier(key: bytes, iin: str) -> str:
    """The name of one signer within one petition: HMAC-SHA-256 of the IIN under the petition's *key*.

    Who does not have the key cannot tell whose it is, nor that two petitions have the same signer.

    :param key: 32 bytes, random, of one petition alone.
    :param iin: twelve ASCII digits.
    :raises EntryError: for a key of another length, or what is no IIN.
    """
    if len(key) != KEY_SIZE:
        raise EntryError(f"the key of a petition has {KEY_SIZE} bytes")
    if not _IIN.fullmatch(iin):
        raise EntryError("an IIN has twelve digits")
    return hmac.digest(key, _SIGNER + iin.encode("ascii"), "sha256").hex()


def commitment(*, salt: bytes, petition: str, nullifier: str, territory: str, bucket: str) -> str:
    """What hides a signature's territory and hour until its receipt opens them.

    :param salt: 16 random bytes, known to the signer alone.
    :param bucket: the hour of signing in UTC, as ``2026-11-26T07``.
    :raises EntryError: when a part is not written as it must be.
    """
    if len(salt) != SALT_SIZE:
        raise EntryError(f"the salt of a signature has {SALT_SIZE} bytes")
    _demand(_PETITION, petition, "the petition")
    _demand(_HASH, nullifier, "the nullifier")
    _demand(_BUCKET, bucket, "the hour")
    _demand(_TERRITORY, territory, "the territory")
    opened = {"bucket": bucket, "nullifier": nullifier, "petition": petition, "territory": territory}
    return sha256(_COMMITMENT + salt + canonical(opened)).hexdigest()


def signature_entry(*, petition: str, nullifier: str, commitment: str) -> dict[str, Any]:
    """Somebody signed. The statement names nobody, no place and no hour.

    :raises EntryError: when a part is not written as it must be; so in all functions of this kind.
    """
    return checked(
        {"commitment": commitment, "kind": SIGNATURE, "nullifier": nullifier, "petition": petition}
    )


def withdrawal_entry(*, petition: str, nullifier: str, signature: str) -> dict[str, Any]:
    """The signer took back the signature whose entry has the leaf hash *signature*."""
    return checked({"kind": WITHDRAWAL, "nullifier": nullifier, "petition": petition, "signature": signature})


def invalidation_entry(
    *, petition: str, nullifier: str, signature: str, reason: str, after: str | None = None
) -> dict[str, Any]:
    """Staff took the signature whose entry has the leaf hash *signature* out of the count.

    :param reason: a code, never words about a person.
    :param after: the leaf hash of the last reinstatement of this signature, where there was one: without it,
        a second invalidation for the same reason would be the same entry again, and a log holds each once.
    """
    entry = {
        "kind": INVALIDATION,
        "nullifier": nullifier,
        "petition": petition,
        "reason": reason,
        "signature": signature,
    }
    return checked(entry if after is None else {**entry, "after": after})


def reinstatement_entry(*, petition: str, nullifier: str, invalidation: str, reason: str) -> dict[str, Any]:
    """Staff took back the invalidation whose entry has the leaf hash *invalidation*."""
    return checked(
        {
            "invalidation": invalidation,
            "kind": REINSTATEMENT,
            "nullifier": nullifier,
            "petition": petition,
            "reason": reason,
        }
    )


_PARTS: Final[dict[str, dict[str, re.Pattern[str]]]] = {
    SIGNATURE: {"commitment": _HASH},
    WITHDRAWAL: {"signature": _HASH},
    INVALIDATION: {"reason": _REASON, "signature": _HASH},
    REINSTATEMENT: {"invalidation": _HASH, "reason": _REASON},
}
_MAY_HAVE: Final = {INVALIDATION: {"after": _HASH}}


def checked(entry: Mapping[str, Any]) -> dict[str, Any]:
    """*entry*, when it is a statement about a petition with exactly the parts of its kind.

    :raises EntryError: when it is none.
    """
    kind = entry.get("kind")
    if not isinstance(kind, str) or kind not in _PARTS:
        raise EntryError("the entry is of no kind that a log of petitions has")
    parts = {"nullifier": _HASH, "petition": _PETITION, **_PARTS[kind]}
    may_have = _MAY_HAVE.get(kind, {})
    if not parts.keys() <= entry.keys() - {"kind"} <= parts.keys() | may_have.keys():
        raise EntryError(f"the {kind} does not have the parts of its kind")
    for name, form in (parts | may_have).items():
        if name in entry:
            _demand(form, entry[name], f"the {name} of the {kind}")
    return dict(entry)


def _demand(form: re.Pattern[str], value: Any, what: str) -> None:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise EntryError(f"{what} is not written as it must be")


class MiscountError(ValueError):
    """An entry that the counting rule does not allow; it changes no count. The message says why."""


class Counting:
    """The counting rule, for one petition: give it the petition's entries in the order of the log.

    A signer is *in* after a signature, *out* after a withdrawal or an invalidation of that very signature,
    and in again after a reinstatement of that very invalidation. Who withdrew may sign again; who is in, or
    is out by an invalidation, may not.
    """

    def __init__(self) -> None:
        self.signed = 0
        self.withdrawn = 0
        self.invalidated = 0
        """Invalidations that stand: reinstatements are subtracted."""
        self._in: dict[bytes, bytes] = {}
        self._invalid: dict[bytes, tuple[bytes, bytes]] = {}
        self._reinstated: dict[bytes, str] = {}

    @property
    def count(self) -> int:
        """How many signers are in."""
        return len(self._in)

    def take(self, entry: Mapping[str, Any], leaf: bytes) -> None:
        """Count the next entry (:func:`checked` passes it), whose leaf hash is *leaf*, 32 bytes.

        :raises MiscountError: when the rule does not allow it; nothing is changed then.
        """
        signer = bytes.fromhex(entry["nullifier"])
        match entry["kind"]:
            case "signature":
                self.take_signature(signer, leaf)
            case "withdrawal":
                self._leave(signer, entry["signature"])
                self.withdrawn += 1
                self._reinstated.pop(signer, None)
            case "invalidation":
                self._invalidate(signer, entry, leaf)
            case "reinstatement":
                self._reinstate(signer, entry["invalidation"], leaf)

    def take_signature(self, signer: bytes, leaf: bytes) -> None:
        """A signature, as :meth:`take`, of the nullifier *signer* in 32 bytes."""
        if signer in self._in:
            raise MiscountError("counted twice: this signer is in the count already")
        if signer in self._invalid:
            raise MiscountError("counted twice: an invalidated signature of this signer stands before")
        self._in[signer] = leaf
        self.signed += 1

    def standing(self, signer: bytes) -> str:
        """What became of the nullifier *signer*: ``in``, ``invalidated`` or ``out``."""
        if signer in self._in:
            return "in"
        return "invalidated" if signer in self._invalid else "out"

    def signature_of(self, signer: bytes) -> bytes | None:
        """The leaf hash of the signature by which *signer* is in."""
        return self._in.get(signer)

    def _leave(self, signer: bytes, signature: str) -> bytes:
        found = self._in.get(signer)
        if found is None:
            raise MiscountError("it takes out a signer who is not in the count")
        if found.hex() != signature:
            raise MiscountError("it names another signature than the one that counts")
        return self._in.pop(signer)

    def _invalidate(self, signer: bytes, entry: Mapping[str, Any], leaf: bytes) -> None:
        after = entry.get("after")
        if after is not None and self._reinstated.get(signer) != after:
            raise MiscountError("it names a reinstatement that is not the last of this signature")
        signature = self._leave(signer, entry["signature"])
        self._invalid[signer] = (signature, leaf)
        self.invalidated += 1

    def _reinstate(self, signer: bytes, invalidation: str, leaf: bytes) -> None:
        found = self._invalid.get(signer)
        if found is None or found[1].hex() != invalidation:
            raise MiscountError("it takes back an invalidation that does not stand")
        del self._invalid[signer]
        self._in[signer] = found[0]
        self._reinstated[signer] = leaf.hex()
        self.invalidated -= 1
