"""Reading a log from its address: one host, no redirects away, limits on bytes and time, a few files at once.

Connections are kept open, and a few files are fetched ahead. Proxies of the environment are not used.
"""

from __future__ import annotations

import ssl
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import SHUT_RDWR
from threading import Lock, local
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from shanyraq_verify.errors import Missing, NotChecked

AT_ONCE: Final = 8
AHEAD: Final = 16
"""Files that may be fetched before they are asked for; a bundle has at most 17 MB."""
REDIRECTS: Final = 3
TRIES: Final = 3
_CHUNK: Final = 65_536
_AGAIN: Final = {429, 500, 502, 503, 504}


class _Passing(Exception):
    """A failure that may be gone at the next try."""


class WebSource:
    """The files below one address.

    :param silence: seconds without a byte after which a connection is given up.
    :param patience: seconds after which a file is given up, all tries together.
    :raises NotChecked: when *address* is none that can be read.
    """

    def __init__(self, address: str, *, silence: float = 20, patience: float = 120) -> None:
        self.address = address.rstrip("/")
        self._parts = _parts_of(self.address)
        self._silence, self._patience = silence, patience
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._own = local()
        self._opened: list[HTTPConnection] = []
        self._lock = Lock()
        self._is_closed = False

    def read(self, path: str, limit: int) -> bytes:
        """See :class:`shanyraq_verify.sources.Source`; an empty *path* is the address itself."""
        return self._wait(self._ask(path, limit), path)

    def read_each(self, wanted: Iterable[tuple[str, int]]) -> Iterator[bytes]:
        """See :class:`shanyraq_verify.sources.Source`."""
        waiting: deque[tuple[str, Future[bytes]]] = deque()
        for path, limit in wanted:
            waiting.append((path, self._ask(path, limit)))
            if len(waiting) >= AHEAD:
                first, future = waiting.popleft()
                yield self._wait(future, first)
        for path, future in waiting:
            yield self._wait(future, path)

    def post(self, path: str, body: bytes, limit: int) -> str:
        """Send *body*; the answer's text.

        :raises NotChecked: when the log does not accept it.
        """
        future = self._pool.submit(self._fetch, path, limit, body)
        return self._wait(future, path).decode(errors="replace")

    def close(self) -> None:
        """Close all connections, also those that something is still read from."""
        self._is_closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            for connection in self._opened:
                if connection.sock is not None:
                    with suppress(OSError):
                        connection.sock.shutdown(SHUT_RDWR)

    def _ask(self, path: str, limit: int) -> Future[bytes]:
        return self._pool.submit(self._fetch, path, limit, None)

    def _wait(self, future: Future[bytes], path: str) -> bytes:
        try:
            return future.result(self._patience)
        except TimeoutError as error:
            self.close()
            raise NotChecked(f"{self._shown(path)} does not come to an end") from error

    def _shown(self, path: str) -> str:
        return f"{self.address}/{path}" if path else self.address

    def _fetch(self, path: str, limit: int, body: bytes | None) -> bytes:
        for attempt in range(TRIES):
            try:
                return self._follow(path, limit, body)
            except (_Passing, HTTPException, OSError) as error:
                self._forget()
                reason = error
            if self._is_closed:
                break
            if attempt + 1 < TRIES:
                time.sleep(0.5 * 2**attempt)
        raise NotChecked(f"{self._shown(path)} cannot be read: {reason}") from reason

    def _follow(self, path: str, limit: int, body: bytes | None) -> bytes:
        address = self._shown(path)
        for _ in range(REDIRECTS + 1):
            response = self._send(_target_of(address), body)
            if response.status not in {301, 302, 303, 307, 308}:
                return self._content(response, address, limit)
            self._forget()
            address = self._redirected(address, response.getheader("Location", ""))
        raise NotChecked(f"{self._shown(path)} sends from one address to the next")

    def _send(self, target: str, body: bytes | None) -> HTTPResponse:
        connection = self._connection()
        headers = {"User-Agent": "shanyraq-verify", "Accept-Encoding": "identity"}
        if body is not None:
            headers["Content-Type"] = "text/plain; charset=utf-8"
        connection.request("GET" if body is None else "POST", target, body, headers)
        return connection.getresponse()

    def _content(self, response: HTTPResponse, address: str, limit: int) -> bytes:
        content = bytearray()
        is_asked_for = response.status in {200, 201, 202, 204}
        while chunk := response.read(_CHUNK):
            content += chunk
            if len(content) > limit or not is_asked_for:
                self._forget()
                break
        if response.status in _AGAIN:
            raise _Passing(f"the host answers {response.status}")
        if response.status in {404, 410}:
            raise Missing(f"{address} is not there")
        if not is_asked_for:
            shown = content[:200].decode(errors="replace").strip()
            raise NotChecked(f"{address} answers {response.status}: {shown}")
        if len(content) > limit:
            raise NotChecked(f"{address} has more than the {limit} bytes it may have")
        if response.length:
            raise _Passing("the answer breaks off")
        return bytes(content)

    def _redirected(self, address: str, location: str) -> str:
        target = urljoin(address, location)
        if not location or _host_of(urlsplit(target)) != _host_of(self._parts):
            raise NotChecked(
                f"{address} sends to another host ({target!r}); give that address if you trust it"
            )
        return target

    def _connection(self) -> HTTPConnection:
        connection: HTTPConnection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = self._new_connection()
            with self._lock:
                self._opened.append(connection)
        return connection

    def _new_connection(self) -> HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "http":
            return HTTPConnection(host, port, timeout=self._silence)
        return HTTPSConnection(host, port, timeout=self._silence, context=ssl.create_default_context())

    def _forget(self) -> None:
        """Begin the next request of this thread with a new connection."""
        connection: HTTPConnection | None = getattr(self._own, "connection", None)
        if connection is not None:
            self._own.connection = None
            with self._lock, suppress(ValueError):
                self._opened.remove(connection)
            connection.close()


def _parts_of(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise NotChecked(f"{address!r} is no address") from error
    is_plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0 or not is_plain:
        raise NotChecked(f"{address!r} is no address of a log")
    return parts


def _host_of(parts: SplitResult) -> tuple[str, str | None, int | None]:
    try:
        return parts.scheme, parts.hostname, parts.port
    except ValueError:
        return "", None, None


def _target_of(address: str) -> str:
    parts = urlsplit(address)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
