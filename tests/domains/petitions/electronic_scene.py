"""People who sign petitions with keys."""

from __future__ import annotations

from typing import Any

from shanyraq.domains.petitions.actions.electronic_signing import ElectronicSigner, sign_electronically
from shanyraq.domains.petitions.actions.signing import Signed
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.signed_document import documents_for
from shanyraq.platform.accounts.models import User
from tests.domains.petitions.signing_scene import AT, region
from tests.platform.electronic_signatures.authority_scene import Authority, Pair, person_name
from tests.platform.electronic_signatures.authority_scene import sign as sign_bytes


def key_of(authority: Authority, iin: str, **values: Any) -> Pair:
    """The signing key of the person with this number."""
    return authority.issue(person_name(iin), **values)


def document(petition: Petition, user: User) -> bytes:
    """What the account is given to sign."""
    return next(iter(documents_for(petition, user).values()))


def signature(petition: Petition, user: User, pair: Pair, **values: Any) -> bytes:
    """The account's document, signed."""
    return sign_bytes(document(petition, user), pair, **values)


def give(petition: Petition, user: User, cms: bytes, **values: Any) -> Signed:
    """The account sends a signature."""
    signer = ElectronicSigner(**{"user": user, "cms": cms, "territory": region(), **values})
    return sign_electronically(petition=petition, signer=signer, at=AT)
