"""Pages for what went wrong, in the reader's language; they need neither the database nor a session."""

import logging
import sys
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from shanyraq.design.context import design
from shanyraq.kernel.languages import DEFAULT, LANGUAGES, negotiate

TEXTS = {
    HTTPStatus.BAD_REQUEST: (
        _("This request could not be read"),
        _("Something in the address or in what was sent is not as it should be. Go back and try again."),
    ),
    HTTPStatus.FORBIDDEN: (
        _("This is not open to you"),
        _("You may need to sign in, or your account lacks the right. Nothing that you typed was used."),
    ),
    HTTPStatus.NOT_FOUND: (
        _("There is no such page"),
        _("It may have moved, or the address has a mistake. Search, or begin on the home page."),
    ),
    HTTPStatus.REQUEST_URI_TOO_LONG: (
        _("This address is too long"),
        _("Shorten what you search for, or begin on the home page."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        _("This is too large"),
        _("Send a smaller file; the form says how large it may be."),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        _("Too many attempts"),
        _("Wait a few minutes, then try again."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        _("Something broke on our side"),
        _("It has been noted. Try again in a minute; what you had saved is safe."),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        _("Back in a moment"),
        _("The service is briefly unavailable. Try again in a minute; what you had saved is safe."),
    ),
}
RETRY_SECONDS = "30"
_log = logging.getLogger(__name__)


def error_page(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """A whole page that says what happened and what to do, in the language of the address or the reader."""
    code = _language(request)
    with translation.override(code):
        title, text = TEXTS[status]
        context = design(request) | {
            "LANGUAGE_CODE": code,
            "title": title,
            "text": text,
            "status": status.value,
            "home": f"/{code}/",
        }
        page = render_to_string("error.html", context)
    response = HttpResponse(page, status=status.value)
    response["Content-Language"] = LANGUAGES[code].bcp47
    response["Cache-Control"] = "no-store"
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = RETRY_SECONDS
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django's signature
    return error_page(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — a handler of Django gets both
    return error_page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — a handler of Django gets both
    return error_page(request, HTTPStatus.NOT_FOUND)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    _log.info("A form was refused: %s", reason)
    return error_page(request, HTTPStatus.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """A broken database is a pause of the service, everything else a fault of ours."""
    is_database = isinstance(sys.exc_info()[1], DatabaseError)
    return error_page(
        request, HTTPStatus.SERVICE_UNAVAILABLE if is_database else HTTPStatus.INTERNAL_SERVER_ERROR
    )


def _language(request: HttpRequest) -> str:
    first = request.path_info.lstrip("/").partition("/")[0]
    remembered = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    for code in (first, remembered):
        if code in LANGUAGES:
            return code
    return negotiate(request.headers.get("Accept-Language", "")) or DEFAULT
