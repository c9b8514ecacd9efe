"""The logs' keys: one for each origin, derived from the secret ``TRANSPARENCY_LOG_KEY``."""

from __future__ import annotations

from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from shanyraq.kernel.merkle.notes import Checkpoint, Note, NoteSignature, Verifier


def origin_of(name: str) -> str:
    """The name of a log in the world, by the settings: host and path, without a scheme."""
    return f"{settings.TRANSPARENCY_LOG_ORIGIN}/logs/{name}"


@lru_cache(maxsize=16)
def _key(secret: str, origin: str) -> Ed25519PrivateKey:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"shanyraq log {origin}".encode())
    return Ed25519PrivateKey.from_private_bytes(derive.derive(secret.encode()))


def verifier_of(origin: str) -> Verifier:
    """The public half of the key that signs for *origin*."""
    key = _key(settings.TRANSPARENCY_LOG_KEY, origin)
    return Verifier(origin, key.public_key().public_bytes_raw())


def sign(checkpoint: Checkpoint) -> str:
    """The checkpoint as a note signed by its log."""
    verifier = verifier_of(checkpoint.origin)
    blob = _key(settings.TRANSPARENCY_LOG_KEY, checkpoint.origin).sign(checkpoint.text.encode())
    return str(Note(checkpoint.text, (NoteSignature(verifier.name, verifier.key_id, blob),)))
