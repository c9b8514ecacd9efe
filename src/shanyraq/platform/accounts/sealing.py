"""Sealing of what must not lie in the database in clear: identity numbers and the seeds of second factors.

From the one secret ``settings.IDENTITY_KEY`` a separate key is derived for every purpose (HKDF-SHA-256,
RFC 5869). Earlier secrets stand in ``settings.IDENTITY_KEY_FALLBACKS``; they open what was sealed before a
change of the secret and recognise its hashes, until ``shanyraq reseal_identities`` has renewed every row.
"""

import base64
import hmac
from collections.abc import Callable
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

IDENTITY_NUMBER = "identity number"
SECOND_FACTOR = "second factor"

__all__ = [
    "IDENTITY_NUMBER",
    "SECOND_FACTOR",
    "InvalidToken",
    "keyed_hash",
    "keyed_hashes",
    "register_resealing",
    "resealings",
    "seal",
    "unseal",
]

_resealings: dict[str, Callable[[], int]] = {}


def register_resealing(name: str, reseal: Callable[[], int]) -> None:
    """Have ``reseal_identities`` renew what another room has sealed; *reseal* answers how many rows.

    :raises ValueError: when the name stands for another one.
    """
    if _resealings.setdefault(name, reseal) is not reseal:
        raise ValueError(f"the resealing {name!r} is taken")


def resealings() -> dict[str, Callable[[], int]]:
    """All that rooms have registered, by name."""
    return dict(_resealings)


def _secrets() -> tuple[str, ...]:
    return (settings.IDENTITY_KEY, *settings.IDENTITY_KEY_FALLBACKS)


@lru_cache(maxsize=64)
def _derive(secret: str, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"shanyraq {purpose}".encode()).derive(
        secret.encode()
    )


def _cipher(purpose: str) -> MultiFernet:
    return _cipher_by(_secrets(), purpose)


@lru_cache(maxsize=16)
def _cipher_by(given: tuple[str, ...], purpose: str) -> MultiFernet:
    keys = (_derive(secret, f"{purpose} encryption") for secret in given)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def seal(text: str, *, purpose: str) -> str:
    """``text`` encrypted and authenticated under the present key; never the same twice."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """The text that was sealed under the present key or an earlier one.

    :raises InvalidToken: when it was sealed under another key, for another purpose, or was changed.
    """
    return _cipher(purpose).decrypt(sealed.encode()).decode()


def _hash(text: str, purpose: str, secret: str) -> str:
    return hmac.digest(_derive(secret, f"{purpose} hash"), text.encode(), "sha256").hex()


def keyed_hash(text: str, *, purpose: str) -> str:
    """HMAC-SHA-256 of ``text`` under the present key, as 64 hexadecimal digits."""
    return _hash(text, purpose, settings.IDENTITY_KEY)


def keyed_hashes(text: str, *, purpose: str) -> list[str]:
    """The hashes under the present key and every earlier one, while rows carry either."""
    return [_hash(text, purpose, secret) for secret in _secrets()]
