"""One petition before its moderator: text, history, notes, and the decision with its ground and reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.domains.petitions.actions import moderation as actions
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.moderation import moderated_petition, waiting
from shanyraq.domains.petitions.web.doors import moderators
from shanyraq.domains.petitions.web.forms.moderation import FindingForm, NoteForm
from shanyraq.domains.petitions.web.moderation.deciding import (
    REFUSED,
    context_of,
    is_made,
    is_sent,
    seen_version,
)
from shanyraq.domains.petitions.web.writing.files import attachment_of, served
from shanyraq.kernel.errors import Refusal

FINDINGS = {"correction": actions.request_correction, "refusal": actions.refuse}


@moderators
@require_http_methods(["GET", "HEAD", "POST"])
def show_case(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A petition and what may be decided on it. A decision is shown as the initiator will read it first."""
    petition = _petition_at(request, public_id)
    given: dict[str, Any] = {}
    if request.method == "POST":
        answer = _answered(request, petition, given)
        if answer is not None:
            return answer
        petition = _petition_at(request, public_id)
    found: dict[str, forms.Form] = {
        "correction": FindingForm(petition=petition, prefix="correction"),
        "refusal": FindingForm(petition=petition, prefix="refusal"),
        "note": NoteForm(prefix="note"),
    } | given.get("forms", {})
    context = context_of(request, petition) | {
        "forms": found,
        "letter": given.get("letter"),
        "waiting": waiting(petition, timezone.localdate()),
        "file_url": "petitions:moderation_file",
    }
    status = REFUSED if any(form.errors for form in found.values()) else 200
    return render(request, "petitions/moderation/case.html", context, status=status)


def _petition_at(request: HttpRequest, public_id: str) -> Petition:
    found = moderated_petition(request.user, public_id)
    if found is None:
        raise Http404
    return found


def _answered(request: HttpRequest, petition: Petition, given: dict[str, Any]) -> HttpResponse | None:
    """Where to go after the step; None when the page is to be shown with what *given* then holds."""
    part = request.POST.get("part", "")
    if part == "note":
        return _note(request, petition, given)
    if part == "admit":
        return _admit(request, petition)
    if part not in FINDINGS:
        raise Http404
    return _find(request, petition, part, given=given)


def _note(request: HttpRequest, petition: Petition, given: dict[str, Any]) -> HttpResponse | None:
    form = NoteForm(request.POST, prefix="note")
    given["forms"] = {"note": form}
    if not form.is_valid():
        return None
    is_kept = is_made(request, form, actions.add_note, petition=petition, told=_("The note is kept."))
    return _here(petition) if is_kept else None


def _admit(request: HttpRequest, petition: Petition) -> HttpResponse:
    seen = seen_version(request)
    try:
        actions.admit(petition=petition, actor=request.user, at=timezone.now(), seen_version=seen)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _here(petition)
    messages.success(request, _("The petition is admitted and gathers its first supporters."))
    return redirect("petitions:moderation")


def _find(
    request: HttpRequest, petition: Petition, part: str, *, given: dict[str, Any]
) -> HttpResponse | None:
    form = FindingForm(request.POST, petition=petition, prefix=part)
    given["forms"] = {part: form}
    if not form.is_valid():
        return None
    if seen_version(request) != petition.version:
        form.add_error(None, _("The text was changed meanwhile. Read it again before you decide."))
        return None
    if not is_sent(request):
        given["letter"] = {"part": part, **form.cleaned_data}
        return None
    return _send(request, petition, part, form=form)


def _send(request: HttpRequest, petition: Petition, part: str, *, form: FindingForm) -> HttpResponse | None:
    told = _("The decision is sent to the initiator.")
    seen = seen_version(request)
    is_sent_now = is_made(request, form, FINDINGS[part], petition=petition, told=told, seen_version=seen)
    return redirect("petitions:moderation") if is_sent_now else None


def _here(petition: Petition) -> HttpResponse:
    return redirect("petitions:moderation_case", petition.public_id)


@moderators
@require_safe
def download_file(request: HttpRequest, public_id: str, number: str) -> HttpResponseBase:
    """An attachment, for who checks the petition."""
    return served(request, attachment_of(_petition_at(request, public_id), number))
