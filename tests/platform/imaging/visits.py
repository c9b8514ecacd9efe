"""Requests to the picture server without a network."""

import io
from dataclasses import dataclass

from shanyraq.platform.imaging.wsgi import PictureServer


@dataclass(frozen=True)
class Visit:
    """What came back; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def behind(environ, start_response):
    """What stands behind the picture server."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"Django"]


def visit(server: PictureServer, path: str, method: str = "GET", **environ: str) -> Visit:
    """Ask *server* for *path*, already unescaped as web servers give it."""
    told: list[tuple[str, list[tuple[str, str]]]] = []
    given = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": "testserver",
        "REMOTE_ADDR": "192.0.2.7",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    } | environ
    body = b"".join(server(given, lambda status, headers: told.append((status, headers))))
    status, headers = told[-1]
    assert len({name.lower() for name, _ in headers}) == len(headers), "a header is given twice"
    return Visit(int(status.split()[0]), {name.lower(): value for name, value in headers}, body)
