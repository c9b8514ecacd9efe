"""Signing by an electronic signature over the petition's exact text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction

from shanyraq.domains.petitions.actions.evidence import keep_evidence
from shanyraq.domains.petitions.actions.signing import Signed, Signer, closed, sign_petition
from shanyraq.domains.petitions.models import Petition, Signature, Territory
from shanyraq.domains.petitions.queries.signed_document import documents_for
from shanyraq.domains.petitions.queries.signing import takes_signatures
from shanyraq.domains.petitions.rules.signer_names import shown_name
from shanyraq.platform.accounts.actions.certificates import person_by_certificate
from shanyraq.platform.accounts.models import User
from shanyraq.platform.electronic_signatures.verification import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectronicSigner:
    """An account, the signature as it arrived, where they say that they live, whether they are shown.

    The account may have no confirmed person yet: the certificate confirms who it is.
    """

    user: User
    cms: bytes = field(repr=False)
    territory: Territory
    shows_name: bool = False
    network: str | None = None


def sign_electronically(*, petition: Petition, signer: ElectronicSigner, at: dt.datetime) -> Signed:
    """Sign *petition* with a key; stored when this returns, with the evidence, or it was there already.

    The signature must be over the present version of the text, for this very account. Nothing is changed
    when it is refused, the account's identity included. Call it outside of transactions: the authority is
    asked first.

    :raises Refusal: ``closed``, ``territory``, ``invalidated`` as by ``sign_petition``; with the field
        ``file`` as by ``electronic_signatures.verify`` and ``person_by_certificate``; ``identity_taken``.
    """
    if not takes_signatures(petition, at):
        raise closed()
    documents = documents_for(petition, signer.user)
    proved = verify(signer.cms, contents=list(documents.values()), at=at)
    account = next(name for name, document in documents.items() if document == proved.content)
    with transaction.atomic():
        person = person_by_certificate(user=signer.user, holder=proved.holder, at=at)
        given = Signer(
            person=person,
            territory=signer.territory,
            public_name=shown_name(person) if signer.shows_name else "",
            network=signer.network,
            method=Signature.Method.ELECTRONIC_SIGNATURE,
        )
        signed = sign_petition(petition=petition, signer=given, at=at)
        if signed.is_new:
            keep_evidence(
                signed.number,
                cms=signer.cms,
                version=petition.version,
                account=account,
                certificate_sha256=proved.certificate_sha256,
                at=at,
            )
    return signed
