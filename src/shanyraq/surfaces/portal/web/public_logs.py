"""The page about the verifiable logs: what they are, where each stands, how anybody checks them."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from shanyraq.platform.page_cache.marks import cacheable
from shanyraq.platform.transparency.log.standing import accepted_witnesses, standings
from shanyraq.platform.transparency.log.verifier_file import description, verifier_digest, verifier_file

MOMENT: Final = 2.0
"""Seconds that the page may be old: entries come many times a second and raise no generation of the cache."""


@require_safe
def show_logs(request: HttpRequest) -> HttpResponse:
    """Every log with its newest checkpoint and witnesses, and the program that checks them."""
    context = {
        "standings": standings(),
        "witnesses": accepted_witnesses(),
        "address": settings.NOTIFICATIONS_ADDRESS,
        "verifier_digest": verifier_digest(),
        "verifier_size": len(verifier_file()),
        "has_description": bool(description()),
    }
    return cacheable(TemplateResponse(request, "portal/public_logs.html", context), seconds=MOMENT)
