"""Answers of the picture server: bytes with a status and the headers that every one of them carries."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings

from shanyraq.platform.imaging.sources import Picture

Headers = list[tuple[str, str]]

YEAR: Final = 31_536_000
HOUR: Final = 3600
STATUS_LINES: Final = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}
# Whoever opens a picture's address in a browser gets a picture, and nothing that could act.
SAFE: Final[Headers] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Frame-Options", "DENY"),
]
# Any viewer on any site may read what this server gives without cookies.
SHARED: Final[Headers] = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "Link, ETag"),
    ("Timing-Allow-Origin", "*"),
]
PREFLIGHT: Final[Headers] = [
    ("Allow", "GET, HEAD, OPTIONS"),
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    ("Access-Control-Allow-Headers", "Accept, If-None-Match"),
    ("Access-Control-Max-Age", "86400"),
]


@dataclass(slots=True)
class Answer:
    """``body`` is not sent to a HEAD request, but counted."""

    status: int
    body: bytes = b""
    headers: Headers = field(default_factory=list)

    def start(self, start_response: Any) -> None:
        length = [] if self.status in {204, 304} else [("Content-Length", str(len(self.body)))]
        start_response(STATUS_LINES[self.status], [*self.headers, *length, *SAFE, *SHARED, *_secure()])


def _secure() -> Headers:
    if not settings.SECURE_HSTS_SECONDS:
        return []
    return [("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains")]


def plain(status: HTTPStatus, text: str) -> Answer:
    """A sentence for the client's developer. Never kept: what is missing may come."""
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
    if status is HTTPStatus.UNAUTHORIZED:
        # RFC 9110, 11.6.1 wants a scheme named; people sign in on a page, and no browser shall ask by itself
        headers.append(("WWW-Authenticate", "Session"))
    return Answer(status.value, f"{text}\n".encode(), headers)


def redirect(address: str, status: HTTPStatus = HTTPStatus.SEE_OTHER) -> Answer:
    return Answer(status.value, b"", [("Location", address), ("Cache-Control", "no-store")])


def keeping(picture: Picture) -> Headers:
    """How long a copy may be kept, and by whom.

    What not everybody may see is kept by the reader's browser alone, which asks again before each use.
    """
    if picture.group is not None:
        return [("Cache-Control", "private, no-cache"), ("Cross-Origin-Resource-Policy", "same-origin")]
    kept = f"public, max-age={YEAR}, immutable" if picture.is_immutable else f"public, max-age={HOUR}"
    if picture.shared_seconds is not None:
        kept += f", s-maxage={picture.shared_seconds}"
    return [("Cache-Control", kept), ("Cross-Origin-Resource-Policy", "cross-origin")]
