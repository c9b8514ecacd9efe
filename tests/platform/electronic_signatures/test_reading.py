"""Whatever arrives, the answer is a refusal: never an error, never a long wait."""

from __future__ import annotations

import random
import time

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives import serialization

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.electronic_signatures.reading import MOST_BYTES, MOST_CERTIFICATES
from shanyraq.platform.electronic_signatures.verification import verify
from tests.platform.electronic_signatures.authority_scene import AT, Authority, sign

TEXT = b"text"
PARSEABLE = {
    "unreadable",
    "broken",
    "other_content",
    "weak",
    "gost",
    "no_certificate",
    "unknown_authority",
    "nobody",
    "expired",
    "not_yet_valid",
    "wrong_key",
    "revocation_unknown",
    "time_stamp",
    "several_signers",
    "empty",
}


def code_of(arrived: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        verify(arrived, contents=[TEXT], at=AT)
    return refusal.value.code


@pytest.mark.parametrize("arrived", [b"", b" \r\n"])
def test_an_empty_file(authority: Authority, arrived: bytes) -> None:
    assert code_of(arrived) == "empty"


@pytest.mark.parametrize(
    "arrived",
    [
        b"no signature at all",
        b"%PDF-1.7 ...",
        b"PK\x03\x04" + b"\0" * 40,
        b"0",
        b"\x30\x80",
        b"\x30\x84\xff\xff\xff\xff",
        b"-----BEGIN CMS-----\n-----END CMS-----\n",
        b"-----BEGIN PKCS7-----\n!!!!\n-----END PKCS7-----\n",
        "Қол".encode("utf-16"),
        b"MII=",
        b"\x30" * 4_000,
        b"\x30\x80" * 4_000,
    ],
)
def test_what_is_no_signature(authority: Authority, arrived: bytes) -> None:
    assert code_of(arrived) == "unreadable"


def test_a_huge_file_is_not_parsed(authority: Authority) -> None:
    begun = time.monotonic()
    assert code_of(b"\x30" * (MOST_BYTES + 1)) == "too_large"
    assert time.monotonic() - begun < 0.5


def test_a_certificate_is_no_signature(authority: Authority) -> None:
    pair = authority.issue()
    assert code_of(pair.pem) == "unreadable"
    assert code_of(pair.certificate.public_bytes(serialization.Encoding.DER)) == "unreadable"


def changed(arrived: bytes, **parts: object) -> bytes:
    whole = cms.ContentInfo.load(arrived)
    for name, value in parts.items():
        whole["content"][name] = value
    return whole.dump(force=True)


def test_no_signer_and_no_certificate(authority: Authority) -> None:
    arrived = sign(TEXT, authority.issue())
    assert code_of(changed(arrived, signer_infos=cms.SignerInfos([]))) == "unreadable"
    assert code_of(changed(arrived, certificates=cms.CertificateSet([]))) == "no_certificate"


def test_a_crowd_of_certificates(authority: Authority) -> None:
    arrived = sign(TEXT, authority.issue())
    one = cms.ContentInfo.load(arrived)["content"]["certificates"][0]
    crowd = cms.CertificateSet([one] * (MOST_CERTIFICATES + 1))
    assert code_of(changed(arrived, certificates=crowd)) == "unreadable"


def test_another_structure_of_the_same_family(authority: Authority) -> None:
    enveloped = cms.ContentInfo({"content_type": "data", "content": TEXT})
    assert code_of(enveloped.dump()) == "unreadable"


def test_what_follows_the_signature_is_not_ignored(authority: Authority) -> None:
    assert code_of(sign(TEXT, authority.issue()) + b"more") == "unreadable"


def test_damage_anywhere_is_refused_and_never_an_error(authority: Authority) -> None:
    """None of a thousand and more damaged signatures counts: silence about revocation is the best of them."""
    authority.behaviour.is_silent = True
    good = sign(TEXT, authority.issue())
    dice = random.Random(5)  # noqa: S311 - damage that every run repeats
    for _time in range(1_500):
        broken = bytearray(good)
        for _change in range(dice.choice((1, 1, 2, 8))):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        assert code_of(bytes(broken)) in PARSEABLE
    for length in range(1, len(good), 7):
        assert code_of(good[:length]) == "unreadable"
