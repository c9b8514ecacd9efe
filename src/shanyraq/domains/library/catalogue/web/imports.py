"""Staff's pages of imports."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shanyraq.domains.library.catalogue import permissions, tasks
from shanyraq.domains.library.catalogue.actions import imports as actions
from shanyraq.domains.library.catalogue.models import ImportRun, Outcome, RunSource
from shanyraq.domains.library.catalogue.queries import imports as queries
from shanyraq.domains.library.catalogue.web.import_form import ImportForm, explained
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.web.doors import library_staff
from shanyraq.kernel.errors import Refusal

ENTRIES_A_PAGE = 50
RUNS_A_PAGE = 20


def own_library(request: HttpRequest, code: str) -> Library:
    """:raises Http404: for who may not import there, and does not learn that it is there."""
    library = get_object_or_404(Library, code=code)
    if not permissions.may_import(request.user, library):
        raise Http404
    return library


def own_run(request: HttpRequest, code: str, run_id: int) -> ImportRun:
    """A run of a library whose imports the visitor may see. :raises Http404: for others."""
    library = own_library(request, code)
    return get_object_or_404(queries.runs_of(library).select_related("library"), pk=run_id)


@library_staff
@require_GET
def choose_library(request: HttpRequest) -> HttpResponse:
    """The libraries the visitor imports for; straight on when there is one."""
    libraries = permissions.libraries_to_import(request.user)
    if not libraries:
        raise Http404
    if len(libraries) == 1:
        return redirect("library_catalogue:imports", libraries[0].code)
    return render(request, "library/catalogue/imports/libraries.html", {"libraries": libraries})


@library_staff
@require_http_methods(["GET", "POST"])
def list_imports(request: HttpRequest, code: str) -> HttpResponse:
    """Earlier imports, and the form for a new one."""
    library = own_library(request, code)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = _start(request, library, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("library_catalogue:import", library.code, run.pk)
    page = Paginator(queries.runs_of(library), RUNS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "library/catalogue/imports/list.html", {"library": library, "form": form, "page": page}
    )


def _start(request: HttpRequest, library: Library, given: dict[str, Any]) -> ImportRun:
    with transaction.atomic():
        run = actions.start_import(
            library=library,
            profile=given["profile"],
            file=given["file"],
            file_name=given["file"].name,
            at=timezone.now(),
            source=RunSource.STAFF,
            started_by=request.user,
            options={name: given[name] for name in ("encoding", "is_dry_run", "is_full")},
        )
        tasks.schedule(run)
    return run


@library_staff
@require_GET
def show_import(request: HttpRequest, code: str, run_id: int) -> HttpResponse:
    """How far a run is, and its report."""
    run = own_run(request, code, run_id)
    kind, message = request.GET.get("outcome", ""), request.GET.get("code", "")
    kind = kind if kind in queries.FILTERS else ""
    entries = queries.entries_of(run, kind=kind, code=message)
    page = Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **_progress(run),
        "page": page,
        "rows": [(entry, [_line(each) for each in entry.detail.splitlines()]) for entry in page],
        "chosen": kind,
        "code": message,
        "filters": [*Outcome.choices, ("warned", _("with warnings"))],
        "codes": [(each, explained(each), number) for each, number in queries.codes_of(run)],
    }
    return render(request, "library/catalogue/imports/run.html", context)


def _line(detail: str) -> dict[str, Any]:
    code, _colon, text = detail.partition(": ")
    return {"meaning": explained(code), "text": text}


def _progress(run: ImportRun) -> dict[str, Any]:
    return {
        "run": run,
        "library": run.library,
        "counts": [(Outcome(name).label, number) for name, number in run.counts.items()],
        "error": explained(run.error) if run.error else "",
    }


@library_staff
@require_GET
def show_progress(request: HttpRequest, code: str, run_id: int) -> HttpResponse:
    """The part of the page that changes while a run goes on."""
    run = own_run(request, code, run_id)
    response = render(request, "library/catalogue/imports/progress.html", _progress(run))
    response["X-Import-Open"] = "1" if run.is_open else "0"
    return response


@library_staff
@require_GET
def download_refused(request: HttpRequest, code: str, run_id: int) -> HttpResponseBase:
    """The refused records as CSV."""
    run = own_run(request, code, run_id)
    response = StreamingHttpResponse(_csv_lines(run), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{run.pk}-refused.csv"'
    return response


class _Line:
    """What the writer of CSV writes into: it gives the line back."""

    def write(self, line: str) -> str:
        return line


def _csv_lines(run: ImportRun) -> Iterator[str]:
    writer = csv.writer(_Line())
    for row in queries.refused_rows(run):
        yield writer.writerow(row)


@library_staff
@require_POST
def stop_import(request: HttpRequest, code: str, run_id: int) -> HttpResponse:
    """Stop a run after its batch."""
    run = own_run(request, code, run_id)
    try:
        actions.cancel_import(run=run)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library_catalogue:import", code, run_id)


@library_staff
@require_POST
def continue_import(request: HttpRequest, code: str, run_id: int) -> HttpResponse:
    """Go on with a run that has a file kept for it."""
    run = own_run(request, code, run_id)
    if not run.file:
        messages.error(request, _("The uploaded file is no longer there. Upload it again."))
        return redirect("library_catalogue:import", code, run_id)
    try:
        with transaction.atomic():
            tasks.schedule(actions.resume_import(run=run))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library_catalogue:import", code, run_id)
