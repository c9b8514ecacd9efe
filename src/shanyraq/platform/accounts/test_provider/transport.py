"""Calls from this process to its own test provider, without the network.

A demo may run with one worker: asking itself over HTTP, it would wait for itself.
"""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from requests.adapters import BaseAdapter

from shanyraq.platform.accounts.test_provider.guard import refuse_in_service

URLS = "shanyraq.platform.accounts.test_provider.urls"


class InsideTransport(BaseAdapter):
    """A transport of ``requests`` that calls the provider's views."""

    def send(self, request: requests.PreparedRequest, **_kwargs: Any) -> requests.Response:  # type: ignore[override]  # the options of a real network mean nothing here
        refuse_in_service()
        inside = urlsplit(request.url or "").path.removeprefix(urlsplit(settings.OIDC_ISSUER).path)
        try:
            match = resolve(inside, urlconf=URLS)
        except Resolver404:
            return _translate(request, HttpResponse(status=404))
        return _translate(request, match.func(_incoming(request)))

    def close(self) -> None:
        """Nothing stays open."""


def _incoming(request: requests.PreparedRequest) -> WSGIRequest:
    parts = urlsplit(request.url or "")
    sent = request.body or b""
    body = sent.encode() if isinstance(sent, str) else sent
    if not isinstance(body, bytes):
        raise TypeError("only short forms are sent to the test provider")
    environ = {
        "REQUEST_METHOD": request.method,
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname,
        "SERVER_PORT": str(parts.port or 80),
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        "wsgi.url_scheme": parts.scheme,
    }
    if authorization := request.headers.get("Authorization"):
        environ["HTTP_AUTHORIZATION"] = authorization
    return WSGIRequest(environ)


def _translate(request: requests.PreparedRequest, answer: HttpResponse) -> requests.Response:
    response = requests.Response()
    response.status_code = answer.status_code
    response.headers.update(answer.headers)
    response.raw = BytesIO(answer.content)
    response.url = request.url or ""
    response.request = request
    return response
