"""The door of SRU."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from shanyraq.domains.library.catalogue.exports.retrieved import retrieved
from shanyraq.domains.library.catalogue.protocols.sru.answers import Target, respond
from shanyraq.domains.library.catalogue.queries.people import SOURCE
from shanyraq.domains.library.catalogue.web.addresses import address_maker, host_and_port
from shanyraq.domains.library.catalogue.web.machines import open_to_all, refused_by_rate
from shanyraq.platform.search.asking.wishes import Wish

TYPES = {"1": "text/xml; charset=utf-8", "2": "application/sru+xml; charset=utf-8"}


@csrf_exempt  # it only reads; clients may ask by POST
@require_http_methods(["GET", "HEAD", "POST"])
def serve_sru(request: HttpRequest) -> HttpResponse:
    """Explain, or search and retrieve; whatever is wrong is a diagnostic with status 200."""
    if refused := refused_by_rate(request, "library_sru"):
        return refused
    given = request.POST if request.method == "POST" else request.GET
    parameters = {name: given[name].replace("\x00", "") for name in given}
    with override("en"):
        body = respond(parameters, _target())
    response = HttpResponse(body, content_type=TYPES["2" if "sruResponse" in body[:200] else "1"])
    response["Cache-Control"] = "public, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return open_to_all(response)


def _target() -> Target:
    address_of = address_maker()
    name, port = host_and_port(settings.NOTIFICATIONS_ADDRESS)
    return Target(
        host=name,
        port=port,
        path=reverse("library_sru"),
        title=_("Kazakh National Electronic Library"),
        wish=Wish(source=SOURCE),
        records=lambda keys, schema: retrieved(keys, schema, address_of),
    )
