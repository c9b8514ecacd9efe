"""Signing: one row that the database allows once a person, and its entry in the log, in one transaction."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.signing_lock import LOCK_CLASS
from shanyraq.domains.petitions.actions.signing_start import open_key
from shanyraq.domains.petitions.models import Petition, PetitionKey, Signature, Territory
from shanyraq.domains.petitions.rules.territories import may_sign_from
from shanyraq.domains.petitions.states import SIGNABLE
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.merkle.tree import leaf_hash
from shanyraq.kernel.statements import rows_of
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.accounts.queries.persons import reveal_iin
from shanyraq.platform.transparency.log.appending import body_of
from shanyraq_verify.petitions import SALT_SIZE, commitment, nullifier, signature_entry

LOG: Final = "petitions"
KEY_SECONDS: Final = 60.0
"""How long a process remembers the key of a petition, so that signing opens no seal each time."""

SIGN: Final = """
SELECT petitions_sign(%s, %s, %s::text[], %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::inet, %s, %s)
"""
"""Lock, row and entry at once (migration 0062): a signer waits for one journey to the database."""

OPEN: Final = f"{{{','.join(SIGNABLE)}}}"
"""The states in which signatures are taken, as the text of an array."""

_keys: dict[int, tuple[float, bytes]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs: the confirmed person, where they say that they live, and how they are shown (empty: not).

    ``network`` is the address they came from, kept for the review against fraud until the retention ends.
    """

    person: Person
    territory: Territory
    public_name: str = ""
    network: str | None = None
    method: str = Signature.Method.STATE_IDENTITY


@dataclass(frozen=True, slots=True)
class Signed:
    """What came of it: the signature's number, whether it is new, and the hash of its entry in the log."""

    number: int
    is_new: bool
    leaf_hash: bytes = field(repr=False)


def sign_petition(*, petition: Petition, signer: Signer, at: dt.datetime) -> Signed:
    """Sign *petition* in the name of *signer*: it is stored when this returns, or it was there already.

    However often and from wherever at once, one person counts once: a constraint of the database decides.
    Whoever ends the signing waits for signatures that are being given, and none comes after it.

    :raises Refusal: ``closed`` when no signatures are taken, ``territory`` for one that may not sign this,
        ``invalidated`` when a signature of this person was taken out of the count.
    """
    signed = (
        sign_if_taken(petition=petition, signer=signer, at=at)
        or _signed_before(petition, signer.person)
        or sign_if_taken(petition=petition, signer=signer, at=at)  # taken back meanwhile, in another tab
    )
    if signed is not None:
        return signed
    if not may_sign_from(petition, signer.territory):
        raise Refusal(
            _("People of this territory cannot sign this petition."), code="territory", field="territory"
        )
    raise closed()


def sign_if_taken(
    *, petition: Petition, signer: Signer, at: dt.datetime, in_public: bool = False
) -> Signed | None:
    """As :func:`sign_petition`, in one statement and without saying why a signature was not taken.

    Of *petition* the two names alone are asked, so a remembered one will do: the database looks at the rest.

    :param in_public: whether it is taken only if the petition was opened to the public.
    :returns: the new signature; None where it is not taken, or there is one of this person already.
    :raises Refusal: ``closed`` before the petition was admitted and after its key was destroyed.
    """
    given = _Given.by(petition, signer, at)
    who = (given.nullifier, signer.person.pk, signer.territory.pk)
    proof = (given.at, given.salt, given.leaf_hash)
    how = (signer.public_name, signer.method, signer.network)
    where = (LOCK_CLASS, petition.pk, OPEN, in_public)
    [(number,)] = rows_of(SIGN, (*where, *who, *proof, *how, LOG, given.body))
    return Signed(number, True, given.leaf_hash) if number is not None else None


def nullifier_of(petition: Petition, person: Person) -> str:
    """The name under which *person* counts in *petition*, 64 hexadecimal digits; nobody outside can make it.

    :raises Refusal: ``closed`` before the petition was admitted and after its key was destroyed.
    """
    try:
        return nullifier(_key_of(petition), reveal_iin(person))
    except PetitionKey.DoesNotExist:
        raise closed() from None


def closed() -> Refusal:
    """No signatures are taken."""
    return Refusal(_("This petition takes no signatures."), code="closed")


def bucket_of(at: dt.datetime) -> str:
    """The hour of *at*, as the commitment of a signature holds it."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H")


@dataclass(frozen=True, slots=True)
class _Given:
    """What a signature is made of."""

    at: dt.datetime
    nullifier: bytes
    salt: bytes
    body: bytes
    leaf_hash: bytes

    @classmethod
    def by(cls, petition: Petition, signer: Signer, at: dt.datetime) -> _Given:
        hidden, salt = nullifier_of(petition, signer.person), secrets.token_bytes(SALT_SIZE)
        entry = signature_entry(
            petition=petition.public_id,
            nullifier=hidden,
            commitment=commitment(
                salt=salt,
                petition=petition.public_id,
                nullifier=hidden,
                territory=signer.territory.code,
                bucket=bucket_of(at),
            ),
        )
        body = body_of(LOG, entry)
        return cls(at, bytes.fromhex(hidden), salt, body, leaf_hash(body))


def _signed_before(petition: Petition, person: Person) -> Signed | None:
    hidden = bytes.fromhex(nullifier_of(petition, person))
    found = Signature.objects.filter(petition=petition, nullifier=hidden, withdrawn_at__isnull=True).first()
    if found is None:
        return None
    if found.invalidated_at is not None:
        raise Refusal(_("A signature of yours was taken out of the count."), code="invalidated")
    return Signed(found.pk, False, bytes(found.leaf_hash))


def _key_of(petition: Petition) -> bytes:
    now = time.monotonic()
    known = _keys.get(petition.pk)
    if known is not None and known[0] > now:
        return known[1]
    key = open_key(petition)
    if len(_keys) > 1_000:
        _keys.clear()
    _keys[petition.pk] = (now + KEY_SECONDS, key)
    return key


def forget_key(petition: Petition) -> None:
    """Let this process forget the petition's key; others forget it within a minute."""
    _keys.pop(petition.pk, None)
