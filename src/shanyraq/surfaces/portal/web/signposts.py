"""Small texts that machines look for at fixed places."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

NOT_FOR_ROBOTS = ("/staff/", "/language/", "/preferences/", "/*/accounts/", "/*/search/")
VALID_DAYS = 180  # RFC 9116 advises less than a year


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """RFC 9309. Pages in the derived Kazakh scripts are left to their canonical address."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell about a weakness."""
    expires = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
        days=VALID_DAYS
    )
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: kk, ru, en",
        f"Canonical: {request.build_absolute_uri('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
