"""The desk of an addressee: what waits for its officers, and every step of review, answer and follow-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.domains.petitions.actions import answering, hearings, promises, registration
from shanyraq.domains.petitions.models import AnswerDocument, Hearing, Petition
from shanyraq.domains.petitions.queries.desk import desk_of, petition_on_desk
from shanyraq.domains.petitions.queries.steps import steps_of
from shanyraq.domains.petitions.web.doors import petition_staff
from shanyraq.domains.petitions.web.forms import desk as desk_forms
from shanyraq.domains.petitions.workflow import WORKFLOW
from shanyraq.kernel.errors import Refusal

PER_PAGE = 30


@petition_staff
@require_safe
def list_desk(request: HttpRequest) -> HttpResponse:
    """Petitions to the bodies that the officer answers for, what is due first on top."""
    page = Paginator(desk_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "petitions/desk/list.html", {"page": page, "today": timezone.localdate()})


@petition_staff
@require_http_methods(["GET", "HEAD", "POST"])
def show_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """One petition with all that its addressee has to do. A form that is refused comes back filled in."""
    petition = _petition_at(request, public_id)
    bound: dict[str, forms.Form] = {}
    status = 200
    if request.method == "POST":
        part = request.POST.get("part", "")
        if part not in STEPS:
            raise Http404
        if _done(request, petition, part, bound=bound):
            return redirect("petitions:desk_case", public_id)
        status = 422
        petition = _petition_at(request, public_id)
    return render(request, "petitions/desk/case.html", _context(request, petition, bound), status=status)


def _petition_at(request: HttpRequest, public_id: str) -> Petition:
    found = petition_on_desk(request.user, public_id)
    if found is None:
        raise Http404
    return found


Step = Callable[[HttpRequest, Petition, Mapping[str, forms.Form]], None]


def _done(request: HttpRequest, petition: Petition, part: str, *, bound: dict[str, forms.Form]) -> bool:
    """Whether the forms were right and the action granted; else *bound* holds the forms with their errors."""
    given = _bound_forms(request, petition, part)
    bound.update(given)
    if [form for form in given.values() if not form.is_valid()]:
        return False
    try:
        STEPS[part](request, petition, given)
    except Refusal as refusal:
        form = given.get(part)
        if form is None:
            messages.error(request, str(refusal))
            return True
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, _("Saved."))
    return True


def _bound_forms(request: HttpRequest, petition: Petition, part: str) -> dict[str, forms.Form]:
    made = _unbound(petition).get(part)
    if made is None:
        return {}
    options: dict[str, Any] = {"petition": petition} if part in {"promise", "report"} else {}
    main = type(made)(request.POST, request.FILES, prefix=part, **options)
    if part != "answer":
        return {part: main}
    return {part: main} | {
        f"decision-{each.number}": desk_forms.DecisionForm(request.POST, prefix=f"decision-{each.number}")
        for each in petition.proposals.all()
    }


def _unbound(petition: Petition) -> dict[str, forms.Form]:
    answer = desk_forms.WordingForm.filled("answer", petition.answer) | {"outcome": petition.outcome}
    return {
        "register": desk_forms.RegistrationForm(prefix="register"),
        "hearing": desk_forms.HearingForm(prefix="hearing"),
        "protocol": desk_forms.ProtocolForm(prefix="protocol"),
        "answer": desk_forms.AnswerForm(prefix="answer", initial=answer),
        "document": desk_forms.DocumentForm(prefix="document"),
        "promise": desk_forms.PromiseForm(prefix="promise", petition=petition),
        "report": desk_forms.ReportForm(prefix="report", petition=petition),
    }


def _context(request: HttpRequest, petition: Petition, bound: Mapping[str, forms.Form]) -> dict[str, Any]:
    proposals = [
        (
            each,
            bound.get(f"decision-{each.number}")
            or desk_forms.DecisionForm(
                prefix=f"decision-{each.number}",
                initial=desk_forms.WordingForm.filled("reason", each.reason) | {"outcome": each.outcome},
            ),
        )
        for each in petition.proposals.all()
    ]
    return {
        "petition": petition,
        "forms": {**_unbound(petition), **bound},
        "proposals": proposals,
        "hearings": list(petition.hearings.all()),
        "documents": list(petition.documents.all()),
        "promises": list(petition.promises.prefetch_related("updates")),
        "outlook": {each.move.name: each for each in WORKFLOW.outlook(petition, request.user) if each.move},
        "steps": steps_of(petition),
        "today": timezone.localdate(),
    }


def _register(request: HttpRequest, petition: Petition, given: Mapping[str, Any]) -> None:
    number = given["register"].cleaned_data["number"]
    registration.register_petition(petition=petition, number=number, actor=request.user, at=timezone.now())


def _announce_hearing(request: HttpRequest, petition: Petition, given: Mapping[str, Any]) -> None:
    form = given["hearing"]
    hearings.announce_hearing(
        petition=petition,
        begins_at=form.cleaned_data["begins_at"],
        place=form.wording("place"),
        actor=request.user,
        at=timezone.now(),
    )


def _keep_protocol(request: HttpRequest, petition: Petition, given: Mapping[str, Any]) -> None:
    form = given["protocol"]
    hearing = _own(Hearing, request, petition, name="hearing")
    hearings.record_hearing(
        hearing=hearing,
        protocol=form.wording("protocol"),
        was_initiator_present=form.cleaned_data["was_initiator_present"],
        actor=request.user,
        at=timezone.now(),
    )


def _keep_answer(request: HttpRequest, petition: Petition, given: Mapping[str, Any]) -> None:
    form = given["answer"]
    decisions = {
        int(name.removeprefix("decision-")): answering.Decided(
            each.cleaned_data["outcome"], each.wording("reason")
        )
        for name, each in given.items()
        if name.startswith("decision-")
    }
    answering.keep_answer(
        petition=petition,
        outcome=form.cleaned_data["outcome"],
        answer=form.wording("answer"),
        decisions=decisions,
        actor=request.user,
    )


def _add_document(request: HttpRequest, petition: Petition, given: Mapping[str, Any]) -> None:
    form = given["document"]
    answering.add_document(
        petition=petition,
        title=form.cleaned_data["title"],
        upload=form.cleaned_data["file"].checked,
        actor=request.user,
        at=timezone.now(),
    )


def _remove_document(request: HttpRequest, petition: Petition, _given: Mapping[str, Any]) -> None:
    answering.remove_document(
        document=_own(AnswerDocument, request, petition, name="document"), actor=request.user
    )


def _promise(request: HttpRequest, petition: Petition, given: Mapping[str, Any]) -> None:
    form = given["promise"]
    promises.make_promise(
        petition=petition,
        text=form.wording("text"),
        due_date=form.cleaned_data["due_date"],
        proposal=form.cleaned_data["proposal"],
        actor=request.user,
        at=timezone.now(),
    )


def _report(request: HttpRequest, _petition: Petition, given: Mapping[str, Any]) -> None:
    form = given["report"]
    promises.report_on_promise(
        promise=form.cleaned_data["promise"],
        state=form.cleaned_data["state"],
        text=form.wording("text"),
        actor=request.user,
        at=timezone.now(),
    )


def _publish(request: HttpRequest, petition: Petition, _given: Mapping[str, Any]) -> None:
    answering.publish_answer(petition=petition, actor=request.user, at=timezone.now())


def _complete(request: HttpRequest, petition: Petition, _given: Mapping[str, Any]) -> None:
    promises.complete_petition(petition=petition, actor=request.user, at=timezone.now())


def _own(model: Any, request: HttpRequest, petition: Petition, *, name: str) -> Any:
    number = request.POST.get(name, "")
    is_number = number.isdecimal() and len(number) < 19
    found = model.objects.filter(petition=petition, pk=number).first() if is_number else None
    if found is None:
        raise Http404
    return found


STEPS: dict[str, Step] = {
    "register": _register,
    "hearing": _announce_hearing,
    "protocol": _keep_protocol,
    "answer": _keep_answer,
    "document": _add_document,
    "remove_document": _remove_document,
    "promise": _promise,
    "report": _report,
    "publish": _publish,
    "complete": _complete,
}
