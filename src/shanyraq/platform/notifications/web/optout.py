"""The page on which a person stops a kind of letters, and the address that mail programs post to."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from shanyraq.platform.notifications.optouts import decline, has_declined, read_token, resume


@csrf_exempt  # a mail program posts without cookies (RFC 8058); the signed token is the authority
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def optout(request: HttpRequest, token: str) -> HttpResponse:
    """Reading changes nothing; posting stops the kind, or resumes it with ``wish=resume``."""
    known = read_token(token)
    if known is None:
        raise Http404
    recipient, kind = known
    if request.method == "POST" and not kind.transactional:
        change: Any = resume if request.POST.get("wish") == "resume" else decline
        change(recipient=recipient, kind=kind.name)
    is_declined = has_declined(recipient=recipient, kind=kind.name)
    return render(request, "notifications/optout.html", {"kind": kind, "is_declined": is_declined})
