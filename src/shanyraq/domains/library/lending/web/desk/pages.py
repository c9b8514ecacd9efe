"""The desk itself: one input for cards, copies and commands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from shanyraq.domains.library.lending.models import Loan
from shanyraq.domains.library.lending.permissions import Librarian
from shanyraq.domains.library.lending.queries.branches import desks_of
from shanyraq.domains.library.lending.queries.readers import loan_line, state_of
from shanyraq.domains.library.lending.queries.worklists import counts
from shanyraq.domains.library.lending.web.desk.door import at_desk
from shanyraq.domains.library.lending.web.desk.steps import Scan, step
from shanyraq.domains.library.lending.web.desk.tray import Tray, keep_tray, read_tray
from shanyraq.domains.library.network.models import Reader
from shanyraq.domains.library.network.web.doors import library_staff
from shanyraq.platform.accounts.web.signed_in import account_of

FETCHED = "X-Desk"
"""The header by which the page's script asks for the changed part alone."""


@library_staff
@require_GET
def choose_desk(request: HttpRequest) -> HttpResponse:
    """The branches where the visitor may lend; with only one, its desk opens."""
    branches = desks_of(account_of(request))
    if len(branches) == 1:
        return redirect("library_lending:desk", branches[0].pk)
    status = 200 if branches else 403
    return render(request, "library/lending/desk/choose.html", {"branches": branches}, status=status)


@require_GET
@at_desk
def show_desk(request: HttpRequest, librarian: Librarian) -> HttpResponse:
    """The desk with what lies on it."""
    tray = read_tray(request, librarian.branch.pk)
    context = {
        **desk_context(librarian, tray),
        "section": "desk",
        "counts": counts(librarian.branch, at=timezone.now()),
    }
    return render(request, "library/lending/desk/desk.html", context)


@require_POST
@at_desk
def scan(request: HttpRequest, librarian: Librarian) -> HttpResponse:
    """One scan. Answers with the changed part of the page to the script, else leads back to the desk."""
    branch = librarian.branch
    tray = read_tray(request, branch.pk)
    text = request.POST.get("input", "")
    step(text, Scan(librarian, tray, timezone.now()))
    keep_tray(request, branch.pk, tray)
    wants_receipt = text.strip().lower() == "/receipt"
    if FETCHED in request.headers and not wants_receipt:
        return render(request, "library/lending/desk/state.html", desk_context(librarian, tray))
    return redirect("library_lending:receipt" if wants_receipt else "library_lending:desk", branch.pk)


@require_GET
@at_desk
def show_receipt(request: HttpRequest, librarian: Librarian) -> HttpResponse:
    """What was lent to the reader at this desk just now, to be printed."""
    tray = read_tray(request, librarian.branch.pk)
    reader = Reader.objects.filter(pk=tray.reader).first() if tray.reader else None
    today = timezone.localdate()
    lent = (
        Loan.objects.filter(pk__in=tray.receipt, reader=reader, state="open")
        if reader
        else Loan.objects.none()
    )
    chosen = lent.select_related("item__record__edition", "rule", "branch").order_by("due_date", "pk")
    context = {
        "branch": librarian.branch,
        "reader": reader,
        "lines": [loan_line(loan, today) for loan in chosen],
        "now": timezone.now(),
    }
    return render(request, "library/lending/desk/receipt.html", context)


def desk_context(librarian: Librarian, tray: Tray) -> dict[str, Any]:
    """What the desk's part shows."""
    branch, now = librarian.branch, timezone.now()
    readers = Reader.objects.select_related("profile", "home_library")
    reader = readers.filter(pk=tray.reader).first() if tray.reader else None
    return {
        "branch": branch,
        "tray": tray,
        "newest": tray.tape[0] if tray.tape else None,
        "state": state_of(reader, at=now, branch=branch) if reader else None,
    }
