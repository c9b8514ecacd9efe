"""Kazakh pages in the Latin and the Arabic script, derived on the fly from the Cyrillic ones.

``/kk-latn/…`` and ``/kk-arab/…`` answer what ``/kk/…`` answers, converted on the way out. Nothing is
stored twice, so the three can never disagree.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from shanyraq.kernel.kazakh.markup import convert
from shanyraq.kernel.kazakh.scripts import Script

SCRIPTS = {Script.LATIN: "/kk-latn/", Script.ARABIC: "/kk-arab/"}
TAGS = {Script.LATIN: "kk-Latn", Script.ARABIC: "kk-Arab"}
CYRILLIC = "/kk/"


class KazakhScripts:
    """Middleware: before everything that looks at the path, after everything that compresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        for script, prefix in SCRIPTS.items():
            if request.path_info == prefix.rstrip("/"):
                return HttpResponseRedirect(prefix)
            if request.path_info.startswith(prefix):
                return self._answer_in(script, request)
        return self._get_response(request)

    def _answer_in(self, script: Script, request: HttpRequest) -> HttpResponseBase:
        prefix = SCRIPTS[script]
        request.displayed_path = request.path_info  # type: ignore[attr-defined]  # our own mark
        request.kazakh_script = script.value  # type: ignore[attr-defined]  # our own mark
        request.path_info = CYRILLIC + request.path_info.removeprefix(prefix)
        request.path = request.path.replace(prefix, CYRILLIC, 1)
        response = self._get_response(request)
        location = response.headers.get("Location", "")
        if location.startswith(CYRILLIC):
            response.headers["Location"] = prefix + location.removeprefix(CYRILLIC)
        if isinstance(response, HttpResponse) and response.headers.get("Content-Type", "").startswith(
            "text/html"
        ):
            _convert(response, script)
        return response


def _convert(response: HttpResponse, script: Script) -> None:
    html = response.content.decode(response.charset)
    response.content = convert(html, script, link_prefix=(CYRILLIC, SCRIPTS[script])).encode(response.charset)
    response.headers["Content-Language"] = TAGS[script]
    if response.has_header("Content-Length"):
        response.headers["Content-Length"] = str(len(response.content))
