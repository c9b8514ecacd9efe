"""An initiator's own petitions: where each stands, and every step that is theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.domains.petitions.actions.appeals import appeal
from shanyraq.domains.petitions.actions.drafts import WRITABLE, discard_draft
from shanyraq.domains.petitions.actions.submission import withdraw_petition
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.initiator import own_petition, own_petitions, standing, today
from shanyraq.domains.petitions.queries.missing import missing_parts
from shanyraq.domains.petitions.queries.steps import steps_of
from shanyraq.domains.petitions.states import BY_LINK, PUBLIC, PetitionState
from shanyraq.domains.petitions.web.doors import writers
from shanyraq.domains.petitions.web.forms.writing import ReasonForm
from shanyraq.domains.petitions.web.public.answers import whole
from shanyraq.domains.petitions.workflow import WORKFLOW
from shanyraq.kernel.errors import Refusal

PER_PAGE = 20
REFUSED = 422

LABELS: Final[dict[str, dict[str, Any]]] = {
    "withdraw": {
        "label": gettext_lazy("Why you withdraw it"),
        "help_text": gettext_lazy("It stays in the register of steps. A petition cannot be taken up again."),
    },
    "appeal": {
        "label": gettext_lazy("Why the refusal is wrong"),
        "help_text": gettext_lazy("Answer the reason that you were given. Somebody else decides."),
    },
}


@writers
@require_safe
def list_own(request: HttpRequest) -> HttpResponse:
    """Drafts and petitions of the account, each with its next step."""
    found = own_petitions(request.user)
    drafts = list(found.filter(state=PetitionState.DRAFT))
    page = Paginator(found.exclude(state=PetitionState.DRAFT), PER_PAGE).get_page(request.GET.get("page"))
    day = today()
    context = {
        "drafts": [(each, share_written(each)) for each in drafts],
        "page": page,
        "petitions": [(each, standing(each, day)) for each in page],
    }
    return render(request, "petitions/mine/list.html", context)


def share_written(petition: Petition) -> int:
    """Parts of six that are begun: title, addressee, topic, substance, arguments, proposals."""
    parts = (petition.title, petition.body_id, petition.topic_id, petition.substance, petition.arguments)
    return sum(map(bool, (*parts, getattr(petition, "proposal_number", 0))))


@writers
@require_http_methods(["GET", "HEAD", "POST"])
def show_own(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One's own petition: findings, terms, what may be done now. A refused form comes back filled in."""
    petition = own_petition(request.user, public_id)
    if petition is None:
        raise Http404
    forms = {name: ReasonForm(prefix=name, **labels) for name, labels in LABELS.items()}
    status = 200
    if request.method == "POST":
        answer = _answered(request, petition, forms)
        if answer is not None:
            return answer
        status = REFUSED
        petition = own_petition(request.user, public_id) or petition
    return render(request, "petitions/mine/petition.html", _context(request, petition, forms), status=status)


def _answered(request: HttpRequest, petition: Petition, forms: dict[str, ReasonForm]) -> HttpResponse | None:
    """Where to go after the step; None when it was refused and *forms* hold why."""
    wish = request.POST.get("do", "")
    if wish == "delete":
        return _delete(request, petition)
    if wish not in LABELS:
        raise Http404
    form = forms[wish] = ReasonForm(request.POST, prefix=wish, **LABELS[wish])
    if not form.is_valid():
        return None
    try:
        DOERS[wish](
            petition=petition, actor=request.user, reason=form.cleaned_data["reason"], at=timezone.now()
        )
    except Refusal as refusal:
        form.add_error("reason" if refusal.field == "reason" else None, str(refusal))
        return None
    messages.success(request, str(DONE[wish]))
    return redirect("petitions:my_petition", petition.public_id)


def _delete(request: HttpRequest, petition: Petition) -> HttpResponse:
    try:
        discard_draft(petition=petition, actor=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("petitions:my_petition", petition.public_id)
    messages.success(request, _("The draft is deleted."))
    return redirect("petitions:my_petitions")


def _context(request: HttpRequest, petition: Petition, forms: dict[str, ReasonForm]) -> dict[str, Any]:
    is_draft = petition.state == PetitionState.DRAFT
    return {
        "petition": petition,
        "forms": forms,
        "standing": standing(petition, today()),
        "is_writable": petition.state in WRITABLE,
        "missing": missing_parts(petition) if is_draft else [],
        "verdicts": list(petition.verdicts.select_related("ground__edition").order_by("-at", "-pk")),
        "moves": {move.name for move in WORKFLOW.available(petition, request.user)},
        "steps": steps_of(petition),
        "attachments": list(petition.attachments.all()),
        "proposals": list(petition.proposals.order_by("number")),
        "link": _link(petition),
        "public_href": _public_href(petition),
    }


def _link(petition: Petition) -> str:
    """The whole address that opens the petition while it gathers its first supporters."""
    if petition.state not in BY_LINK:
        return ""
    arguments = [petition.public_id, petition.link_token]
    return whole(reverse("petitions:petition_by_link", args=arguments))


def _public_href(petition: Petition) -> str:
    is_public = petition.state in PUBLIC and petition.opened_at is not None
    return reverse("petitions:petition", args=[petition.public_id]) if is_public else ""


DOERS: Final[dict[str, Callable[..., Any]]] = {"withdraw": withdraw_petition, "appeal": appeal}
DONE: Final[dict[str, Any]] = {
    "withdraw": gettext_lazy("The petition is withdrawn."),
    "appeal": gettext_lazy("Your appeal is on its way."),
}
