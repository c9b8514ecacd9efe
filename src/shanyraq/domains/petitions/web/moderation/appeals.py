"""Appeals against refusals: the queue, one appeal, and the decision by somebody who did not refuse."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.domains.petitions.actions.appeals import grant_appeal, uphold_refusal
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries import moderation
from shanyraq.domains.petitions.web.doors import appeal_officers
from shanyraq.domains.petitions.web.forms.writing import ReasonForm
from shanyraq.domains.petitions.web.moderation.deciding import REFUSED, context_of, is_made, is_sent
from shanyraq.domains.petitions.web.writing.files import attachment_of, served
from shanyraq.platform.transparency.moves import history

PER_PAGE = 30
DECISIONS = {"grant": grant_appeal, "uphold": uphold_refusal}
LABELS: dict[str, Any] = {
    "label": gettext_lazy("Reasons of the decision"),
    "help_text": gettext_lazy("The initiator reads this word for word. Answer every point of the appeal."),
}


@appeal_officers
@require_safe
def list_appeals(request: HttpRequest) -> HttpResponse:
    """Appeals that wait, the nearest end of a term on top; never against one's own refusals."""
    page = Paginator(moderation.appeals(request.user), PER_PAGE).get_page(request.GET.get("page"))
    day = timezone.localdate()
    context = {
        "page": page,
        "rows": [moderation.waiting(each, day) for each in page],
    }
    return render(request, "petitions/moderation/appeals.html", context)


@appeal_officers
@require_http_methods(["GET", "HEAD", "POST"])
def show_appeal(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The refusal, the appeal and the text; a decision is shown as the initiator will read it first."""
    petition = _petition_at(request, public_id)
    forms = {name: ReasonForm(prefix=name, **LABELS) for name in DECISIONS}
    letter: dict[str, Any] | None = None
    if request.method == "POST":
        part = request.POST.get("part", "")
        if part not in DECISIONS:
            raise Http404
        form = forms[part] = ReasonForm(request.POST, prefix=part, **LABELS)
        if form.is_valid() and is_sent(request) and _is_decided(request, petition, part, form=form):
            return redirect("petitions:appeals")
        if form.is_valid() and not is_sent(request):
            letter = {"part": part, "explanation": form.cleaned_data["reason"]}
    status = REFUSED if any(form.errors for form in forms.values()) else 200
    records = [each for each in history(petition) if each.move == "appeal"]
    context = context_of(request, petition) | {
        "forms": forms,
        "letter": letter,
        "appeal": records[-1] if records else None,
        "waiting": moderation.waiting(petition, timezone.localdate()),
        "file_url": "petitions:appeal_file",
    }
    return render(request, "petitions/moderation/appeal.html", context, status=status)


def _petition_at(request: HttpRequest, public_id: str) -> Petition:
    found = moderation.appeals(request.user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _is_decided(request: HttpRequest, petition: Petition, part: str, *, form: ReasonForm) -> bool:
    told = _("The decision is sent to the initiator.")
    return is_made(request, form, DECISIONS[part], petition=petition, told=told)


@appeal_officers
@require_safe
def download_file(request: HttpRequest, public_id: str, number: str) -> HttpResponseBase:
    """An attachment, for who decides on the appeal."""
    return served(request, attachment_of(_petition_at(request, public_id), number))
