"""Weak algorithms are refused, and national ones with advice."""

from __future__ import annotations

import pytest
from asn1crypto import cms, core, keys
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.electronic_signatures.algorithms import is_gost
from shanyraq.platform.electronic_signatures.verification import verify
from tests.platform.electronic_signatures.authority_scene import AT, Authority, rsa_key, sign

TEXT = b"text"
GOST_2015 = "1.2.398.3.10.1.1.2.3.2"
GOST_2004 = "1.2.398.3.10.1.1.1.2"


def code_of(arrived: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        verify(arrived, contents=[TEXT], at=AT)
    return refusal.value.code


def with_digest(arrived: bytes, name: str) -> bytes:
    """The same signature that says it had another digest."""
    whole = cms.ContentInfo.load(arrived)
    signer = whole["content"]["signer_infos"][0]
    signer["digest_algorithm"] = {"algorithm": name}
    return whole.dump(force=True)


@pytest.mark.parametrize("name", ["sha1", "md5", "sha224", "sha3_256"])
def test_weak_and_unusual_digests(authority: Authority, name: str) -> None:
    assert code_of(with_digest(sign(TEXT, authority.issue()), name)) == "weak"


def test_a_real_signature_with_sha224(authority: Authority) -> None:
    assert code_of(sign(TEXT, authority.issue(), digest=hashes.SHA224())) == "weak"


def test_a_certificate_signed_with_a_weak_digest(authority: Authority) -> None:
    assert code_of(sign(TEXT, authority.issue(digest=hashes.SHA224()))) == "weak"


def test_digests_that_do_not_fit_one_another(authority: Authority) -> None:
    assert code_of(with_digest(sign(TEXT, authority.issue()), "sha512")) == "weak"


def test_short_keys_and_odd_curves(authority: Authority) -> None:
    assert code_of(sign(TEXT, authority.issue(key=rsa_key(1024)))) == "weak"
    assert code_of(sign(TEXT, authority.issue(key=ec.generate_private_key(ec.SECP256K1())))) == "weak"


@pytest.mark.parametrize("oid", [GOST_2015, GOST_2004])
@pytest.mark.parametrize("place", ["signature", "digest", "certificate", "key"])
def test_national_algorithms_are_named_as_such(authority: Authority, oid: str, place: str) -> None:
    whole = cms.ContentInfo.load(sign(TEXT, authority.issue()))
    signer = whole["content"]["signer_infos"][0]
    certificate = whole["content"]["certificates"][0].chosen
    if place == "signature":
        signer["signature_algorithm"] = {"algorithm": oid}
    elif place == "digest":
        signer["digest_algorithm"] = {"algorithm": oid}
    elif place == "certificate":
        certificate["signature_algorithm"] = {"algorithm": oid}
    else:
        key = {"algorithm": {"algorithm": oid}, "public_key": core.OctetBitString(b"\4" * 64)}
        certificate["tbs_certificate"]["subject_public_key_info"] = keys.PublicKeyInfo(key)
    assert code_of(whole.dump(force=True)) == "gost"


def test_which_names_are_national() -> None:
    assert is_gost(core.ObjectIdentifier(GOST_2015))
    assert is_gost(core.ObjectIdentifier("1.2.643.7.1.1.1.1"))
    assert not is_gost(core.ObjectIdentifier("1.2.840.113549.1.1.11"))
