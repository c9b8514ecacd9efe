"""Requests that no view should see: each gets a short, clear answer."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shanyraq.config.errors import error_page

LONGEST_PATH = 2_000
LONGEST_QUERY = 8_000
NUL = "\0"


class RequestGuard:
    """Middleware, the outermost: refuses what PostgreSQL cannot store and what no person types."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY or len(request.path_info) > LONGEST_PATH:
            return error_page(request, HTTPStatus.REQUEST_URI_TOO_LONG)
        if NUL in request.path_info:
            return error_page(request, HTTPStatus.NOT_FOUND)
        if "%00" in query:
            return error_page(request, HTTPStatus.BAD_REQUEST)
        return self._get_response(request)
