"""A person's own signature: whether there is one, and the receipt that proves it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from shanyraq.domains.petitions.actions.signing import LOG, bucket_of, nullifier_of
from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.domains.petitions.queries.visible import public_petition, with_line
from shanyraq.domains.petitions.states import SIGNABLE
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.accounts.queries.persons import person_of
from shanyraq.platform.transparency.log.reading import place_of
from shanyraq_verify.receipts import Receipt


@dataclass(frozen=True, slots=True)
class SigningBox:
    """What the place for signing shows to an account: who they are, and their signature, if there is one."""

    is_open: bool
    person: Person | None = None
    signature: Signature | None = None


def takes_signatures(petition: Petition, at: dt.datetime) -> bool:
    """Whether a signature would be taken at that moment."""
    return (
        petition.state in SIGNABLE and petition.signing_ends_at is not None and at < petition.signing_ends_at
    )


def box_for(petition: Petition, user: Any, at: dt.datetime) -> SigningBox:
    """What *user* sees where one signs; nobody signed in: whether signatures are taken."""
    is_open = takes_signatures(petition, at)
    person = person_of(user) if user.is_authenticated else None
    if person is None:
        return SigningBox(is_open)
    return SigningBox(is_open, person, signature_of(petition, person))


def signature_of(petition: Petition, person: Person) -> Signature | None:
    """The signature of *person* that was not taken back, whether it counts or was taken out of the count."""
    try:
        hidden = bytes.fromhex(nullifier_of(petition, person))
    except Refusal:
        return None
    return Signature.objects.filter(petition=petition, nullifier=hidden, withdrawn_at__isnull=True).first()


def petition_of_signer(public_id: str, person: Person) -> tuple[Petition, Signature | None] | None:
    """A petition that *person* may look at as a signer: a public one, or one that they have signed."""
    petition = public_petition(public_id)
    if petition is not None:
        return petition, signature_of(petition, person)
    petition = with_line(Petition.objects.filter(public_id=public_id)).first()
    signature = signature_of(petition, person) if petition is not None else None
    return (petition, signature) if petition is not None and signature is not None else None


def receipt_of(signature: Signature) -> Receipt | None:
    """What the signer keeps; with place and checkpoint when the log has them, as it has within seconds.

    None after the retention, when the salt is gone: the receipt that was kept still proves it.
    """
    if signature.salt is None:
        return None
    place = place_of(LOG, bytes(signature.leaf_hash))
    return Receipt(
        petition=signature.petition.public_id,
        nullifier=bytes(signature.nullifier).hex(),
        territory=signature.territory_id,
        bucket=bucket_of(signature.signed_at),
        salt=bytes(signature.salt).hex(),
        leaf_hash=bytes(signature.leaf_hash).hex(),
        index=place.index if place else None,
        checkpoint=place.note if place else None,
    )
