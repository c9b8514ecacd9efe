"""Verification of the ID token (OpenID Connect Core 1.0, section 3.1.3.7)."""

import hmac
from typing import Any

import jwt

ALGORITHMS = ("RS256", "ES256", "PS256")
SECONDS_OF_SKEW = 30
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


class BadToken(Exception):
    """The token proves nothing. The message names the failed check and never holds a claim's value."""


def verify_id_token(
    token: str, *, keys: dict[str, Any], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """The claims of an ID token signed by one of ``keys`` (a JSON Web Key Set) for this client and nonce.

    :raises BadToken: on any doubt: no or an unknown algorithm, a wrong key, issuer, audience, time or nonce.
    """
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise BadToken("algorithm")
        key = _key(keys, header)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=[header["alg"]],
            issuer=issuer,
            audience=client_id,
            leeway=SECONDS_OF_SKEW,
            options={"require": REQUIRED},
        )
    except jwt.PyJWTError as error:
        raise BadToken(type(error).__name__) from None
    _check_party(claims, client_id)
    _check_nonce(claims, nonce)
    return claims


def _key(keys: dict[str, Any], header: dict[str, Any]) -> jwt.PyJWK:
    """The provider's key that the header names; a key says itself for which algorithm it is."""
    listed = keys.get("keys")
    for described in listed if isinstance(listed, list) else []:
        if not isinstance(described, dict):
            continue
        if described.get("kid") == header.get("kid") and described.get("use", "sig") == "sig":
            key = jwt.PyJWK(described, algorithm=described.get("alg") or header["alg"])
            if key.algorithm_name == header["alg"]:
                return key
    raise BadToken("key")


def _check_party(claims: dict[str, Any], client_id: str) -> None:
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and "azp" not in claims:
        raise BadToken("authorised party missing")
    if claims.get("azp", client_id) != client_id:
        raise BadToken("authorised party")


def _check_nonce(claims: dict[str, Any], nonce: str) -> None:
    if (
        not nonce
        or not isinstance(claims["nonce"], str)
        or not hmac.compare_digest(claims["nonce"].encode(), nonce.encode())
    ):
        raise BadToken("nonce")
