"""Visiting a WSGI application from tests."""

import gzip
import io
from dataclasses import dataclass
from time import monotonic, sleep

MIDDLEWARE = [
    "shanyraq.platform.page_cache.middleware.PageCacheVetting",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


@dataclass
class Visit:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def outcome(self):
        return self.headers.get("X-Page-Cache", "passed")

    @property
    def text(self):
        packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


def environ_of(path="/shown/", method="GET", **given):
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
        "HTTP_HOST": "testserver", "SERVER_NAME": "testserver", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multithread": True,
        "wsgi.multiprocess": True, "wsgi.run_once": False, **given,
    }  # fmt: skip  # a request's variables read in lines


def visit(application, path="/shown/", method="GET", **given):
    started = []
    result = application(environ_of(path, method, **given), lambda *start: started.append(start))
    body = b"".join(result)
    if hasattr(result, "close"):
        result.close()
    return Visit(int(started[-1][0].split()[0]), dict(started[-1][1]), body)


def wait_until(condition, seconds=5.0):
    """Seconds it took until *condition* held; fails when it never did."""
    began = monotonic()
    while not condition():
        assert monotonic() - began < seconds, "waited in vain"
        sleep(0.005)
    return monotonic() - began
