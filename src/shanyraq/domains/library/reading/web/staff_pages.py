"""Staff's view of a book's pages: order, labels, missing ones, recognition again, contents."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from shanyraq.domains.library.reading.actions import contents, ordering, processing
from shanyraq.domains.library.reading.models import DigitalEdition
from shanyraq.domains.library.reading.queries import books
from shanyraq.domains.library.reading.states import PageState
from shanyraq.domains.library.reading.web.forms.staff import ContentsForm, LabelForm, MissingForm
from shanyraq.domains.library.reading.web.page_context import leaf_of
from shanyraq.domains.library.reading.web.staff_editions import common, keeping, refuse_in_form
from shanyraq.kernel.errors import Refusal

PER_PAGE = 120
MOST_CHOSEN = 5_000


@keeping
@require_http_methods(["GET", "HEAD", "POST"])
def show_pages(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """The grid of pages; what is done with them comes here as ``do``."""
    if request.method == "POST":
        return _do(request, edition)
    return _grid(request, edition)


def _grid(request: HttpRequest, edition: DigitalEdition, **more: Any) -> HttpResponse:
    state = request.GET.get("state", "")
    pages = edition.pages.order_by("number").select_related("source")
    if state == "wordless":
        pages = pages.filter(state=PageState.READY).exclude(error="")
    elif state in PageState.values:
        pages = pages.filter(state=state)
    page = Paginator(pages, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **common(request, edition, "pages"),
        "page": page,
        "cells": [(each, leaf_of(each)) for each in page],
        "state": state,
        "label_form": LabelForm(),
        "missing_form": MissingForm(),
        **more,
    }
    return render(request, "library/reading/staff_pages.html", context, status=422 if more else 200)


def _do(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    doers: dict[str, Callable[[HttpRequest, DigitalEdition], HttpResponse]] = {
        "places": _place,
        "labels": _label,
        "missing": _add_missing,
        "remove": _remove,
        "again": _again,
    }
    doer = doers.get(request.POST.get("do", ""))
    if doer is None:
        return HttpResponse(status=400)
    try:
        return doer(request, edition)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _back(request, edition)


def _back(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    response = redirect("library_reading:staff_pages", edition.public_id)
    query = request.GET.urlencode()
    response["Location"] += f"?{query}" if query else ""
    return response


def _chosen(request: HttpRequest) -> list[int]:
    """The pages that are ticked."""
    given = request.POST.getlist("chosen")[:MOST_CHOSEN]
    return [int(each) for each in given if each.isascii() and each.isdecimal() and len(each) < 19]


def _place(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """New places from the number fields; those that were not changed are left alone."""
    wanted: dict[int, float] = {}
    numbers = dict(edition.pages.values_list("pk", "number"))
    for name, text in request.POST.items():
        key = name.removeprefix("place-")
        if key != name and key.isascii() and key.isdecimal() and int(key) in numbers:
            place = _number(str(text))
            if place is not None and place != numbers[int(key)]:
                wanted[int(key)] = place
    if wanted:
        ordering.reorder_pages(edition=edition, places=wanted, actor=request.user, at=timezone.now())
        messages.success(request, _("The order is saved."))
    return _back(request, edition)


def _number(text: str) -> float | None:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) and 0 <= found <= 1_000_000 else None


def _label(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    form = LabelForm(request.POST)
    if form.is_valid():
        try:
            count = ordering.label_pages(
                edition=edition, **form.cleaned_data, actor=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            refuse_in_form(form, refusal)
        else:
            text = ngettext("%(count)d page has a label.", "%(count)d pages have labels.", count)
            messages.success(request, text % {"count": count})
            return _back(request, edition)
    return _grid(request, edition, label_form=form)


def _add_missing(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    form = MissingForm(request.POST)
    if not form.is_valid():
        return _grid(request, edition, missing_form=form)
    ordering.add_missing_page(edition=edition, **form.cleaned_data, actor=request.user, at=timezone.now())
    messages.success(request, _("The missing page has its place."))
    return _back(request, edition)


def _remove(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    count = ordering.remove_pages(
        edition=edition, page_ids=_chosen(request), actor=request.user, at=timezone.now()
    )
    text = ngettext("%(count)d page is removed.", "%(count)d pages are removed.", count)
    messages.success(request, text % {"count": count})
    return _back(request, edition)


def _again(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    count = processing.process_again(
        edition=edition, page_ids=_chosen(request), actor=request.user, at=timezone.now()
    )
    text = ngettext("%(count)d page is processed again.", "%(count)d pages are processed again.", count)
    messages.success(request, text % {"count": count})
    return _back(request, edition)


@keeping
@require_POST
def order_pages(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """The whole order from a script that drags: ``page`` many times. 204, or 409 with the reason."""
    given = request.POST.getlist("page")
    numbers = [int(each) for each in given if each.isascii() and each.isdecimal() and len(each) < 19]
    try:
        ordering.order_pages(edition=edition, page_ids=numbers, actor=request.user, at=timezone.now())
    except Refusal as refusal:
        return JsonResponse({"detail": str(refusal)}, status=409)
    return HttpResponse(status=204)


@keeping
@require_http_methods(["GET", "HEAD", "POST"])
def edit_contents(request: HttpRequest, edition: DigitalEdition) -> HttpResponse:
    """The table of contents as text, a line for each part."""
    form = ContentsForm(request.POST or None, initial={"contents": _as_text(edition)})
    if request.method == "POST" and form.is_valid():
        try:
            headings = contents.parse_contents(form.cleaned_data["contents"])
            contents.replace_contents(
                edition=edition, headings=headings, actor=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            refuse_in_form(form, refusal)
        else:
            messages.success(request, _("The table of contents is saved."))
            return redirect("library_reading:staff_contents", edition.public_id)
    context = {**common(request, edition, "contents"), "form": form}
    if not context["is_changeable"]:
        form.fields["contents"].widget.attrs["readonly"] = True
    return render(request, "library/reading/staff_contents.html", context)


def _as_text(edition: DigitalEdition) -> str:
    lines = []
    for entry in books.contents_of(edition):
        label = (
            entry.page.label if entry.page.label and " " not in entry.page.label else f"[{entry.page.number}]"
        )
        lines.append(f"{'  ' * (entry.level - 1)}{entry.title} | {label}")
    return "\n".join(lines)
