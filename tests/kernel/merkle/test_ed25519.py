"""Checking signatures, beside RFC 8032 and the library that signs."""

import os

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shanyraq.kernel.merkle.ed25519 import ORDER, is_signed

VECTORS = (  # RFC 8032, 7.1: public key, message, signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
)


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_published_signatures(key: str, message: str, signature: str) -> None:
    assert is_signed(*(bytes.fromhex(text) for text in (key, message, signature)))
    assert not is_signed(bytes.fromhex(key), b"other", bytes.fromhex(signature))


def test_agrees_with_the_library_on_random_messages_and_on_any_bit_turned() -> None:
    for length in (0, 1, 31, 32, 1000):
        private = Ed25519PrivateKey.generate()
        public, message = private.public_key().public_bytes_raw(), os.urandom(length)
        signature = private.sign(message)
        assert is_signed(public, message, signature)
        for at in range(0, 64, 7):
            broken = bytearray(signature)
            broken[at] ^= 1 << (at % 8)
            assert not is_signed(public, message, bytes(broken))


def test_a_second_way_of_writing_a_signature_is_refused() -> None:
    private = Ed25519PrivateKey.generate()
    signature = private.sign(b"x")
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    assert not is_signed(
        private.public_key().public_bytes_raw(), b"x", signature[:32] + scalar.to_bytes(32, "little")
    )


@pytest.mark.parametrize("key", [b"", b"\x00" * 31, b"\xff" * 32, (2).to_bytes(32, "little")])
def test_what_is_no_key_signs_nothing(key: bytes) -> None:
    assert not is_signed(key, b"", b"\x00" * 64)
    assert not is_signed(key, b"", b"")
