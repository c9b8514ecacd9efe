"""Requests to the platform in this process: what a web process spends on one, without a network between."""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any


def answer(path: str, cookies: Mapping[str, str], form: str | None = None) -> tuple[str, bytes]:
    """Status line and body of what the platform answers to whoever has *cookies*; a *form* is posted."""
    from shanyraq.config.wsgi import application  # noqa: PLC0415 - the settings are named before

    sent = (form or "").encode()
    path, _question_mark, query = path.partition("?")
    environment: dict[str, Any] = {
        "REQUEST_METHOD": "GET" if form is None else "POST",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT_LANGUAGE": "kk",
        "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(sent)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(sent),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    status: list[str] = []
    response = application(environment, lambda line, _headers, _error=None: status.append(line))
    body = b"".join(response)
    getattr(response, "close", lambda: None)()
    return status[0], body


def median(act: Callable[[int], object], times: int) -> float:
    """The median duration of *act*, given 0, 1, … in turn, in milliseconds."""
    durations = []
    for number in range(times):
        begun = time.perf_counter()
        act(number)
        durations.append((time.perf_counter() - begun) * 1000)
    return statistics.median(durations)
