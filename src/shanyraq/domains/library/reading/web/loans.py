"""Digital loans: borrowing, the queue, giving back, and a reader's own list."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shanyraq.domains.library.reading.actions import loans
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalLoan
from shanyraq.domains.library.reading.queries import own_things
from shanyraq.domains.library.reading.web.reading import see_other
from shanyraq.domains.library.reading.web.visitors import known_edition
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.limits import limited
from shanyraq.platform.accounts.web.doors import account_door
from shanyraq.platform.accounts.web.signed_in import account_of


@require_POST
@limited("library_reading")
def change_loan(request: HttpRequest, public_id: str) -> HttpResponse:
    """Borrow, join the queue or leave it."""
    edition, _decision = known_edition(request, public_id)
    address = reverse("library_reading:read", args=[edition.public_id])
    if not request.user.is_authenticated:
        return see_other(f"{reverse('account_login')}?{urlencode({'next': address})}")
    try:
        messages.success(request, _do_loan(request, edition))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return see_other(address)


def _do_loan(request: HttpRequest, edition: DigitalEdition) -> str:
    asked, now = request.POST.get("action", ""), timezone.now()
    if asked == "join":
        place = loans.join_queue(edition=edition, user=request.user, at=now)
        before = edition.queue.filter(position__lt=place.position).count()
        text = ngettext("%(count)d reader is before you.", "%(count)d readers are before you.", before)
        return text % {"count": before}
    if asked == "leave":
        loans.leave_queue(edition=edition, user=request.user, at=now)
        return _("You are no longer in the queue.")
    loan = loans.borrow(edition=edition, user=request.user, at=now)
    day = timezone.localtime(loan.due_at)
    return _("The book is yours until %(day)s.") % {"day": date_format(day, "DATE_FORMAT")}


@never_cache
@account_door
@require_safe
def show_my_digital(request: HttpRequest) -> HttpResponse:
    """The reader's digital loans, queues, places and bookmarks."""
    context = own_things.of_reader(request.user, timezone.now())
    return render(request, "library/reading/my_digital.html", {"mine": context})


@require_POST
@account_door
@limited("library_reading")
def give_back(request: HttpRequest, loan_id: int) -> HttpResponse:
    """End a loan before its term."""
    loan = DigitalLoan.objects.select_related("edition").filter(pk=loan_id, user=account_of(request)).first()
    if loan is None:
        raise Http404
    try:
        loans.give_back(loan=loan, user=request.user, at=timezone.now())
        messages.success(request, _("The book is returned."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return see_other(reverse("library_reading:my_digital"))
