"""The content security policy of the staff area."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "Content-Security-Policy"
STAFF = "/staff/"
# Wagtail's admin writes inline styles and scripts. It loads nothing from other hosts and sends nothing there.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; "
    "frame-ancestors 'self'; form-action 'self'; base-uri 'self'; object-src 'none'"
)


class StaffPolicy:
    """Middleware: staff pages, which the strict policy leaves out, get the narrowest that Wagtail bears."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        if request.path_info.startswith(STAFF):
            response.headers.setdefault(HEADER, POLICY)
        return response
