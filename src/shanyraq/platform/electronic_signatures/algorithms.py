"""Which algorithms prove anything: a short list of what is allowed; everything else is refused.

SHA-1 and MD5 are broken. The national algorithms (GOST 34.10, 34.11 and their Kazakh profiles) are known by
their names here, so that people get the right advice, but no maintained library verifies them.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import typing_extensions
from asn1crypto import algos, core, keys
from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
from pyhanko_certvalidator.policy_decl import AlgorithmUsageConstraint

from shanyraq.platform.electronic_signatures import refusals
from shanyraq.platform.electronic_signatures.reading import Read

DIGESTS: Final = frozenset({"sha256", "sha384", "sha512"})
SIGNATURES: Final = frozenset({"rsassa_pkcs1v15", "rsassa_pss", "ecdsa", "ed25519"})
CURVES: Final = frozenset({"secp256r1", "secp384r1", "secp521r1"})
RSA_BITS: Final = range(2_048, 8_193)
GOST: Final = ("1.2.398.", "1.2.643.")
"""Object identifiers of Kazakhstan and of Russia, under which GOST algorithms are registered."""


class AllowedAlgorithms(CMSAlgorithmUsagePolicy):
    """The policy in the form that the library asks, for signatures, certificates, CRL, OCSP, time stamps."""

    @typing_extensions.override
    def digest_algorithm_allowed(
        self, algo: algos.DigestAlgorithm, moment: dt.datetime | None
    ) -> AlgorithmUsageConstraint:
        return AlgorithmUsageConstraint(algo["algorithm"].native in DIGESTS)

    @typing_extensions.override
    def signature_algorithm_allowed(
        self,
        algo: algos.SignedDigestAlgorithm,
        moment: dt.datetime | None,
        public_key: keys.PublicKeyInfo | None,
    ) -> AlgorithmUsageConstraint:
        try:
            is_known = algo.signature_algo in SIGNATURES
        except ValueError:
            is_known = False
        has_strong_key = public_key is None or _is_strong(public_key)
        return AlgorithmUsageConstraint(is_known and _hashes_well(algo) and has_strong_key)


POLICY: Final = AllowedAlgorithms()


def check_algorithms(read: Read) -> None:
    """:raises Refusal: ``gost``, or ``weak`` for an algorithm that is too weak or unknown."""
    signer, key = read.signer, read.certificate.public_key
    names = [
        signer["digest_algorithm"]["algorithm"],
        signer["signature_algorithm"]["algorithm"],
        read.certificate["signature_algorithm"]["algorithm"],
        key["algorithm"]["algorithm"],
    ]
    if any(is_gost(name) for name in names):
        raise refusals.gost()
    digest, signature = signer["digest_algorithm"], signer["signature_algorithm"]
    allowed = (
        POLICY.digest_algorithm_allowed(digest, None),
        POLICY.signature_algorithm_allowed(signature, None, key),
        POLICY.signature_algorithm_allowed(read.certificate["signature_algorithm"], None, None),
    )
    if not all(allowed) or not POLICY.digest_combination_allowed(signature, digest, None):
        raise refusals.weak()


def is_gost(name: core.ObjectIdentifier) -> bool:
    """Whether an algorithm is a national one."""
    return str(name.dotted).startswith(GOST)


def _hashes_well(algo: algos.SignedDigestAlgorithm) -> bool:
    """A bare key algorithm names no hash: the digest beside it is looked at then."""
    try:
        return algo.signature_algo == "ed25519" or algo.hash_algo in DIGESTS
    except ValueError:
        return True


def _is_strong(key: keys.PublicKeyInfo) -> bool:
    match key.algorithm:
        case "rsa" | "rsassa_pss":
            return key.bit_size in RSA_BITS
        case "ec":
            return key.curve[1] in CURVES
        case name:
            return name == "ed25519"
