"""Lists of what is to be done at a branch."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from shanyraq.domains.library.lending.actions.holds import cancel_hold
from shanyraq.domains.library.lending.actions.loans import accept_replacement, declare_lost
from shanyraq.domains.library.lending.models import Hold, Loan
from shanyraq.domains.library.lending.permissions import Librarian
from shanyraq.domains.library.lending.queries import worklists
from shanyraq.domains.library.lending.queries.titles import title_of
from shanyraq.domains.library.lending.web.desk.door import at_desk
from shanyraq.domains.library.network.models import Branch
from shanyraq.kernel.errors import Refusal

ROWS = 50


@dataclass(frozen=True, slots=True)
class Worklist:
    """One list: its name, what is said when it is empty, its rows, and what makes a row of each."""

    title: Any
    empty: Any
    rows: Callable[[Branch], Any]
    row: Callable[[Any], dict[str, Any]]


def _pull(pull: worklists.Pull) -> dict[str, Any]:
    item, hold = pull.item, pull.hold
    return {
        "title": title_of(item.record.edition),
        "item": item,
        "branch": hold.pickup_branch,
        "since": hold.placed_at,
    }


def _shelf(hold: Hold) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "title": title_of(hold.edition),
        "item": hold.item,
        "reader": None if hold.needs_clearing else hold.reader,
        "until": hold.shelf_until,
        "is_late": hold.needs_clearing or (hold.shelf_until is not None and hold.shelf_until < today),
        "clear": hold.needs_clearing,
        "hold": hold,
    }


def _overdue(loan: Loan) -> dict[str, Any]:
    return {
        "title": title_of(loan.item.record.edition),
        "item": loan.item,
        "reader": loan.reader,
        "due": loan.due_date,
        "days": (timezone.localdate() - loan.due_date).days,
        "loan": loan,
    }


def _way(way: Any) -> dict[str, Any]:
    return {
        "title": title_of(way.item.record.edition),
        "item": way.item,
        "from": way.from_branch,
        "branch": way.to_branch,
        "since": way.sent_at,
    }


def _to_pull(branch: Branch) -> Any:
    return worklists.to_pull(branch, at=timezone.now())


def _all_overdue(branch: Branch) -> Any:
    return worklists.overdue(branch, at=timezone.now())


LISTS = {
    "pull": Worklist(
        gettext_lazy("To take from the shelves"),
        gettext_lazy("No holds wait for books of this branch."),
        _to_pull,
        _pull,
    ),
    "shelf": Worklist(
        gettext_lazy("Hold shelf"), gettext_lazy("The hold shelf is empty."), worklists.on_hold_shelf, _shelf
    ),
    "overdue": Worklist(gettext_lazy("Overdue"), gettext_lazy("Nothing is overdue."), _all_overdue, _overdue),
    "ways": Worklist(
        gettext_lazy("On the way"), gettext_lazy("No book is on the way."), worklists.on_the_way, _way
    ),
}


@require_GET
@at_desk
def show_list(request: HttpRequest, librarian: Librarian, kind: str) -> HttpResponse:
    """One of the lists, by pages."""
    worklist = LISTS.get(kind)
    if worklist is None:
        raise Http404
    page = Paginator(worklist.rows(librarian.branch), ROWS).get_page(request.GET.get("page"))
    context = {
        "branch": librarian.branch,
        "section": kind,
        "worklist": worklist,
        "page": page,
        "rows": [worklist.row(each) for each in page],
    }
    return render(request, "library/lending/desk/worklist.html", context)


@require_POST
@at_desk
def end_loan(request: HttpRequest, librarian: Librarian, loan_id: int) -> HttpResponse:
    """Declare a copy lost, or accept an equal one for it, with the reason."""
    mine = librarian.branch.library_id
    own = Q(branch__library_id=mine) | Q(item__branch__library_id=mine)
    loan = Loan.objects.filter(own, pk=loan_id).first()
    if loan is None:
        raise Http404
    reason, now = request.POST.get("reason", "")[:300], timezone.now()
    try:
        if request.POST.get("move") == "replace":
            accept_replacement(loan=loan, librarian=librarian, reason=reason, at=now)
        else:
            declare_lost(loan=loan, librarian=librarian, reason=reason, at=now)
        messages.success(request, _("It is noted."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return _back(request, librarian, "overdue")


@require_POST
@at_desk
def end_hold(request: HttpRequest, librarian: Librarian, hold_id: int) -> HttpResponse:
    """Cancel a hold for its reader."""
    hold = Hold.objects.filter(pk=hold_id).first()
    if hold is None:
        raise Http404
    try:
        cancel_hold(hold=hold, actor=librarian, at=timezone.now())
        messages.success(request, _("The hold is cancelled."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return _back(request, librarian, "shelf")


def _back(request: HttpRequest, librarian: Librarian, kind: str) -> HttpResponse:
    if request.POST.get("back") == "desk":
        return redirect("library_lending:desk", librarian.branch.pk)
    return redirect("library_lending:worklist", librarian.branch.pk, kind)
