"""Fetching from addresses that librarians name: only http and https, only public hosts, nothing endless."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from django.conf import settings

LARGEST_ANSWER: Final = 64 * 1024 * 1024
TIMEOUT_SECONDS: Final = 60.0
MOST_REDIRECTS: Final = 5
MOST_TRIES: Final = 5
LONGEST_WAIT_SECONDS: Final = 120.0
AGENT: Final = "Shanyraq-Library/1.0 (OAI-PMH harvester)"


class Unreachable(Exception):
    """The address may not be asked, does not answer, or answers with an error."""


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    content: bytes
    location: str
    retry_after: str


def fetch(address: str) -> bytes:
    """The body of the answer with status 200; waits as the server asks and tries again a few times.

    :raises Unreachable: with the reason.
    """
    wait = 1.0
    for tried in range(1, MOST_TRIES + 1):
        try:
            reply = _followed(address)
        except (OSError, http.client.HTTPException) as error:
            if tried == MOST_TRIES:
                raise Unreachable(str(error)) from None
        else:
            if reply.status == http.HTTPStatus.OK:
                return reply.content
            if reply.status < 500 and reply.status != http.HTTPStatus.TOO_MANY_REQUESTS:
                raise Unreachable(f"status {reply.status}")
            if tried == MOST_TRIES:
                raise Unreachable(f"status {reply.status}")
            wait = float(reply.retry_after) if reply.retry_after.isdigit() else wait
        time.sleep(min(wait, LONGEST_WAIT_SECONDS))
        wait *= 2
    raise Unreachable("no answer")


def _followed(address: str) -> _Reply:
    for _redirect in range(MOST_REDIRECTS + 1):
        reply = _ask(address)
        if reply.status not in {301, 302, 303, 307, 308} or not reply.location:
            return reply
        address = urljoin(address, reply.location)
    raise Unreachable("too many redirects")


def _ask(address: str) -> _Reply:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Unreachable("only http and https")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise Unreachable("no such port") from None
    connection = _connection(parts.scheme, parts.hostname, port)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept": "text/xml, application/xml"})
        response = connection.getresponse()
        content = response.read(LARGEST_ANSWER + 1)
        if len(content) > LARGEST_ANSWER:
            raise Unreachable("the answer is too large")
        return _Reply(
            response.status,
            content,
            response.getheader("Location") or "",
            response.getheader("Retry-After") or "",
        )
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int) -> http.client.HTTPConnection:
    """A connection to an address that was checked: the name is resolved once, so it cannot change between."""
    plain = socket.create_connection((public_address(host, port), port), TIMEOUT_SECONDS)
    if scheme == "https":
        secure = http.client.HTTPSConnection(host, port, timeout=TIMEOUT_SECONDS)
        secure.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        return secure
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    connection.sock = plain
    return connection


def public_address(host: str, port: int) -> str:
    """The first address of *host*, all of whose addresses are public (unless a setting allows others).

    :raises Unreachable: when the name is unknown or leads into a private network.
    """
    try:
        found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError:
        raise Unreachable("unknown host") from None
    allowed = settings.LIBRARY_HARVEST_PRIVATE_HOSTS
    for address in found:
        number = ipaddress.ip_address(str(address).partition("%")[0])
        mapped = getattr(number, "ipv4_mapped", None) or number
        if host not in allowed and (not mapped.is_global or mapped.is_multicast):
            raise Unreachable("a private address")
    return str(found[0])
