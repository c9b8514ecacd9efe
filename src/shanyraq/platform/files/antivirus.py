"""The virus scanner clamd, asked over its socket (protocol: clamd(8), INSTREAM)."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from shanyraq.platform.files.refusals import infected, unscanned

CHUNK_BYTES = 64 * 1024
TIMEOUT_SECONDS = 30.0
LONGEST_ANSWER = 4096


class ScannerError(Exception):
    """The scanner could not be asked or gave no verdict."""


def scan(file: IO[bytes]) -> None:
    """Have *file* scanned when a scanner is set (``SHANYRAQ_CLAMD``).

    :raises Refusal: ``infected``; or ``unscanned`` without a verdict, unless ``SHANYRAQ_CLAMD_REQUIRED=0``.
    """
    if not settings.FILES_CLAMD:
        return
    try:
        found = ask(file, settings.FILES_CLAMD)
    except (OSError, ScannerError):
        if settings.FILES_CLAMD_REQUIRED:
            raise unscanned() from None
        return
    if found:
        raise infected(found)


def ask(file: IO[bytes], address: str) -> str:
    """The scanner's word for what it found in *file*, or an empty text.

    :raises OSError, ScannerError: when there is no verdict.
    """
    file.seek(0)
    with _connected(address) as connection:
        connection.sendall(b"zINSTREAM\0")
        while chunk := file.read(CHUNK_BYTES):
            connection.sendall(struct.pack(">I", len(chunk)) + chunk)
        connection.sendall(struct.pack(">I", 0))
        answer = connection.makefile("rb").read(LONGEST_ANSWER).rstrip(b"\0\n").decode(errors="replace")
    verdict = answer.removeprefix("stream: ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerError(answer)


@contextmanager
def _connected(address: str) -> Iterator[socket.socket]:
    scheme, _, place = address.partition(":")
    if scheme == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(TIMEOUT_SECONDS)
        with connection:
            connection.connect(place)
            yield connection
    elif scheme == "tcp":
        host, _, port = place.rpartition(":")
        with socket.create_connection((host, int(port)), TIMEOUT_SECONDS) as connection:
            yield connection
    else:
        raise ImproperlyConfigured("SHANYRAQ_CLAMD must begin with unix: or tcp:")
