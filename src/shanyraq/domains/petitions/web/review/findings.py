"""The worklist of the review, one finding with its decision, a reviewer's own suspicion, putting back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.domains.petitions.actions import fraud_review
from shanyraq.domains.petitions.actions.invalidation import reinstate
from shanyraq.domains.petitions.models import FraudFinding, InvalidationBatch
from shanyraq.domains.petitions.queries import review
from shanyraq.domains.petitions.web.doors import forms_of, reviewers
from shanyraq.domains.petitions.web.forms.review import ExplanationForm, SuspicionForm
from shanyraq.kernel.errors import Refusal

PER_PAGE = 30
REFUSED = 422


@reviewers
@require_safe
def list_findings(request: HttpRequest) -> HttpResponse:
    """What waits for a decision; with ``?decided``, what was decided."""
    is_open = "decided" not in request.GET
    page = Paginator(review.findings(is_open=is_open), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "petitions/review/list.html", {"page": page, "is_open": is_open})


@reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def show_finding(request: HttpRequest, number: int) -> HttpResponse:
    """One finding: what it is about, and the decision on it."""
    finding = review.finding_with(number)
    if finding is None:
        raise Http404
    form = ExplanationForm(request.POST if request.POST.get("do") == "invalidate" else None)
    if request.method == "POST" and _is_decided(request, finding, form):
        return redirect("petitions:review_finding", number)
    context = {
        "finding": finding,
        "petition": finding.petition,
        "facts": review.facts_of(finding),
        "extent": review.extent_of(finding),
        "decisions": review.decisions_on(finding.petition),
        "form": form,
        "back_form": ExplanationForm(prefix="back"),
    }
    status = REFUSED if form.errors else 200
    return render(request, "petitions/review/finding.html", context, status=status)


def _is_decided(request: HttpRequest, finding: FraudFinding, form: ExplanationForm) -> bool:
    """Whether to show the page anew: a decision was made, or cannot be made any more."""
    now = timezone.now()
    try:
        if request.POST.get("do") == "dismiss":
            fraud_review.dismiss(finding=finding, actor=request.user, at=now)
            messages.success(request, _("The finding is closed; nothing was taken out."))
        elif form.is_valid():
            batch = fraud_review.act_on(
                finding=finding, explanation=form.cleaned_data["explanation"], actor=request.user, at=now
            )
            told = _("%(number)d signatures are taken out of the count; everybody sees it.")
            messages.success(request, told % {"number": batch.number})
        else:
            return False
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return True


@reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def suspect(request: HttpRequest) -> HttpResponse:
    """A reviewer's own suspicion becomes a finding."""
    form = SuspicionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            finding = fraud_review.suspect(
                petition=form.cleaned_data["petition"],
                facts=form.facts(),
                kind=form.cleaned_data["kind"],
                actor=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("petitions:review_finding", finding.pk)
    status = REFUSED if form.errors else 200
    return render(request, "petitions/review/suspect.html", {"form": form}, status=status)


@reviewers
@forms_of(lambda **_decision: reverse("petitions:review"))
def put_back(request: HttpRequest, number: int) -> HttpResponse:
    """Put the signatures that a decision took out back into the count."""
    batch = get_object_or_404(InvalidationBatch.objects.select_related("petition"), pk=number)
    form = ExplanationForm(request.POST, prefix="back")
    if form.is_valid():
        try:
            made = reinstate(
                batch=batch,
                explanation=form.cleaned_data["explanation"],
                actor=request.user,
                at=timezone.now(),
            )
            told = _("%(number)d signatures are back in the count; everybody sees it.")
            messages.success(request, told % {"number": made.number})
        except Refusal as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Explain the decision; everybody reads it."))
    given = request.POST.get("finding", "")
    if given.isascii() and given.isdigit() and len(given) < 10:
        return redirect("petitions:review_finding", int(given))
    return redirect("petitions:review")
