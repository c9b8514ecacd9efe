"""When a signature was made: by its time stamp (RFC 3161), if it has one."""

from __future__ import annotations

import datetime as dt
from typing import Final

from asn1crypto import cms, core
from cryptography.hazmat.primitives.hashes import Hash
from pyhanko.sign.general import CMSExtractionError, find_cms_attribute_iter
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from shanyraq.platform.electronic_signatures import refusals
from shanyraq.platform.electronic_signatures.algorithms import DIGESTS, POLICY
from shanyraq.platform.electronic_signatures.authorities import Authorities
from shanyraq.platform.electronic_signatures.chains import context_at
from shanyraq.platform.electronic_signatures.reading import certificates_of

TOLERANCE: Final = dt.timedelta(minutes=1)
"""How far the clock of a time stamping authority may be ahead of ours."""

MOST_CERTIFICATES: Final = 4


async def stamped_at(signer: cms.SignerInfo, *, at: dt.datetime, known: Authorities) -> dt.datetime | None:
    """The moment of the time stamp; None for a signature without one. The authority is judged as of *at*.

    A stamp that cannot be relied on is not passed over: its signer believed that it fixes the moment.

    :raises Refusal: ``time_stamp``.
    """
    tokens = list(_tokens(signer))
    if not tokens:
        return None
    if len(tokens) > 1 or tokens[0]["content_type"].native != "signed_data":
        raise refusals.time_stamp()
    moment = await _moment(tokens[0]["content"], signer, at=at, known=known)
    if moment > at + TOLERANCE:
        raise refusals.time_stamp()
    return min(moment, at)


def _tokens(signer: cms.SignerInfo) -> list[cms.ContentInfo]:
    attributes = signer["unsigned_attrs"]
    if isinstance(attributes, core.Void):
        return []
    return list(find_cms_attribute_iter(attributes, "signature_time_stamp_token"))


async def _moment(
    token: cms.SignedData, signer: cms.SignerInfo, *, at: dt.datetime, known: Authorities
) -> dt.datetime:
    if len(token["signer_infos"]) != 1 or len(certificates_of(token)) > MOST_CERTIFICATES:
        raise refusals.time_stamp()

    def imprint(digest: str) -> bytes:
        if digest not in DIGESTS:
            raise refusals.time_stamp()
        hashed = Hash(get_pyca_cryptography_hash(digest))
        hashed.update(signer["signature"].native)
        return hashed.finalize()

    try:
        found = await validate_tst_signed_data(token, context_at(at, known), imprint, algorithm_policy=POLICY)
    except (SignatureValidationError, CMSExtractionError):
        raise refusals.time_stamp() from None
    status = TimestampSignatureStatus(**found)
    if not (status.intact and status.valid and status.trusted):
        raise refusals.time_stamp()
    moment: dt.datetime = status.timestamp
    return moment
