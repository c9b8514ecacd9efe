"""The first step inside: people are sent to their language, and a chosen one is remembered."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from shanyraq.kernel.languages import LANGUAGES, negotiate

ONE_YEAR = 60 * 60 * 24 * 365


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Send a visitor of ``/`` to the remembered language, else to the best of ``Accept-Language``."""
    remembered = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    code = remembered if remembered in LANGUAGES else negotiate(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(f"/{code}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    response["Cache-Control"] = "private, max-age=0"
    return response


@require_safe
def remember_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember *code* for this browser and go on to ``next``, a path of our own.

    A link and not a form, so that the choice works everywhere; all it changes is a cookie of the reader's.
    """
    if code not in LANGUAGES:
        raise Http404
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None) or not target.startswith("/"):
        target = f"/{code}/"
    response = HttpResponseRedirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=ONE_YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
    response["X-Robots-Tag"] = "noindex"
    return response
