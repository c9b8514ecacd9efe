"""Staff's page on which an edition is taken apart: records that are another edition, an edition that is
another work. What is done stands in the history of duplicates, where it is undone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from shanyraq.domains.library.catalogue.actions.merging import move_edition, split_edition
from shanyraq.domains.library.catalogue.models import Record
from shanyraq.domains.library.catalogue.permissions import may_decide_on
from shanyraq.domains.library.catalogue.queries.splitting import Joined, joined_at
from shanyraq.domains.library.catalogue.web.comparison import rows_of, summary_of
from shanyraq.domains.library.catalogue.web.duplicates import posts_for_review
from shanyraq.domains.library.network.web.doors import library_staff
from shanyraq.kernel.errors import Refusal

LONGEST_REASON: Final = 500
_LONGEST_ADDRESS: Final = 300


@library_staff
@require_GET
def find_edition(request: HttpRequest) -> HttpResponse:
    """Go to the edition whose number, or whose page's address, was typed."""
    posts_for_review(request)
    typed = request.GET.get("edition", "")[:_LONGEST_ADDRESS].strip().rstrip("/")
    public_id = typed.rpartition("/")[2]
    found = joined_at(public_id) if public_id else None
    if found is None:
        messages.error(request, _("There is no edition with this number. Copy it from the edition's page."))
        return redirect("library_catalogue:duplicates")
    return redirect("library_catalogue:split", public_id=found.edition.public_id)


@library_staff
@require_GET
def show_split(request: HttpRequest, public_id: str) -> HttpResponse:
    """The records of an edition with what each tells otherwise, and the other editions of its work."""
    return _show(request, _joined(request, public_id), typed={})


@library_staff
@require_POST
def split(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the chosen records out into an edition of their own."""
    joined = _joined(request, public_id)
    chosen = {int(text) for text in request.POST.getlist("record") if text.isdecimal() and len(text) < 19}
    records = list(Record.objects.filter(pk__in=chosen).defer("original"))
    return _done(
        request,
        joined,
        lambda said: split_edition(edition=joined.edition, records=records, **said),
        chosen=chosen,
    )


@library_staff
@require_POST
def leave_work(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the edition out of its work into one of its own."""
    joined = _joined(request, public_id)
    return _done(request, joined, lambda said: move_edition(edition=joined.edition, **said))


def _joined(request: HttpRequest, public_id: str) -> Joined:
    """:raises Http404: for an unknown edition, and one that does not concern the reader's libraries."""
    posts = posts_for_review(request)
    joined = joined_at(public_id)
    if joined is None or not may_decide_on(posts, joined.libraries):
        raise Http404
    return joined


def _done(
    request: HttpRequest,
    joined: Joined,
    act: Callable[[dict[str, Any]], Any],
    *,
    chosen: set[int] | None = None,
) -> HttpResponse:
    reason = request.POST.get("reason", "")[:LONGEST_REASON]
    try:
        act({"actor": request.user, "at": timezone.now(), "reason": reason})
    except Refusal as refusal:
        typed = {"refusal": str(refusal), "reason": reason, "chosen": chosen or set()}
        return _show(request, joined, typed=typed, status=422)
    messages.success(request, _("Taken apart. Here it can be undone."))
    return redirect(reverse("library_catalogue:duplicates_history"))


def _show(request: HttpRequest, joined: Joined, *, typed: dict[str, Any], status: int = 200) -> HttpResponse:
    chosen = typed.get("chosen", set())
    context = {
        "joined": joined,
        "summary": summary_of(joined.edition),
        "lines": [
            (record, summary_of(record), _otherwise(joined, record), record.pk in chosen)
            for record in joined.records
        ],
        "others": [(edition, summary_of(edition)) for edition in joined.editions],
        "way": "split",
        **typed,
    }
    return render(request, "library/catalogue/duplicates/split.html", context, status=status)


def _otherwise(joined: Joined, record: Record) -> list[Any]:
    """The fields in which a record differs from the edition as a whole."""
    rows = rows_of(joined.edition.description, record.description)
    return [row for row in rows if row.state == "different"]
