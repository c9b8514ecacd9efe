"""An electronic signature as it arrives: DER, BER, PEM or bare base64; bounded before anything is parsed."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Final

from asn1crypto import cms, core, pem, x509
from pyhanko.sign.general import CMSExtractionError, extract_certificate_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation

from shanyraq.platform.electronic_signatures import refusals

MOST_BYTES: Final = 256 * 1024
"""Far above a signature with the longest text of the house inside."""

MOST_CERTIFICATES: Final = 12
SEQUENCE: Final = 0x30
"""The first byte of every structure in DER or BER that can be a signature."""


@dataclass(frozen=True, slots=True)
class Read:
    """One signature: its structure, the part of its signer, the signer's certificate.

    ``content`` is what was signed where the signature carries it (attached), None where not (detached).
    """

    signed_data: cms.SignedData
    signer: cms.SignerInfo
    certificate: x509.Certificate
    content: bytes | None


def read_signature(arrived: bytes) -> Read:
    """The signature in the bytes that arrived; nothing of it is verified yet.

    :raises Refusal: ``empty``, ``too_large``, ``unreadable``, ``several_signers``, ``no_certificate``.
    :raises ValueError, TypeError, KeyError: by the parser, on damaged structures.
    """
    if not arrived.strip():
        raise refusals.empty()
    if len(arrived) > MOST_BYTES:
        raise refusals.too_large(MOST_BYTES)
    whole = cms.ContentInfo.load(bare(arrived), strict=True)
    if whole["content_type"].native != "signed_data":
        raise refusals.unreadable()
    signed_data = whole["content"]
    signers = signed_data["signer_infos"]
    if len(signers) > 1:
        raise refusals.several_signers()
    if len(signers) == 0 or len(certificates_of(signed_data)) > MOST_CERTIFICATES:
        raise refusals.unreadable()
    return Read(signed_data, signers[0], _certificate(signed_data), _content(signed_data))


def certificates_of(signed_data: cms.SignedData) -> list[cms.CertificateChoices]:
    """What a structure carries as certificates."""
    carried = signed_data["certificates"]
    return [] if isinstance(carried, core.Void) else list(carried)


def bare(arrived: bytes) -> bytes:
    """The structure in DER or BER, without the letters around it.

    :raises Refusal: ``unreadable``.
    """
    if pem.detect(arrived):
        _name, _headers, body = pem.unarmor(arrived)
        return bytes(body)
    if arrived[0] == SEQUENCE:
        return arrived
    try:
        # programs of the national authority save a signature as base64 without any frame
        return base64.b64decode(b"".join(arrived.split()), validate=True)
    except binascii.Error:
        raise refusals.unreadable() from None


def _certificate(signed_data: cms.SignedData) -> x509.Certificate:
    try:
        extract_certificate_info(signed_data)
    except CMSExtractionError:
        raise refusals.no_certificate() from None
    try:
        return extract_certs_for_validation(signed_data).signer_cert
    except SignatureValidationError:
        raise refusals.broken() from None  # it names another certificate than the one it carries


def _content(signed_data: cms.SignedData) -> bytes | None:
    carried = signed_data["encap_content_info"]["content"]
    return None if isinstance(carried, core.Void) else bytes(carried)
