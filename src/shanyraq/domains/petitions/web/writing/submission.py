"""The preview of a petition as everybody will see it, and its submission with a confirmed identity."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanyraq.domains.petitions.actions.submission import resubmit_petition, submit_petition
from shanyraq.domains.petitions.models import Edition, Petition
from shanyraq.domains.petitions.queries.missing import STEP_OF
from shanyraq.domains.petitions.rules.thresholds import threshold_for
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.domains.petitions.web.forms.writing import ReasonForm
from shanyraq.domains.petitions.web.kept_words import SUBMISSION, forget_words, keep_words, kept_words
from shanyraq.domains.petitions.web.writing.frame import shown
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.queries.persons import person_of
from shanyraq.platform.accounts.web.fresh import is_fresh
from shanyraq.platform.accounts.web.signed_in import account_of

NOT_SUBMITTED = 422


def show_preview(request: HttpRequest, petition: Petition) -> HttpResponse:
    """GET shows the petition with what is missing; POST submits it, or says why not.

    Who signed in long ago shows first who they are, as signers do; what they typed is kept meanwhile.
    """
    form = _reason_form(request, petition)
    refusal: Refusal | None = None
    person, fresh = person_of(account_of(request)), is_fresh(request)
    if request.method == "POST" and person is not None and not fresh:
        keep_words(request, SUBMISSION, petition.public_id)
    elif request.method == "POST" and (form is None or form.is_valid()):
        try:
            _submit(request, petition, form)
        except Refusal as raised:
            refusal = raised
            petition.refresh_from_db()
        else:
            forget_words(request, SUBMISSION, petition.public_id)
            messages.success(request, _("Your petition is submitted. A moderator reads it next."))
            return redirect("petitions:my_petition", petition.public_id)
    context = {
        "refusal": refusal,
        "refusal_step": STEP_OF.get(refusal.field or "", "") if refusal else "",
        "reason_form": form,
        "person": person,
        "is_fresh": fresh,
        "proposals": list(petition.proposals.order_by("number")),
        "attachments": list(petition.attachments.all()),
        "edition": _edition(petition),
        "threshold": _threshold(petition),
    }
    status = NOT_SUBMITTED if request.method == "POST" else 200
    return shown(request, petition, "preview", context=context, status=status)


def _submit(request: HttpRequest, petition: Petition, form: ReasonForm | None) -> None:
    if petition.state == PetitionState.DRAFT:
        submit_petition(petition=petition, actor=request.user, at=timezone.now())
        return
    reason = form.cleaned_data["reason"] if form else ""
    resubmit_petition(petition=petition, actor=request.user, at=timezone.now(), reason=reason)


def _reason_form(request: HttpRequest, petition: Petition) -> ReasonForm | None:
    """What was corrected and why; asked for from the second time on."""
    if petition.state != PetitionState.CORRECTION:
        return None
    options: dict[str, Any] = {
        "label": gettext_lazy("What you changed, and why"),
        "help_text": gettext_lazy("Everybody will read it in the history of the text."),
    }
    if request.method == "POST":
        return ReasonForm(request.POST, **options)
    return ReasonForm(initial=kept_words(request, SUBMISSION, petition.public_id), **options)


def _edition(petition: Petition) -> Edition | None:
    if petition.edition is not None:
        return petition.edition
    return Edition.objects.filter(in_force_date__lte=timezone.localdate()).first()


def _threshold(petition: Petition) -> int | None:
    """Signatures that the addressee needs; None while nobody can say."""
    edition = _edition(petition)
    if edition is None or petition.body is None:
        return None
    try:
        return threshold_for(edition, petition.body)
    except Refusal:
        return None
