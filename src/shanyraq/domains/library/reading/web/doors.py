"""Addresses without a language, which programs and other rooms keep."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods


@require_http_methods(["GET", "HEAD"])
def enter_book(request: HttpRequest, public_id: str) -> HttpResponse:
    """From the address without a language to the book in the reader's language."""
    return _entered(request, "library_reading:read", public_id)


@require_http_methods(["GET", "HEAD"])
def enter_page(request: HttpRequest, public_id: str, page_id: int) -> HttpResponse:
    """From the address of a canvas to its page."""
    return _entered(request, "library_reading:read_at", public_id, page_id)


def _entered(request: HttpRequest, name: str, *args: Any) -> HttpResponse:
    with translation.override(translation.get_language_from_request(request)):
        response = HttpResponseRedirect(reverse(name, args=args))
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response
