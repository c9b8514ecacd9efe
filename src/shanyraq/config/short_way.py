"""A short way for forms that are sent by the thousand and answered with no page.

What most middleware does is done for pages: languages, scripts, messages, the second factor of staff. That is
a third of what a signature costs. Here the same classes judge host, session, forgery and account in their
usual order, and one function does what the form asks for.

Whoever is not plainly let in goes the ordinary way, as if this stood not here: there everything is explained.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.accounts.web.middleware import AccountOfSession

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Headers = tuple[tuple[str, str], ...]

FORM: Final = "application/x-www-form-urlencoded"
LONGEST_FORM: Final = 4_096
FOUND: Final = "302 Found"

log = logging.getLogger(__name__)


class _Forgery(CsrfViewMiddleware):
    """Django's, but silent: who is refused here is refused aloud on the ordinary way."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG002 - Django's signature
        return HttpResponseForbidden()


@dataclass(frozen=True, slots=True)
class Deed:
    """What a form does. ``address``: a pattern of what follows the language, with one group, a thing's name.

    ``do``, given a request of somebody signed in and the name, says whether it is done; if not, nothing has
    happened. ``leads_to``, given the name and the language, is where one is sent then.
    """

    address: str
    do: Callable[[HttpRequest, str], bool]
    leads_to: Callable[[str, str], str]


class ShortWay:
    """Does one *deed* and passes everything else to *application*.

    Answers have the headers that the ordinary way gave when it led to the same place: the first go there.
    """

    def __init__(self, application: Application, deed: Deed) -> None:
        self.application, self.deed = application, deed
        self._addresses = re.compile(rf"/({'|'.join(map(re.escape, LANGUAGES))})/{deed.address}")
        self._forgery = _Forgery(_never_called)
        self._sessions = SessionMiddleware(_never_called)
        self._accounts = AccountOfSession(_never_called)
        self._headers: dict[tuple[str, str], Headers] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        found = self._addresses.fullmatch(environ["PATH_INFO"])
        if found is None or not _is_small_form(environ):
            return self.application(environ, start_response)
        language, name = found.groups()
        place = self.deed.leads_to(name, language)
        kind = (language, environ["wsgi.url_scheme"])  # all that headers of this answer depend on
        sent = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        headers = self._headers.get(kind)
        if headers is not None and self._is_done(environ | {"wsgi.input": BytesIO(sent)}, name):
            start_response(FOUND, [("Location", place), *headers])
            return [b""]

        def learn(status: str, given: list[tuple[str, str]], *more: Any) -> Any:
            if status == FOUND and ("Location", place) in given:
                self._learn(kind, given)
            return start_response(status, given, *more)

        environ["wsgi.input"] = BytesIO(sent)
        return self.application(environ, learn)

    def _is_done(self, environ: Environ, name: str) -> bool:
        try:
            request = WSGIRequest(environ)
            return self._is_let_in(request) and self.deed.do(request, name)
        except Exception:  # the ordinary way meets the same and answers as the house answers
            log.info("went the ordinary way", exc_info=True)
            return False

    def _learn(self, kind: tuple[str, str], headers: list[tuple[str, str]]) -> None:
        names = [key.lower() for key, _value in headers]
        if "set-cookie" not in names:
            self._headers[kind] = tuple(
                each for each, key in zip(headers, names, strict=True) if key != "location"
            )

    def _is_let_in(self, request: HttpRequest) -> bool:
        request.get_host()
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return False
        self._sessions.process_request(request)
        self._forgery.process_request(request)
        self._accounts.process_request(request)
        refused = self._forgery.process_view(request, _never_called, (), {})
        return refused is None and request.user.is_authenticated


def _is_small_form(environ: Environ) -> bool:
    """Whether it is a form alone. While old keys are still taken, sessions are sealed anew: not here."""
    length = environ.get("CONTENT_LENGTH") or ""
    return (
        environ["REQUEST_METHOD"] == "POST"
        and environ.get("CONTENT_TYPE") == FORM
        and length.isascii()
        and length.isdigit()
        and len(length) <= len(str(LONGEST_FORM))
        and int(length) <= LONGEST_FORM
        and not environ.get("QUERY_STRING")
        and not environ.get("SCRIPT_NAME")
        and not environ.get("HTTP_TRANSFER_ENCODING")
        and not settings.SECRET_KEY_FALLBACKS
    )


def _never_called(request: HttpRequest) -> HttpResponseBase:
    raise AssertionError(request.path)
