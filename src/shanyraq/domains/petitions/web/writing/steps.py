"""The steps of the writing. Each keeps what was typed, with or without scripts, and leads on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import date as formatted
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.domains.petitions.actions.drafts import WRITABLE
from shanyraq.domains.petitions.models import Petition, Territory
from shanyraq.domains.petitions.queries.initiator import own_petition
from shanyraq.domains.petitions.queries.missing import missing_parts
from shanyraq.domains.petitions.queries.similar import similar_petitions
from shanyraq.domains.petitions.web.doors import writers
from shanyraq.domains.petitions.web.forms import writing as forms
from shanyraq.domains.petitions.web.public.lines import line_of
from shanyraq.domains.petitions.web.writing import files, submission
from shanyraq.domains.petitions.web.writing.frame import first_open, following, shown, to_step
from shanyraq.domains.petitions.web.writing.keeping import Kept, keep, mark_of

FORMS: Final[dict[str, type[forms.StepForm]]] = {
    "title": forms.TitleForm,
    "addressee": forms.AddresseeForm,
    "substance": forms.SubstanceForm,
    "arguments": forms.ArgumentsForm,
    "proposals": forms.ProposalsForm,
}
NOT_KEPT: Final = 422
CONFLICT: Final = 409


@writers
@require_safe
def go_on(request: HttpRequest, public_id: str) -> HttpResponse:
    """To the first step where something is missing."""
    petition = own_petition(request.user, public_id)
    if petition is None:
        raise Http404
    return to_step(petition, first_open(petition))


@writers
@require_http_methods(["GET", "HEAD", "POST"])
def show_step(request: HttpRequest, public_id: str, step: str) -> HttpResponseBase:
    """One step of one's own draft or petition to be corrected; nobody else's is found."""
    petition = own_petition(request.user, public_id)
    if petition is None:
        raise Http404
    if petition.state not in WRITABLE:
        return redirect("petitions:my_petition", public_id)
    if step in FORMS:
        return _write(request, petition, step)
    if step not in OTHERS:
        raise Http404
    return OTHERS[step](request, petition)


def _write(request: HttpRequest, petition: Petition, step: str) -> HttpResponse:
    if request.method != "POST":
        unbound = FORMS[step](petition=petition, **_options(request, step))
        return shown(request, petition, step, context=_context(request, petition, unbound))
    form = FORMS[step](request.POST, petition=petition, **_options(request, step))
    kept = keep(request, petition, form)
    if request.POST.get("do") == "auto":
        return _told(petition, form, kept)
    if kept.is_kept:
        return _led_on(request, petition, step)
    return _refused(request, petition, step, form=form, kept=kept)


def _options(request: HttpRequest, step: str) -> dict[str, Any]:
    if step != "addressee":
        return {}
    asked = request.POST.get("territory", "") or request.GET.get("territory", "")
    return {"territory": asked if asked.isdecimal() and len(asked) < 10 else ""}


def _context(request: HttpRequest, petition: Petition, form: forms.StepForm) -> dict[str, Any]:
    context: dict[str, Any] = {"form": form, "was": mark_of(petition, type(form))}
    if isinstance(form, forms.AddresseeForm):
        context["territories"] = Territory.objects.filter(body__is_open=True).distinct().order_by("code")
        context["territory"] = _options(request, "addressee")["territory"]
    return context


def _led_on(request: HttpRequest, petition: Petition, step: str) -> HttpResponse:
    """After keeping: to the next step when it is wanted and nothing is missing here."""
    wish = request.POST.get("do", "next")
    if wish == "narrow":
        query = f"?territory={_options(request, step)['territory']}#id_body"
        return redirect(to_step(petition, step).headers["Location"] + query)
    if wish == "later":
        return redirect("petitions:my_petitions")
    if wish != "next":
        return redirect(to_step(petition, step).headers["Location"] + _place(wish))
    lacking = [each for each in missing_parts(petition) if each.step == step]
    if not lacking:
        return to_step(petition, following(step))
    form = FORMS[step](request.POST, petition=petition, **_options(request, step))
    form.is_valid()
    for each in lacking:
        form.add_error(each.field if each.field in form.fields else None, str(each.text))
    context = _context(request, petition, form) | {"is_kept": True}
    return shown(request, petition, step, context=context, status=NOT_KEPT)


def _place(wish: str) -> str:
    """Back to the proposals, to the one that was moved or begun."""
    verb, _dash, number = wish.partition("-")
    place = int(number) if number.isdecimal() and len(number) < 4 else 0
    shift = {"up": -1, "down": 1}.get(verb)
    return f"#id_proposal-{max(1, place + shift)}" if shift else "#steps-end" if verb == "add" else ""


def _refused(
    request: HttpRequest, petition: Petition, step: str, *, form: forms.StepForm, kept: Kept
) -> HttpResponse:
    context = _context(request, petition, form) | {"is_conflict": kept.is_conflict}
    if kept.is_conflict:
        context["stored"] = [each for each in _stored_words(petition, form) if each]
    return shown(request, petition, step, context=context, status=CONFLICT if kept.is_conflict else NOT_KEPT)


def _stored_words(petition: Petition, form: forms.StepForm) -> list[str]:
    """What is kept of a step now, in words."""
    if form.names == ("proposals",):
        return [each.text for each in petition.proposals.order_by("number")]
    return [
        petition.get_language_display() if name == "language" else str(getattr(petition, name) or "")
        for name in form.names
    ]


def _told(petition: Petition, form: forms.StepForm, kept: Kept) -> JsonResponse:
    """For the script that keeps the draft as it is typed."""
    if kept.is_kept:
        at = formatted(timezone.localtime(), "TIME_FORMAT")
        return JsonResponse({"state": "kept", "was": mark_of(petition, type(form)), "at": at})
    if kept.is_conflict:
        return JsonResponse({"state": "conflict"}, status=CONFLICT)
    errors = {
        form[name].id_for_label if name != "__all__" else "": each for name, each in form.errors.items()
    }
    return JsonResponse({"state": "refused", "errors": errors}, status=NOT_KEPT)


def _show_similar(request: HttpRequest, petition: Petition) -> HttpResponse:
    if request.method == "POST":
        return to_step(petition, following("similar"))
    found = similar_petitions(petition.title, petition.language, besides=petition.pk)
    now = timezone.now()
    lines = [line_of(each, now) for each in found]
    return shown(request, petition, "similar", context={"lines": lines})


OTHERS: Final[dict[str, Callable[[HttpRequest, Petition], HttpResponse]]] = {
    "similar": _show_similar,
    "files": files.show_files,
    "preview": submission.show_preview,
}
