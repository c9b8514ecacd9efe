"""Petitions under orders of courts: the list, one of them, and each step with its public reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.domains.petitions.actions.court_orders import resume_petition, stop_petition
from shanyraq.domains.petitions.actions.retention import hold, release
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries import court
from shanyraq.domains.petitions.web.doors import court_clerks
from shanyraq.domains.petitions.web.forms.court import FindForm
from shanyraq.domains.petitions.web.forms.writing import ReasonForm
from shanyraq.domains.petitions.web.moderation.deciding import REFUSED, is_made
from shanyraq.domains.petitions.web.public.answers import chosen
from shanyraq.domains.petitions.workflow import RESUMING, WORKFLOW

PER_PAGE: Final = 30
PARTS: Final[dict[str, Any]] = {
    court.STOPPED: gettext_lazy("Stopped"),
    court.HELD: gettext_lazy("Personal data is held"),
}
DOERS: Final[dict[str, Callable[..., Any]]] = {
    "stop": stop_petition,
    "resume": resume_petition,
    "hold": hold,
    "release": release,
}
ORDER: Final[dict[str, Any]] = {
    "label": gettext_lazy("Court, day and number of the order"),
    "help_text": gettext_lazy("Everybody reads it in the history of the petition."),
}
REASON: Final[dict[str, Any]] = {
    "label": gettext_lazy("Reason"),
    "help_text": gettext_lazy("Name the case or the request. It is kept in the history below."),
}


@court_clerks
@require_safe
def list_orders(request: HttpRequest) -> HttpResponse:
    """Petitions that are stopped or held; a number leads to any other one."""
    form = FindForm(request.GET if "petition" in request.GET else None)
    if form.is_bound and form.is_valid():
        found = court.petition_under_order(form.cleaned_data["petition"].strip())
        if found is not None:
            return redirect("petitions:court_case", found.public_id)
        form.add_error("petition", _("There is no such petition."))
    part = chosen(request, "part", PARTS) or court.STOPPED
    page = Paginator(court.under_orders(part), PER_PAGE).get_page(request.GET.get("page"))
    counted = court.numbers()
    context = {
        "page": page,
        "part": part,
        "parts": [(name, label, counted[name]) for name, label in PARTS.items()],
        "form": form,
    }
    return render(request, "petitions/court/list.html", context, status=REFUSED if form.errors else 200)


@court_clerks
@require_http_methods(["GET", "HEAD", "POST"])
def show_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """One petition: what may be done by order of a court, and what was."""
    petition = _petition_at(public_id)
    part = request.POST.get("do", "")
    forms = _forms()
    if request.method == "POST":
        if part not in DOERS:
            raise Http404
        form = forms[part] = ReasonForm(request.POST, prefix=part, **_words(part))
        if form.is_valid() and is_made(request, form, DOERS[part], petition=petition, told=_("Saved.")):
            return redirect("petitions:court_case", public_id)
        petition = _petition_at(public_id)
    context = {
        "petition": petition,
        "forms": forms,
        "may": _possible(request, petition),
        "steps": court.steps_by_orders(petition),
        "data_goes_after": court.data_goes_after(petition),
    }
    status = REFUSED if any(form.errors for form in forms.values()) else 200
    return render(request, "petitions/court/case.html", context, status=status)


def _petition_at(public_id: str) -> Petition:
    found = court.petition_under_order(public_id)
    if found is None:
        raise Http404
    return found


def _words(part: str) -> dict[str, Any]:
    return ORDER if part in {"stop", "resume"} else REASON


def _forms() -> dict[str, ReasonForm]:
    return {part: ReasonForm(prefix=part, **_words(part)) for part in DOERS}


def _possible(request: HttpRequest, petition: Petition) -> set[str]:
    """Which of the steps may be made now."""
    moves = {move.name for move in WORKFLOW.available(petition, request.user)}
    steps = {"stop"} & moves
    if moves & RESUMING:
        steps.add("resume")
    if petition.anonymised_at is None:
        steps.add("release" if petition.is_held else "hold")
    return steps
