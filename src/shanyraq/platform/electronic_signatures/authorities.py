"""The authorities that the operator trusts: certificates in one folder, read anew when the folder changes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from asn1crypto import pem, x509
from django.conf import settings

LOG: Final = logging.getLogger(__name__)
SUFFIXES: Final = frozenset({".cer", ".crt", ".der", ".pem"})


@dataclass(frozen=True, slots=True)
class Authorities:
    """``roots`` are trusted by themselves; ``others`` only lead up to a root."""

    roots: tuple[x509.Certificate, ...] = ()
    others: tuple[x509.Certificate, ...] = ()


_State = tuple[tuple[str, int, int], ...]
_lock = threading.Lock()
_known: tuple[_State, Authorities] = ((), Authorities())


def authorities() -> Authorities:
    """What lies in ``settings.ELECTRONIC_SIGNATURES_FOLDER`` now. Without a folder: nobody is trusted.

    A file that cannot be read is passed over and named in the log; ``shanyraq check`` reports it.
    """
    global _known  # noqa: PLW0603 - one copy a process, renewed when the folder changes
    state = _state()
    with _lock:
        if _known[0] != state:
            _known = (state, _read())
        return _known[1]


def is_offered() -> bool:
    """Whether anybody can sign electronically here."""
    return bool(authorities().roots)


def certificates_in(path: Path) -> list[x509.Certificate]:
    """The certificates of authorities in a file, DER or PEM.

    :raises ValueError: when it holds none, or something that is no certificate of an authority.
    """
    content = path.read_bytes()
    bodies = (
        [body for _name, _headers, body in pem.unarmor(content, multiple=True)]
        if pem.detect(content)
        else [content]
    )
    found = [x509.Certificate.load(body, strict=True) for body in bodies]
    if not found or not all(each.ca for each in found):
        raise ValueError(f"{path.name} holds no certificate of an authority")
    return found


def files() -> Iterator[Path]:
    """The files of the folder that may hold certificates, in the order of their names."""
    folder = Path(settings.ELECTRONIC_SIGNATURES_FOLDER)
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)


def _state() -> _State:
    facts = ((path, path.stat()) for path in files())
    return tuple((str(path), fact.st_mtime_ns, fact.st_size) for path, fact in facts)


def _read() -> Authorities:
    roots: list[x509.Certificate] = []
    others: list[x509.Certificate] = []
    for path in files():
        try:
            for certificate in certificates_in(path):
                (roots if certificate.self_issued else others).append(certificate)
        except (OSError, ValueError, TypeError):
            LOG.warning("%s holds no certificate of an authority", path)
    return Authorities(tuple(roots), tuple(others))
