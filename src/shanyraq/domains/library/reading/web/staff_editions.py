"""Staff's pages of digital editions: the worklist, one edition, upload and progress, description, steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.domains.library.network.web.doors import library_staff
from shanyraq.domains.library.reading.actions import editions, processing, uploads
from shanyraq.domains.library.reading.formats.programs import missing_programs, recognition_languages
from shanyraq.domains.library.reading.models import OCR_LANGUAGES, DigitalEdition
from shanyraq.domains.library.reading.queries import books
from shanyraq.domains.library.reading.states import CHANGEABLE, EditionState
from shanyraq.domains.library.reading.web.forms.staff import BeginForm, DescribeForm, MoveForm, UploadForm
from shanyraq.domains.library.reading.workflow import DIGITISATION
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import history

PER_PAGE = 50
View = Callable[..., HttpResponseBase]


def keeping(view: View) -> View:
    """Let in who digitises for the library of the edition; for others it is not there."""

    @wraps(view)
    def checked(request: HttpRequest, public_id: str, **more: Any) -> HttpResponseBase:
        edition = books.kept_by(request.user).select_related("edition").filter(public_id=public_id).first()
        if edition is None:
            raise Http404
        return view(request, edition, **more)

    guarded: View = library_staff(checked)
    return guarded


def refuse_in_form(form: Any, refusal: Refusal) -> None:
    """Show a refusal at its field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


@library_staff
@require_safe
def list_editions(request: HttpRequest) -> HttpResponse:
    """The worklist: digital editions of the own libraries by state, the newest first. Four queries."""
    kept = books.kept_by(request.user)
    if not books.libraries_kept_by(request.user).exists():
        raise PermissionDenied
    state, words = request.GET.get("state", ""), request.GET.get("q", "").replace("\x00", "")[:100]
    counts = dict(kept.order_by().values_list("state").annotate(Count("pk")))
    shown = kept.filter(state=state) if state in EditionState.values else kept
    shown = shown.filter(title__icontains=words) if words else shown
    page = Paginator(shown.order_by("-created_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    progress = books.progress_of_all(page.object_list)
    context = {
        "page": page,
        "rows": [(edition, *progress.get(edition.pk, (0, 0, 0))) for edition in page],
        "states": [(value, label, counts.get(value, 0)) for value, label in EditionState.choices],
        "total": sum(counts.values()),
        "state": state,
        "words": words,
    }
    return render(request, "library/reading/staff_editions.html", context)


@library_staff
@require_http_methods(["GET", "HEAD", "POST"])
def begin_edition(request: HttpRequest) -> HttpResponse:
    """A new digital edition."""
    initial = {"edition": request.GET.get("edition", "")[:20]}
    form = BeginForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = editions.begin_edition(**form.cleaned_data, actor=request.user, at=timezone.now())
        except Refusal as refusal:
            refuse_in_form(form, refusal)
        else:
            return redirect("library_reading:staff_edition", made.public_id)
    return render(request, "library/reading/staff_new.html", {"form": form})


@keeping
@require_safe
def show_edition(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """One digital edition: files, progress, what can be done now, and what was done."""
    return _edition_page(request, edition)


def _edition_page(request: HttpRequest, edition: DigitalEdition, **more: Any) -> HttpResponse:
    context = {
        **common(request, edition, "overview"),
        "sources": edition.sources.order_by("pk"),
        "upload_form": UploadForm(),
        "outlook": DIGITISATION.workflow.outlook(edition, request.user),
        "history": history(edition),
        "labels": {move.name: move.label for move in DIGITISATION.workflow.moves},
        "programs": missing_programs(),
        "languages_missing": [
            str(OCR_LANGUAGES[code])
            for code in edition.ocr_languages
            if code in OCR_LANGUAGES and code not in recognition_languages()
        ],
        **more,
    }
    status = 422 if more else 200
    return render(request, "library/reading/staff_edition.html", context, status=status)


def common(request: HttpRequest, edition: DigitalEdition, part: str) -> dict[str, Any]:  # noqa: ARG001 - pages of a book share one shape
    """What every staff page of one digital edition shows."""
    return {
        "edition": edition,
        "part": part,
        "progress": books.progress_of(edition),
        "is_processing": edition.state == EditionState.PROCESSING,
        "is_changeable": edition.state in CHANGEABLE,
    }


@keeping
@require_POST
def upload(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """Take files in and order the work on them."""
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            added = uploads.upload_sources(
                edition=edition, files=form.cleaned_data["scans"], actor=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            refuse_in_form(form, refusal)
        else:
            count, given = len(added), len(form.cleaned_data["scans"])
            text = ngettext(
                "%(count)d file is being processed.", "%(count)d files are being processed.", count
            )
            messages.success(request, text % {"count": count})
            if count < given:
                messages.info(request, _("What was here already is not taken twice."))
            return redirect("library_reading:staff_edition", edition.public_id)
    return _edition_page(request, edition, upload_form=form)


@keeping
@require_safe
def show_progress(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """The part of the page that tells how far the work is; a script asks for it again and again."""
    return render(request, "library/reading/staff_progress.html", common(request, edition, "overview"))


@keeping
@require_POST
def move(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """Make a step, or have failed files taken apart again."""
    form = MoveForm(request.POST)
    try:
        if request.POST.get("move") == "retry":
            processing.retry_sources(edition=edition, actor=request.user, at=timezone.now())
        elif form.is_valid():
            given = form.cleaned_data
            editions.move_edition(
                edition=edition,
                move=given["move"],
                actor=request.user,
                at=timezone.now(),
                reason=given["reason"],
            )
        messages.success(request, _("Done."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library_reading:staff_edition", edition.public_id)


@keeping
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """What readers are told, and who may read."""
    form = DescribeForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        try:
            editions.describe_edition(
                edition=edition, values=form.cleaned_data, actor=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            refuse_in_form(form, refusal)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("library_reading:staff_edition", edition.public_id)
    context = {**common(request, edition, "describe"), "form": form}
    return render(request, "library/reading/staff_describe.html", context)
