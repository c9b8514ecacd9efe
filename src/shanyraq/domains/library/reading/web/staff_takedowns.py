"""Staff's worklist of requests for takedown."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.domains.library.network.web.doors import library_staff
from shanyraq.domains.library.reading.actions.takedowns import move_takedown
from shanyraq.domains.library.reading.models import TakedownRequest
from shanyraq.domains.library.reading.queries.takedowns import counts_for, takedowns_for
from shanyraq.domains.library.reading.states import OPEN_TAKEDOWNS, TakedownState
from shanyraq.domains.library.reading.web.forms.staff import MoveForm
from shanyraq.domains.library.reading.workflow import TAKEDOWN
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import history

PER_PAGE = 50


@library_staff
@require_safe
def list_takedowns(request: HttpRequest) -> HttpResponse:
    """Requests about the own libraries' editions, the oldest first; open ones unless a state is chosen."""
    state = request.GET.get("state", "")
    found = takedowns_for(request.user)
    found = (
        found.filter(state=state) if state in TakedownState.values else found.filter(state__in=OPEN_TAKEDOWNS)
    )
    counts = counts_for(request.user)
    context = {
        "page": Paginator(found.order_by("received_at", "pk"), PER_PAGE).get_page(request.GET.get("page")),
        "states": [(value, label, counts.get(value, 0)) for value, label in TakedownState.choices],
        "open_count": sum(counts.get(str(value), 0) for value in OPEN_TAKEDOWNS),
        "state": state,
    }
    return render(request, "library/reading/staff_takedowns.html", context)


def _request_at(request: HttpRequest, public_id: str) -> TakedownRequest:
    found = takedowns_for(request.user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@library_staff
@require_http_methods(["GET", "HEAD", "POST"])
def show_takedown(request: HttpRequest, public_id: str) -> HttpResponse:
    """One request: the claim, what can be done now, what was done."""
    takedown = _request_at(request, public_id)
    if request.method == "POST":
        form = MoveForm(request.POST)
        try:
            if form.is_valid():
                move_takedown(request=takedown, actor=request.user, at=timezone.now(), **form.cleaned_data)
                messages.success(request, _("Done."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("library_reading:takedown", public_id)
    context = {
        "takedown": takedown,
        "attachments": takedown.attachments.order_by("pk"),
        "outlook": TAKEDOWN.workflow.outlook(takedown, request.user),
        "history": history(takedown),
        "labels": {move.name: move.label for move in TAKEDOWN.workflow.moves},
    }
    return render(request, "library/reading/staff_takedown.html", context)


@library_staff
@require_safe
def attachment(request: HttpRequest, public_id: str, number: int) -> HttpResponseBase:
    """A document of a request, always as a download."""
    found = _request_at(request, public_id).attachments.filter(pk=number).first()
    if found is None or not found.file:
        raise Http404
    response = FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
