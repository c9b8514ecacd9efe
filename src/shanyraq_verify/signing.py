"""A witness's own key: made, kept in a file, and used to cosign (RFC 8032, 5.1.5 and 5.1.6).

Whole numbers of Python take longer for some secrets than for others. Who can measure many signatures closely
on the same machine may learn the key from that; a witness signs once in minutes and stakes its name alone.
The platform signs with a library that is made for secrets.
"""

from __future__ import annotations

import os
import re
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha512
from pathlib import Path
from typing import Final, Self

from shanyraq.kernel.merkle.ed25519 import ORDER, multiple_of_base
from shanyraq.kernel.merkle.notes import COSIGNATURE_V1, NoteSignature, Verifier, cosigned_message
from shanyraq_verify.errors import NotChecked

SEED_SIZE: Final = 32
_PREFIX: Final = "PRIVATE+KEY+"
_NAME: Final = re.compile(r"[^\s+]{1,200}")


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """The secret key of the witness *name*, as 32 random bytes."""

    name: str
    seed: bytes

    @classmethod
    def new(cls, name: str) -> Self:
        """A fresh key.

        :raises NotChecked: when *name* cannot name a witness.
        """
        if not _NAME.fullmatch(name):
            raise NotChecked("the name of a witness has no spaces and no +; take a host name of yours")
        return cls(name, secrets.token_bytes(SEED_SIZE))

    @property
    def verifier(self) -> Verifier:
        """The key by which others know this witness."""
        scalar, _ = _expand(self.seed)
        return Verifier(self.name, multiple_of_base(scalar), COSIGNATURE_V1)

    def cosign(self, text: str, at: int) -> NoteSignature:
        """Vouch for the checkpoint *text*, seen *at* (seconds since 1970): C2SP ``tlog-cosignature``, v1."""
        signature = sign(self.seed, cosigned_message(text, at))
        return NoteSignature(self.name, self.verifier.key_id, at.to_bytes(8, "big") + signature)

    def line(self) -> str:
        """As it stands in its file, in the form of Go's ``note`` package."""
        key = b64encode(bytes([COSIGNATURE_V1]) + self.seed).decode()
        return f"{_PREFIX}{self.name}+{self.verifier.key_id.hex()}+{key}\n"


def sign(seed: bytes, message: bytes) -> bytes:
    """The Ed25519 signature of *message*, 64 bytes."""
    scalar, prefix = _expand(seed)
    public = multiple_of_base(scalar)
    nonce = int.from_bytes(sha512(prefix + message).digest(), "little") % ORDER
    point = multiple_of_base(nonce)
    challenge = int.from_bytes(sha512(point + public + message).digest(), "little") % ORDER
    return point + ((nonce + challenge * scalar) % ORDER).to_bytes(32, "little")


def _expand(seed: bytes) -> tuple[int, bytes]:
    digest = sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | (1 << 254)
    return scalar, digest[32:]


def write_secret(file: Path, secret: Secret) -> None:
    """Keep *secret* where its owner alone may read it; an older one is never overwritten.

    :raises NotChecked: when the file is there, or cannot be written.
    """
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise NotChecked(f"{file} is there already; a key is never overwritten") from error
    except OSError as error:
        raise NotChecked(f"{file} cannot be written: {error.strerror}") from error
    with os.fdopen(opened, "w", encoding="utf-8") as written:
        written.write(secret.line())


def read_secret(file: Path) -> Secret:
    """The key in *file*.

    :raises NotChecked: when there is none; the message never holds what stands in the file.
    """
    try:
        text = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NotChecked(f"{file} cannot be read") from error
    name, _, rest = text.removeprefix(_PREFIX).partition("+")
    try:
        key = b64decode(rest.partition("+")[2], validate=True)
    except ValueError:
        key = b""
    secret = Secret(name, key[1:])
    is_known = text.startswith(_PREFIX) and len(key) == 1 + SEED_SIZE and key[0] == COSIGNATURE_V1
    if not is_known or secret.line().strip() != text:
        raise NotChecked(f"{file} holds no key of a witness")
    return secret
