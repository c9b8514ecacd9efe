"""Pages of the record editor: the list, the two views of a record, its history, its copies, copying."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shanyraq.domains.library.catalogue.actions.items import save_item
from shanyraq.domains.library.catalogue.actions.records import Written, change_record, version_of
from shanyraq.domains.library.catalogue.exports.marc.originals import own_record
from shanyraq.domains.library.catalogue.models import Item, Record
from shanyraq.domains.library.catalogue.protocols.sru.client import search, targets
from shanyraq.domains.library.catalogue.queries import staff_records as queries
from shanyraq.domains.library.catalogue.web.records.editing import Editing
from shanyraq.domains.library.catalogue.web.records.forms import CopyForm, ItemForm, NewForm
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.web.doors import library_staff
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.limits import limited

PER_PAGE = 50


def _libraries(request: HttpRequest) -> list[Library]:
    """:raises PermissionDenied: for who may change no records."""
    found = queries.libraries_of(request.user)
    if not found:
        raise PermissionDenied
    return found


def _record(request: HttpRequest, pk: int) -> Record:
    """A record of one's own libraries. :raises Http404: for others, which strangers do not learn of."""
    found = queries.record_in(_libraries(request), pk)
    if found is None:
        raise Http404
    return found


@library_staff
@require_GET
def list_records(request: HttpRequest) -> HttpResponse:
    """Records of one's libraries, the last changed first."""
    libraries = _libraries(request)
    words = request.GET.get("q", "").strip()[:200]
    page = Paginator(queries.records_in(libraries, words), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "new_form": NewForm(libraries), "copy_form": CopyForm()}
    return render(request, "library/catalogue/records/list.html", context)


@library_staff
@require_http_methods(["GET", "POST"])
@limited("library_editor")
def new_record(request: HttpRequest) -> HttpResponse:
    """A record made from nothing, or from one that was copied (its fields come along in the form)."""
    chosen = NewForm(_libraries(request), request.GET)
    if not chosen.is_valid():
        return redirect("library_catalogue:records")
    library, profile = chosen.cleaned_data["library"], chosen.cleaned_data["profile"]
    return Editing(request, library=library, profile=profile).respond()


@library_staff
@require_POST
@limited("library_editor")
def open_copied(request: HttpRequest) -> HttpResponse:
    """A copied record in the editor, for the library and format that were chosen; nothing is saved yet."""
    chosen = NewForm(_libraries(request), request.POST)
    if not chosen.is_valid():
        return redirect("library_catalogue:records")
    library, profile = chosen.cleaned_data["library"], chosen.cleaned_data["profile"]
    return Editing(request, library=library, profile=profile).respond()


@library_staff
@require_http_methods(["GET", "POST"])
@limited("library_editor")
def edit_record(request: HttpRequest, pk: int) -> HttpResponse:
    """A record as a grid of fields or as a plain form."""
    record = _record(request, pk)
    return Editing(request, library=record.library, profile=record.profile, record=record).respond()


@library_staff
@require_GET
def show_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What the record was, with a button to take each state back."""
    record = _record(request, pk)
    context = {"record": record, "versions": queries.versions_of(record)[:200], "seen": version_of(record)}
    return render(request, "library/catalogue/records/history.html", context)


@library_staff
@require_POST
@limited("library_editor")
def restore_version(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Make an earlier state the present one; what is replaced becomes a version itself."""
    record = _record(request, pk)
    found = record.versions.filter(pk=version).first()
    marc = own_record(bytes(found.original), form=found.format, encoding=found.encoding) if found else None
    if marc is None:
        raise Http404
    try:
        change_record(
            record=record, written=Written(marc, record.profile), seen=request.POST.get("seen", ""),
            actor=request.user, at=timezone.now(),
        )  # fmt: skip  # what, then who
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The earlier version is back."))
    return redirect("library_catalogue:record_history", record.pk)


@library_staff
@require_http_methods(["GET", "POST"])
@limited("library_editor")
def edit_items(request: HttpRequest, pk: int, item: int | None = None) -> HttpResponse:
    """The copies of a record: a table, and a form for one of them or a new one."""
    record = _record(request, pk)
    chosen = record.items.filter(pk=item).first() if item else Item(record=record)
    if chosen is None:
        raise Http404
    chosen.record = record
    form = ItemForm(record.library, request.POST or None, instance=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            save_item(item=form.save(commit=False), actor=request.user)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The copy is saved."))
            return redirect("library_catalogue:record_items", record.pk)
    context = {"record": record, "items": queries.items_of(record)[:1000], "form": form, "item": item}
    return render(request, "library/catalogue/records/items.html", context)


@library_staff
@require_POST
@limited("library_editor")
def copy_record(request: HttpRequest) -> HttpResponse:
    """Records of another library, each with a button that opens it as a new one of one's own."""
    libraries = _libraries(request)
    form, found = CopyForm(request.POST), []
    if form.is_valid():
        target = targets()[form.cleaned_data["target"]]
        try:
            found = search(target, form.cleaned_data["words"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context: dict[str, Any] = {
        "form": form,
        "found": [Editing.offered(each) for each in found],
        "is_asked": form.is_valid(),
        "new_form": NewForm(libraries),
    }
    return render(request, "library/catalogue/records/copy.html", context)
