"""The door of OAI-PMH: GET and POST at one address, without a session and without a token against forgery."""

from __future__ import annotations

from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from shanyraq.domains.library.catalogue.protocols.oai.answers import Provider, answer, error
from shanyraq.domains.library.catalogue.protocols.oai.arguments import Asked, ProtocolError, read
from shanyraq.domains.library.catalogue.protocols.oai.metadata import writer_of
from shanyraq.domains.library.catalogue.web.addresses import address_maker, host
from shanyraq.domains.library.catalogue.web.machines import open_to_all, refused_by_rate
from shanyraq.kernel.languages import DEFAULT

LONGEST_FORM = 8_000
TYPE = "text/xml; charset=utf-8"


@csrf_exempt  # it only reads; harvesters may ask by POST
@require_http_methods(["GET", "HEAD", "POST"])
def serve_oai(request: HttpRequest) -> HttpResponse:
    """Answer a harvester; every wrong request gets the protocol's error with status 200."""
    if refused := refused_by_rate(request, "library_oai"):
        return refused
    with translation.override(DEFAULT):  # names of sets and of the house, in the country's own language
        text = _answer(request)
    response = HttpResponse(text, content_type=TYPE)
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    response["X-Robots-Tag"] = "noindex"
    return open_to_all(response)


def _answer(request: HttpRequest) -> str:
    provider = _provider()
    asked: Asked | None = None
    try:
        asked = read(_pairs(request))
        return "".join(answer(asked, provider))
    except ProtocolError as problem:
        return error(problem, provider, asked)


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and values in their order. Neither Django's forms nor files: a form of OAI-PMH is short."""
    if request.method != "POST":
        text = request.META.get("QUERY_STRING", "")
    else:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LONGEST_FORM:
            raise ProtocolError("badArgument", "The form is too long.")
        text = request.body.decode("utf-8", "replace")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise ProtocolError("badArgument", "There are too many arguments.") from None
    if any("\x00" in value or "\x00" in name for name, value in pairs):
        raise ProtocolError("badArgument", "An argument holds a sign that no argument has.")
    return pairs


def _provider() -> Provider:
    return Provider(
        host=host(),
        base_url=f"{settings.NOTIFICATIONS_ADDRESS}{reverse('library_oai')}",
        name=_("Kazakh National Electronic Library"),
        email=settings.DEFAULT_FROM_EMAIL,
        metadata=lambda prefix: writer_of(prefix, address_maker()),
    )
