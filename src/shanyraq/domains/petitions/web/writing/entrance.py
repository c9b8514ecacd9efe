"""The entrance to the writing: what a petition is, who may write one, what is never allowed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shanyraq.design.parts import Crumb
from shanyraq.domains.petitions.actions.drafts import create_draft
from shanyraq.domains.petitions.models import Edition, Ground
from shanyraq.domains.petitions.queries.initiator import blank_draft, own_petitions
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.domains.petitions.web.doors import writers
from shanyraq.domains.petitions.web.public.answers import head_links, language
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.queries.persons import person_of

DRAFTS_SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
def show_entrance(request: HttpRequest) -> HttpResponseBase:
    """What to know before writing; POST begins a draft, or goes on with one that is still blank."""
    if request.method == "POST":
        return _begin(request)
    user: Any = request.user
    edition = Edition.objects.filter(in_force_date__lte=timezone.localdate()).first()
    drafts: Any = []
    if user.is_authenticated:
        drafts = own_petitions(user).filter(state=PetitionState.DRAFT)[:DRAFTS_SHOWN]
    context = {
        "edition": edition,
        "topics": Ground.objects.filter(edition=edition, is_topic=True).order_by("position", "pk"),
        "person": person_of(user),
        "drafts": drafts,
        "links": head_links("writing"),
        "crumbs": [
            Crumb(text=_("Petitions"), href=reverse("petitions:petitions")),
            Crumb(text=_("Write a petition")),
        ],
    }
    response = render(request, "petitions/writing/entrance.html", context)
    response["Cache-Control"] = "private, no-cache"
    return response


@writers
def _begin(request: HttpRequest) -> HttpResponse:
    petition = blank_draft(request.user)
    try:
        if petition is None:
            petition = create_draft(actor=request.user, language=language(), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("petitions:my_petitions")
    return redirect("petitions:writing_step", petition.public_id, "title")
