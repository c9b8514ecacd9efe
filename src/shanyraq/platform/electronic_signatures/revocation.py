"""Asking authorities whether a certificate was revoked: OCSP and CRL over HTTP, bounded in time and size.

Addresses are those that certificates name whose signature was verified up to a trusted root before. What may
be kept is kept in the process: lists until they end, at most an hour; answers about authorities for minutes;
that an address was silent for half a minute, so that not everybody waits for it. Answers about people are
never kept.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator, Iterable
from typing import Any, Final

import requests
from asn1crypto import crl, ocsp, pem, x509
from django.conf import settings
from pyhanko_certvalidator.authority import Authority
from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError, OCSPValidationError
from pyhanko_certvalidator.fetchers import CertificateFetcher, CRLFetcher, Fetchers, OCSPFetcher
from pyhanko_certvalidator.fetchers.common_utils import (
    enumerate_delivery_point_urls,
    format_ocsp_request,
    process_ocsp_response_data,
)
from pyhanko_certvalidator.util import get_ocsp_urls, get_relevant_crl_dps

MOST_OCSP_BYTES: Final = 64 * 1024
MOST_CRL_BYTES: Final = 8 * 1024 * 1024
"""A list of this size has 200,000 entries, which the library reads through in some five seconds."""

MOST_ADDRESSES: Final = 3
"""More addresses than these in one certificate are not asked."""

KEPT_BYTES: Final = 32 * 1024 * 1024
LIST_SECONDS: Final = 3_600.0
ANSWER_SECONDS: Final = 300.0
SILENCE_SECONDS: Final = 30.0
PIECE: Final = 64 * 1024


class Silent(Exception):
    """No usable answer came."""


class KeptAnswers:
    """Answers in the memory of a process, the least recently used given up first. Safe between threads."""

    def __init__(self, most: int) -> None:
        self._most, self._bytes = most, 0
        self._kept: OrderedDict[bytes, tuple[float, bytes | None]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: bytes) -> bytes | None:
        """What was kept; None where there is nothing.

        :raises Silent: where it was noted that no answer comes.
        """
        with self._lock:
            until, body = self._kept.get(key, (0.0, b""))
            if until <= time.monotonic():
                return None
            self._kept.move_to_end(key)
        if body is None:
            raise Silent
        return body

    def put(self, key: bytes, body: bytes | None, seconds: float) -> None:
        """Keep an answer, or with None that there was none."""
        with self._lock:
            self._drop(key)
            self._kept[key] = (time.monotonic() + seconds, body)
            self._bytes += _weight(body)
            while self._bytes > self._most:
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _drop(self, key: bytes) -> None:
        _until, body = self._kept.pop(key, (0.0, b""))
        self._bytes -= _weight(body) if _until else 0


def _weight(body: bytes | None) -> int:
    return 256 + len(body or b"")


KEPT: Final = KeptAnswers(KEPT_BYTES)


def ask(address: str, *, most: int, body: bytes | None = None) -> bytes:
    """The answer of one address, by GET or with *body* by POST. No redirection is followed.

    :raises Silent: when it is late, too large, refused, or when the same address was silent a moment ago.
    """
    mark = b"silent " + address.encode()
    KEPT.get(mark)
    try:
        return _asked(address, most, body)
    except (requests.RequestException, OSError, ValueError, Silent):
        KEPT.put(mark, None, SILENCE_SECONDS)
        raise Silent from None


def _asked(address: str, most: int, body: bytes | None) -> bytes:
    seconds = settings.ELECTRONIC_SIGNATURES_SECONDS
    ends = time.monotonic() + seconds
    headers = {"Accept-Encoding": "identity"}
    if body is not None:
        headers["Content-Type"] = "application/ocsp-request"
    whole = bytearray()
    with requests.request(
        "GET" if body is None else "POST",
        address,
        data=body,
        headers=headers,
        timeout=seconds,
        allow_redirects=False,
        stream=True,
    ) as answer:
        if answer.status_code != requests.codes.ok:
            raise Silent
        for piece in answer.iter_content(PIECE):
            whole += piece
            if len(whole) > most or time.monotonic() > ends:
                raise Silent
    return bytes(whole)


class Responders(OCSPFetcher):
    """Answers of OCSP responders (RFC 6960), with a nonce."""

    async def fetch(self, cert: Any, authority: Authority) -> ocsp.OCSPResponse:
        """:raises OCSPFetchError: when no responder of the certificate gives a usable answer."""
        key = b"ocsp " + cert.issuer_serial
        if cert.ca and (kept := KEPT.get(key)) is not None:
            return ocsp.OCSPResponse.load(kept)
        request = format_ocsp_request(cert, authority, certid_hash_algo="sha1", request_nonces=True)
        for address in get_ocsp_urls(cert)[:MOST_ADDRESSES]:
            try:
                body = ask(address, most=MOST_OCSP_BYTES, body=request.dump())
                answer = process_ocsp_response_data(body, ocsp_request=request, ocsp_url=address)
                seconds = _seconds_left(_next_answer(answer), ANSWER_SECONDS)
            except (Silent, ValueError, TypeError, KeyError, OCSPValidationError):
                continue
            if cert.ca:
                KEPT.put(key, body, seconds)
            return answer
        raise OCSPFetchError("no responder answered")

    def fetched_responses(self) -> Iterable[ocsp.OCSPResponse]:
        return ()

    def fetched_responses_for_cert(self, cert: Any) -> Iterable[ocsp.OCSPResponse]:  # noqa: ARG002 - the library's signature
        return ()


class Lists(CRLFetcher):
    """Lists of revoked certificates (RFC 5280); the full ones, without additions to them."""

    async def fetch(self, cert: Any, *, use_deltas: Any = None) -> Iterable[crl.CertificateList]:  # noqa: ARG002 - the library's signature
        """:raises CRLFetchError: when no address of the certificate gives a list."""
        points = get_relevant_crl_dps(cert, use_deltas=False)
        addresses = [address for point in points for address in enumerate_delivery_point_urls(point)]
        for address in addresses[:MOST_ADDRESSES]:
            try:
                return [_list_at(address)]
            except (Silent, ValueError, TypeError, KeyError):
                continue
        raise CRLFetchError("no list was given")

    def fetched_crls(self) -> Iterable[crl.CertificateList]:
        return ()

    def fetched_crls_for_cert(self, cert: Any) -> Iterable[crl.CertificateList]:
        raise KeyError(cert)  # the library asks for a fetch then


class NoCertificates(CertificateFetcher):
    """Authorities are those of the folder; none is fetched from an address that a certificate names."""

    async def fetch_cert_issuers(self, cert: Any) -> AsyncGenerator[x509.Certificate, None]:  # noqa: ARG002 - the library's signature
        return
        yield  # what makes it a generator, as the library wants one

    async def fetch_crl_issuers(self, certificate_list: Any) -> AsyncGenerator[x509.Certificate, None]:  # noqa: ARG002 - the library's signature
        return
        yield  # what makes it a generator, as the library wants one

    def fetched_certs(self) -> Iterable[x509.Certificate]:
        return ()


def fetchers() -> Fetchers:
    """What the library asks through."""
    return Fetchers(ocsp_fetcher=Responders(), crl_fetcher=Lists(), cert_fetcher=NoCertificates())


def _list_at(address: str) -> crl.CertificateList:
    key = b"crl " + address.encode()
    body = KEPT.get(key)
    if body is not None:
        return crl.CertificateList.load(body)
    body = ask(address, most=MOST_CRL_BYTES)
    if pem.detect(body):
        body = pem.unarmor(body)[2]
    found = crl.CertificateList.load(body, strict=True)
    KEPT.put(key, body, _seconds_left(found["tbs_cert_list"]["next_update"].native, LIST_SECONDS))
    return found


def _next_answer(answer: ocsp.OCSPResponse) -> dt.datetime | None:
    single = answer.response_data["responses"][0]
    moment: dt.datetime | None = single["next_update"].native
    return moment


def _seconds_left(until: dt.datetime | None, most: float) -> float:
    """How long an answer may be kept.

    :raises Silent: when it had ended already: an old answer tells nothing, whoever sends it.
    """
    if until is None:
        return min(most, ANSWER_SECONDS)
    left = (until - dt.datetime.now(dt.UTC)).total_seconds()
    if left <= 0:
        raise Silent
    return min(most, left)
