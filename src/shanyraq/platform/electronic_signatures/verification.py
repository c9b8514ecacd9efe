"""Whether an electronic signature proves that a person signed exactly a given content."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.hashes import Hash
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from shanyraq.platform.electronic_signatures import refusals
from shanyraq.platform.electronic_signatures.algorithms import check_algorithms
from shanyraq.platform.electronic_signatures.authorities import Authorities, authorities
from shanyraq.platform.electronic_signatures.chains import check_chain
from shanyraq.platform.electronic_signatures.holders import Holder, holder_of
from shanyraq.platform.electronic_signatures.reading import Read, read_signature
from shanyraq.platform.electronic_signatures.stamps import stamped_at

DAMAGED: Final = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    RecursionError,
    NotImplementedError,
    UnsupportedAlgorithm,
    SignatureValidationError,
    CMSStructuralError,
    CMSExtractionError,
)
"""What the parsers raise on a structure that somebody damaged or made up; it is read piece by piece."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedSignature:
    """Who signed, which of the possible contents, with which certificate, when.

    ``signed_at`` is the moment of the time stamp, or that of the receipt where there is none.
    """

    holder: Holder
    content: bytes
    certificate_sha256: str
    signed_at: dt.datetime


def verify(arrived: bytes, *, contents: Sequence[bytes], at: dt.datetime) -> VerifiedSignature:
    """Verify a CMS signature (RFC 5652), attached or detached, that arrived at the moment *at*.

    Asks the authority over the network; call it outside of transactions. Takes DER, BER, PEM and base64.

    :param contents: what may have been signed; the signature must be over exactly one of them.
    :raises Refusal: with the field ``file`` and a code of ``refusals``.
    """
    known = authorities()
    if not known.roots:
        raise refusals.not_offered()
    try:
        read = read_signature(arrived)
        check_algorithms(read)
        content = _signed_content(read, contents)
        return _in_a_loop_of_its_own(_judged(read, content, at=at, known=known))
    except DAMAGED:
        raise refusals.unreadable() from None


def _in_a_loop_of_its_own(judging: Coroutine[Any, Any, VerifiedSignature]) -> VerifiedSignature:
    """In a thread of its own: a loop may run in the caller's already. It speaks the caller's language."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(copy_context().run, asyncio.run, judging).result()


async def _judged(read: Read, content: bytes, *, at: dt.datetime, known: Authorities) -> VerifiedSignature:
    moment = await stamped_at(read.signer, at=at, known=known) or at
    await check_chain(read.certificate, moment=moment, known=known)
    return VerifiedSignature(
        holder=holder_of(read.certificate),
        content=content,
        certificate_sha256=hashlib.sha256(read.certificate.dump()).hexdigest(),
        signed_at=moment,
    )


def _signed_content(read: Read, contents: Sequence[bytes]) -> bytes:
    """The content that the key of the certificate has signed."""
    possible = [each for each in contents if read.content is None or read.content == each]
    is_intact = False
    for content in possible:
        intact, valid = _compared(read, content)
        if intact and valid:
            return content
        is_intact = is_intact or intact
    if is_intact or (read.content is not None and possible):
        raise refusals.broken()
    raise refusals.other_content()


def _compared(read: Read, content: bytes) -> tuple[bool, bool]:
    """Whether the digest is that of *content*, and whether the signature is one of the certificate's key."""
    digest = Hash(get_pyca_cryptography_hash(read.signer["digest_algorithm"]["algorithm"].native))
    digest.update(content)
    return validate_sig_integrity(
        read.signer, read.certificate, expected_content_type="data", actual_digest=digest.finalize()
    )
