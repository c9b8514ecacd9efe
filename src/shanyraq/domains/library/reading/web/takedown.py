"""The public form of a request for takedown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shanyraq.domains.library.reading.actions.takedowns import receive_takedown
from shanyraq.domains.library.reading.web.forms.takedown import TakedownForm
from shanyraq.domains.library.reading.web.visitors import known_edition
from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.accounts.limits import limited


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("library_takedown")
def request_takedown(request: HttpRequest, public_id: str) -> HttpResponse:
    """Anybody may ask; who may know of the book may ask for it to be taken down."""
    edition, _decision = known_edition(request, public_id)
    form = TakedownForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = receive_takedown(
            edition=edition,
            claim=form.claim,
            attachments=form.cleaned_data["attachments"],
            language=get_language() or DEFAULT,
            at=timezone.now(),
        )
        context = {"edition": edition, "made": made}
        return render(request, "library/reading/takedown_received.html", context)
    return render(request, "library/reading/takedown.html", {"edition": edition, "form": form})
