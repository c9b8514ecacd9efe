"""Requests that no browser would send: every byte as it is given here."""

from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """What came back; header names in small letters."""

    status: int
    headers: dict[str, str]
    text: str


def ask(
    address: str,
    path: str,
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes = b"",
    announced: int | None = None,
) -> Answer:
    """Send one request on a connection of its own; *announced* is the length that the header claims."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        connection.putrequest(method, path)
        for name, value in (headers or {}).items():
            connection.putheader(name, value.encode("latin-1", "replace"))
        if body or announced:
            connection.putheader("Content-Length", str(announced or len(body)))
        connection.endheaders()
        with suppress(BrokenPipeError, ConnectionResetError):  # refused early: the answer says why
            connection.send(body)
        found = connection.getresponse()
        kept = {name.lower(): value for name, value in found.getheaders()}
        return Answer(found.status, kept, found.read().decode("utf-8", "replace"))
    finally:
        connection.close()
