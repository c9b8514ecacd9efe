"""From a certificate up to a trusted root: signatures, dates, use, revocation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from asn1crypto import x509
from django.conf import settings
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.electronic_signatures import refusals
from shanyraq.platform.electronic_signatures.algorithms import POLICY
from shanyraq.platform.electronic_signatures.authorities import Authorities
from shanyraq.platform.electronic_signatures.revocation import fetchers

SIGNING: Final = "non_repudiation"
"""The key usage by which a key commits its holder to a content; keys for signing in have it not."""

STRICT: Final = RevocationCheckingPolicy(
    ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
    intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED,
)
LENIENT: Final = RevocationCheckingPolicy(
    ee_certificate_rule=RevocationCheckingRule.CHECK_IF_DECLARED_SOFT,
    intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED_SOFT,
)
TOLD: Final[Mapping[type[Exception], Callable[[], Refusal]]] = {
    RevokedError: refusals.revoked,
    ExpiredError: refusals.expired,
    NotYetValidError: refusals.not_yet_valid,
    InsufficientRevinfoError: refusals.revocation_unknown,
    DisallowedAlgorithmError: refusals.weak,
}
"""What people are told when the way up fails."""


def context_at(moment: dt.datetime, known: Authorities) -> ValidationContext:
    """What the library needs to judge certificates as of *moment*.

    Revocations are asked for now, also for a moment that has passed; whether one came before it is judged by
    its date. A silent authority is judged by ``settings.ELECTRONIC_SIGNATURES_SILENCE``.
    """
    checking = LENIENT if settings.ELECTRONIC_SIGNATURES_SILENCE == "accept" else STRICT
    return ValidationContext(
        trust_roots=list(known.roots),
        other_certs=known.others,
        moment=moment,
        best_signature_time=moment,
        allow_fetching=True,
        fetchers=fetchers(),
        revinfo_policy=CertRevTrustPolicy(checking, retroactive_revinfo=True),
        algorithm_usage_policy=POLICY,
    )


async def check_chain(certificate: x509.Certificate, *, moment: dt.datetime, known: Authorities) -> None:
    """Whether the certificate of a signer was good for signing at *moment*.

    :raises Refusal: ``wrong_key``, ``wrong_policy``, ``unknown_authority``, ``expired``, ``not_yet_valid``,
        ``revoked``, ``revocation_unknown``, ``weak``.
    """
    _check_use(certificate)
    try:
        await CertificateValidator(
            certificate, validation_context=context_at(moment, known)
        ).async_validate_path()
    except (ValidationError, PathBuildingError) as error:
        raise _refusal_for(error) from None


def _check_use(certificate: x509.Certificate) -> None:
    usage = certificate.key_usage_value
    if certificate.ca or usage is None or SIGNING not in usage.native:
        raise refusals.wrong_key()
    accepted = settings.ELECTRONIC_SIGNATURES_POLICIES
    named = certificate.certificate_policies_value or ()
    if accepted and not accepted & {policy["policy_identifier"].dotted for policy in named}:
        raise refusals.wrong_policy()


def _refusal_for(error: Exception) -> Refusal:
    for kind, refusal in TOLD.items():
        if isinstance(error, kind):
            return refusal()
    return refusals.unknown_authority()  # no way up, a false signature, a rule of an authority on the way
