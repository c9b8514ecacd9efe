"""Remember how a reader wants pages to look."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shanyraq.design.preferences import COOKIE, COOKIE_AGE_SECONDS, Preferences


def is_from_own_pages(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this host.

    This stands in for the CSRF token, which would keep every page out of the shared cache. A request
    that names neither its site nor its origin is refused.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc == request.get_host()


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    allowed = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if allowed else "/"


@csrf_exempt
@never_cache
@require_POST
def save_preferences(request: HttpRequest) -> HttpResponse:
    """Set the cookie from the posted wishes, or drop it by `reset`, and lead back to `next`."""
    if not is_from_own_pages(request):
        return HttpResponse(
            _("Open the display settings on this site."), status=403, content_type="text/plain; charset=utf-8"
        )
    response = HttpResponseRedirect(_safe_next(request), status=303)
    chosen = Preferences() if "reset" in request.POST else Preferences.from_mapping(request.POST.dict())
    value = chosen.serialize()
    if not value:
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    response.set_cookie(
        COOKIE,
        value,
        max_age=COOKIE_AGE_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response
