"""Electronic signatures are kept sealed, for audits, until the retention ends."""

from __future__ import annotations

import base64
import datetime as dt
import json
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from shanyraq.domains.petitions.models import Signature, SignatureEvidence
from shanyraq.domains.petitions.rules.signed_document import signed_document
from shanyraq.platform.accounts.sealing import register_resealing, seal, unseal

PURPOSE: Final = "electronic signature of a signer"
"""What the evidence is sealed for (``platform.accounts.sealing``)."""

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Evidence:
    """A signature as it arrived, and the exact bytes that it signs."""

    cms: bytes
    document: bytes


def keep_evidence(
    number: int, *, cms: bytes, version: int, account: str, certificate_sha256: str, at: dt.datetime
) -> None:
    """Seal the electronic signature behind the signature *number*; in the transaction that gives it.

    The signed text is not kept a second time: its version, and the name of the account in it, lead to it.
    """
    content = {"account": account, "cms": base64.b64encode(cms).decode(), "version": version}
    SignatureEvidence.objects.create(
        signature_id=number,
        sealed_cms=seal(json.dumps(content), purpose=PURPOSE),
        certificate_sha256=certificate_sha256,
        checked_at=at,
    )


def open_evidence(signature: Signature) -> Evidence:
    """What an auditor needs to verify the signature again. The caller records why it was opened.

    :raises SignatureEvidence.DoesNotExist: for other ways of signing, and after the retention.
    """
    sealed = SignatureEvidence.objects.get(signature=signature).sealed_cms
    content = json.loads(unseal(sealed, purpose=PURPOSE))
    version = signature.petition.versions.get(number=content["version"])
    document = signed_document(version, public_id=signature.petition.public_id, account=content["account"])
    return Evidence(base64.b64decode(content["cms"]), document)


def reseal_evidence() -> int:
    """Seal all evidence under the present secret of the house, in batches; how many."""
    done = last = 0
    while True:
        with transaction.atomic():
            rows = list(
                SignatureEvidence.objects.select_for_update().filter(pk__gt=last).order_by("pk")[:BATCH]
            )
            for row in rows:
                row.sealed_cms = seal(unseal(row.sealed_cms, purpose=PURPOSE), purpose=PURPOSE)
            SignatureEvidence.objects.bulk_update(rows, ["sealed_cms"])
        if not rows:
            return done
        done, last = done + len(rows), rows[-1].pk


def connect() -> None:
    """Take part in the renewal of what is sealed; called once when the room is ready."""
    register_resealing("electronic signatures of petitions", reseal_evidence)
