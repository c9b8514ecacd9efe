"""Signed notes, checkpoints and cosignatures.

Sources: C2SP ``signed-note``, ``tlog-checkpoint`` and ``tlog-cosignature``.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Self

from shanyraq.kernel.merkle.ed25519 import is_signed
from shanyraq.kernel.merkle.tree import HASH_SIZE

ED25519: Final = 0x01
COSIGNATURE_V1: Final = 0x04
_LONGEST_NOTE: Final = 1_000_000
_SIGNATURE_LINE: Final = re.compile(r"— (?P<name>[^\s+]+) (?P<signature>[A-Za-z0-9+/]+={0,2})")
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")


class NoteError(ValueError):
    """A note that cannot be read or is not signed as it must be; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """Who signs: a *name* (of a log, its origin), the kind of signature, and the public key, 32 bytes."""

    name: str
    public_key: bytes
    kind: int = ED25519

    @property
    def key_id(self) -> bytes:
        """The four bytes that name the key in a signature."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public_key).digest()[:4]

    def __str__(self) -> str:
        """The verifier key as one line: ``name+id+key``."""
        return f"{self.name}+{self.key_id.hex()}+{_base64(bytes([self.kind]) + self.public_key)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a verifier key, one line.

        :raises NoteError: when it is none, or its id does not fit.
        """
        parts = text.strip().split("+", 2)
        if len(parts) != 3 or not parts[0] or re.search(r"\s", parts[0]):
            raise NoteError("a verifier key is a name, an id and a key with + between them")
        key = _bytes(parts[2])
        if len(key) != 1 + HASH_SIZE or key[0] not in {ED25519, COSIGNATURE_V1}:
            raise NoteError("this kind of verifier key is not known")
        found = cls(parts[0], key[1:], key[0])
        if found.key_id.hex() != parts[1]:
            raise NoteError("the id of the verifier key does not fit its key")
        return found


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature of a note: *blob* is what follows the four bytes of *key_id*."""

    name: str
    key_id: bytes
    blob: bytes

    @property
    def line(self) -> str:
        """As it stands in a note, with the line's end."""
        return f"— {self.name} {_base64(self.key_id + self.blob)}\n"

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read a line of a note, without its end.

        :raises NoteError: when it is no signature.
        """
        found = _SIGNATURE_LINE.fullmatch(line)
        content = _bytes(found["signature"]) if found else b""
        if found is None or len(content) < 5:
            raise NoteError("a line below the note is no signature")
        return cls(found["name"], content[:4], content[4:])


@dataclass(frozen=True, slots=True)
class Note:
    """A text, whose last line has its end, and the signatures below."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(signature.line for signature in self.signatures)

    @classmethod
    def parse(cls, content: str) -> Self:
        """Read a note.

        :raises NoteError: when it is none.
        """
        if len(content) > _LONGEST_NOTE:
            raise NoteError("the note is too long")
        text, divider, below = content.rpartition("\n\n")
        if not divider or not below.endswith("\n"):
            raise NoteError("the note has no signatures below an empty line")
        lines = below.removesuffix("\n").split("\n")
        return cls(text + "\n", tuple(NoteSignature.parse(line) for line in lines))

    def signature_of(self, verifier: Verifier) -> NoteSignature | None:
        """The signature of *verifier*, when it holds.

        Of several under one key the first alone is looked at: a thousand false ones would take seconds.
        """
        named = (verifier.name, verifier.key_id)
        first = next((each for each in self.signatures if (each.name, each.key_id) == named), None)
        return first if first is not None and _holds(self.text, first, verifier) else None


def _holds(text: str, signature: NoteSignature, verifier: Verifier) -> bool:
    if verifier.kind == ED25519:
        return is_signed(verifier.public_key, text.encode(), signature.blob)
    at = int.from_bytes(signature.blob[:8], "big")
    return is_signed(verifier.public_key, cosigned_message(text, at), signature.blob[8:])


def cosigned_message(text: str, at: int) -> bytes:
    """What a witness signs: the text of a checkpoint and when it was seen, in seconds since 1970."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def cosignature_time(signature: NoteSignature) -> int:
    """When a witness saw the checkpoint, in seconds since 1970."""
    return int.from_bytes(signature.blob[:8], "big")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: its *origin*, how many entries its tree holds, and the tree's root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a checkpoint; further lines that other logs may add are passed over.

        :raises NoteError: when it is none.
        """
        lines = text.split("\n")
        if len(lines) < 4 or not lines[0] or not _SIZE.fullmatch(lines[1]):
            raise NoteError("the note is no checkpoint of a log")
        root = _bytes(lines[2])
        if len(root) != HASH_SIZE:
            raise NoteError("the root of a checkpoint has 32 bytes")
        return cls(lines[0], int(lines[1]), root)


def open_checkpoint(content: str, verifier: Verifier) -> Checkpoint:
    """The checkpoint of a signed note, when *verifier*, the log itself, signed it.

    :raises NoteError: when it did not, or the note names another log.
    """
    note = Note.parse(content)
    if note.signature_of(verifier) is None:
        raise NoteError(f"the checkpoint is not signed with the key of {verifier.name}")
    checkpoint = Checkpoint.parse(note.text)
    if checkpoint.origin != verifier.name:
        raise NoteError(f"the checkpoint is of {checkpoint.origin}, not of {verifier.name}")
    return checkpoint


def with_signatures(content: str, lines: Iterable[str]) -> str:
    """A signed note with further signature lines below."""
    return content + "".join(line.rstrip("\n") + "\n" for line in lines)


def _base64(content: bytes) -> str:
    return b64encode(content).decode()


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError as error:
        raise NoteError("the note holds something that is not base64") from error
