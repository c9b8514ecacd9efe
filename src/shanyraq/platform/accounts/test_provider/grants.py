"""Keys, codes and tokens of the test provider. Codes and access tokens carry their meaning, signed."""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core import signing
from django.core.cache import cache

CODE_SECONDS = 60
TOKEN_SECONDS = 300
KEY_NAME = "test-identity-key"
CODE_SALT, TOKEN_SALT = "test-identity-code", "test-identity-token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a visitor allowed: who they are, to whom, for which request."""

    person: str
    client_id: str
    redirect_uri: str
    nonce: str
    challenge: str
    serial: str


def new_code(*, person: str, client_id: str, redirect_uri: str, nonce: str, challenge: str) -> str:
    """A code that is good once, for a minute."""
    grant = Grant(
        person=person,
        client_id=client_id,
        redirect_uri=redirect_uri,
        nonce=nonce,
        challenge=challenge,
        serial=secrets.token_urlsafe(16),
    )
    return signing.dumps(asdict(grant), salt=CODE_SALT)


def redeem_code(code: str, *, client_id: str, redirect_uri: str, verifier: str) -> Grant | None:
    """The grant behind a code; ``None`` when it is old, used, another's, or the verifier does not fit."""
    try:
        grant = Grant(**signing.loads(code, salt=CODE_SALT, max_age=CODE_SECONDS))
    except (signing.BadSignature, TypeError):
        return None
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    fits = (grant.client_id, grant.redirect_uri) == (client_id, redirect_uri)
    if not fits or not hmac.compare_digest(digest, grant.challenge):
        return None
    return grant if cache.add(f"{CODE_SALT}:{grant.serial}", True, CODE_SECONDS) else None


def new_access_token(person: str) -> str:
    """A bearer token for the userinfo endpoint."""
    return signing.dumps(person, salt=TOKEN_SALT)


def bearer(token: str) -> str | None:
    """The person whose access token this is."""
    try:
        person: str = signing.loads(token, salt=TOKEN_SALT, max_age=TOKEN_SECONDS)
    except signing.BadSignature:
        return None
    return person


def _new_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


@lru_cache(maxsize=4)
def _load(pem: str) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("not an RSA key")
    return key


def signing_key() -> rsa.RSAPrivateKey:
    """The provider's key, made once and shared by all workers."""
    return _load(cache.get_or_set(KEY_NAME, _new_key, None))


def key_id(key: rsa.RSAPrivateKey) -> str:
    """A name of the key that changes with it."""
    return hashlib.sha256(str(key.public_key().public_numbers().n).encode()).hexdigest()[:16]


def public_keys() -> dict[str, Any]:
    """The JSON Web Key Set."""
    key = signing_key()
    described: dict[str, Any] = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {"keys": [{**described, "kid": key_id(key), "use": "sig", "alg": "RS256"}]}


def new_id_token(grant: Grant, *, at: float | None = None) -> str:
    """A signed ID token; ``at`` in seconds since 1970, now by default."""
    now = int(at if at is not None else time.time())
    claims = {
        "iss": settings.OIDC_ISSUER,
        "sub": grant.person,
        "aud": grant.client_id,
        "iat": now,
        "exp": now + TOKEN_SECONDS,
        "nonce": grant.nonce,
    }
    key = signing_key()
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": key_id(key)})
