"""Asking other libraries by SRU for records to copy.

Only http(s), no private addresses, no waiting, no floods.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.formats import marcxml
from shanyraq.domains.library.catalogue.formats.record import MarcRecord
from shanyraq.kernel.errors import Refusal

SECONDS: Final = 10
LONGEST_ANSWER: Final = 4 * 1024 * 1024
MOST_RECORDS: Final = 10


@dataclass(frozen=True, slots=True)
class RemoteLibrary:
    """A catalogue that can be asked. ``version`` of SRU: 1.1, 1.2 or 2.0."""

    code: str
    name: str
    address: str
    version: str
    schema: str
    flavour: str


@cache
def targets() -> dict[str, RemoteLibrary]:
    """The libraries that can be asked, by code."""
    table = tomllib.loads(Path(__file__).with_name("targets.toml").read_text(encoding="utf-8"))
    return {code: RemoteLibrary(code=code, **row) for code, row in table.items()}


def search(target: RemoteLibrary, words: str, *, allow_private: bool = False) -> list[MarcRecord]:
    """At most ``MOST_RECORDS`` records with all these words (a number of digits is asked as an ISBN).

    Refuses (``unreachable``) when the other side is private, silent, slow, or says something else than SRU.
    """
    body = _fetch(f"{target.address}?{urlencode(_parameters(target, words))}", allow_private=allow_private)
    found = [source.record for source in marcxml.read(io.BytesIO(body)) if source.record is not None]
    return found[:MOST_RECORDS]


def _parameters(target: RemoteLibrary, words: str) -> dict[str, str]:
    digits = words.replace("-", "").strip()
    quoted = words.replace("\\", " ").replace('"', " ").strip()
    is_number = len(digits) in {10, 13} and digits[:-1].isdigit()
    query = f"bath.isbn={digits}" if is_number else f'cql.serverChoice all "{quoted}"'
    asked = {"query": query, "maximumRecords": str(MOST_RECORDS), "recordSchema": target.schema}
    if target.version == "2.0":
        return asked
    return {"version": target.version, "operation": "searchRetrieve", **asked}


def _fetch(address: str, *, allow_private: bool) -> bytes:
    """The answer at an address.

    The connection goes to the very address that was checked; nothing is followed.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _unreachable()
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        checked = _checked_address(parts.hostname, port, allow_private=allow_private)
        connection = _Connection(parts.hostname, port, checked, is_secure=parts.scheme == "https")
        path = f"{parts.path or '/'}?{parts.query}"
        connection.request("GET", path, headers={"Accept": "application/xml, */*"})
        response = connection.getresponse()
        body = response.read(LONGEST_ANSWER + 1)
        connection.close()
    except (OSError, http.client.HTTPException):
        raise _unreachable() from None
    if response.status != 200 or len(body) > LONGEST_ANSWER:
        raise _unreachable()
    return body


def _checked_address(name: str, port: int, *, allow_private: bool) -> str:
    """The first address of a name; all of them must be public, so that no name leads into the house."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]
    if not found or (not allow_private and not all(ipaddress.ip_address(each).is_global for each in found)):
        raise _unreachable()
    return found[0]


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, under the name that the certificate must have."""

    def __init__(self, host: str, port: int, address: str, *, is_secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._address = address
        self._is_secure = is_secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _unreachable() -> Refusal:
    return Refusal(_("The other library does not answer. Try again later."), code="unreachable")
