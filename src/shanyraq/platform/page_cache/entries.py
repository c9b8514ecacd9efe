"""A kept answer and how it is given: compressed or not, whole or as "not modified"."""

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Headers = list[tuple[str, str]]

LEAST_TO_COMPRESS = 500
COMPRESSED_TYPES = ("text/", "image/svg+xml", "application/xml", "application/json")
COMPRESSED_FAMILIES = ("+json", "+xml")
OWN_HEADERS = frozenset({"content-length", "etag", "vary", "cache-control", "set-cookie", "x-page-cache"})
CACHE_CONTROL = "public, max-age=0, must-revalidate"
OVERHEAD_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Variant:
    """The bytes in one encoding with all their headers, ready to be sent."""

    body: bytes
    etag: str
    headers: Headers


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer to everybody, made from content of ``generation``, and good until ``expires`` (monotonic)."""

    generation: int
    expires: float
    status: str
    plain: Variant
    compressed: Variant | None

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        packed = len(self.compressed.body) if self.compressed else 0
        return len(self.plain.body) + packed + OVERHEAD_BYTES

    def answer(self, environ: dict[str, Any], *, outcome: str = "") -> tuple[str, Headers, list[bytes]]:
        """Status, headers and body for this request; *outcome* is told in ``X-Page-Cache`` when given."""
        variant = self.plain
        if self.compressed is not None and accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            variant = self.compressed
        headers = [*variant.headers, ("X-Page-Cache", outcome)] if outcome else variant.headers
        wished = environ.get("HTTP_IF_NONE_MATCH")
        if wished and self.status.startswith("200") and _is_met(wished, variant.etag):
            return "304 Not Modified", [pair for pair in headers if pair[0] != "Content-Length"], []
        body = [] if environ["REQUEST_METHOD"] == "HEAD" else [variant.body]
        return self.status, headers, body


def make_entry(
    *,
    generation: int,
    expires: float,
    status: str,
    headers: Iterable[tuple[str, str]],
    body: bytes,
    control: str = "",
) -> Entry:
    """An entry from a complete answer, with its ETags and its compressed form."""
    given = list(headers)
    kept = [pair for pair in given if pair[0].lower() not in OWN_HEADERS]
    kept += [("Vary", _vary(given)), ("Cache-Control", control or CACHE_CONTROL)]
    digest = hashlib.blake2b(body, digest_size=12).hexdigest()
    plain = _variant(body, f'"{digest}"', kept)
    compressed = None
    if len(body) >= LEAST_TO_COMPRESS and _is_compressible(kept):
        packed = gzip.compress(body, compresslevel=7, mtime=0)
        compressed = _variant(packed, f'"{digest}-gzip"', [*kept, ("Content-Encoding", "gzip")])
    return Entry(generation, expires, status, plain, compressed)


def accepts_gzip(header: str) -> bool:
    """Whether an ``Accept-Encoding`` names gzip with a weight above zero."""
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        if name.strip() == "gzip":
            weight = parameters.replace(" ", "")
            return not (weight.startswith("q=0") and not weight.strip("q=0."))
    return False


def _variant(body: bytes, etag: str, headers: Headers) -> Variant:
    return Variant(body, etag, [*headers, ("ETag", etag), ("Content-Length", str(len(body)))])


def _vary(headers: Headers) -> str:
    names = [name.strip() for key, value in headers if key.lower() == "vary" for name in value.split(",")]
    return ", ".join(dict.fromkeys([*filter(None, names), "Cookie", "Accept-Encoding"]))


def _is_compressible(headers: Headers) -> bool:
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    return kind.startswith(COMPRESSED_TYPES) or kind.partition(";")[0].endswith(COMPRESSED_FAMILIES)


def _is_met(wished: str, etag: str) -> bool:
    """If-None-Match compares weakly (RFC 9110, 13.1.2)."""
    tags = [tag.strip().removeprefix("W/") for tag in wished.split(",")]
    return etag in tags or tags == ["*"]
