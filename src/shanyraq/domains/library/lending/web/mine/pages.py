"""The reader's page: loans, holds, card, history."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shanyraq.domains.library.lending.actions import readers as actions
from shanyraq.domains.library.lending.actions.forgetting import delete_history, keep_history
from shanyraq.domains.library.lending.actions.holds import cancel_hold
from shanyraq.domains.library.lending.actions.letters import KINDS
from shanyraq.domains.library.lending.actions.loans import renew
from shanyraq.domains.library.lending.permissions import Borrower
from shanyraq.domains.library.lending.queries.readers import history_of, reader_of, state_of
from shanyraq.domains.library.lending.queries.titles import title_of
from shanyraq.domains.library.lending.web.cards import qr_svg, render_card, spelled
from shanyraq.domains.library.lending.web.forms import ConnectCardForm, OrderCardForm
from shanyraq.domains.library.network.models import Reader
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.limits import limited
from shanyraq.platform.accounts.queries.persons import person_of
from shanyraq.platform.accounts.web.doors import account_door
from shanyraq.platform.accounts.web.signed_in import account_of
from shanyraq.platform.notifications.optouts import decline, has_declined, resume


def own_card(request: HttpRequest) -> Reader:
    """:raises Http404: when the account has no card."""
    reader = reader_of(request.user)
    if reader is None:
        raise Http404
    return reader


@require_GET
@never_cache
@account_door
def show_mine(request: HttpRequest) -> HttpResponse:
    """What the reader has and waits for; without a card, the ways to one."""
    reader = reader_of(request.user)
    if reader is None:
        return _offer_card(request, OrderCardForm(), ConnectCardForm())
    user = account_of(request)
    context = {
        "state": state_of(reader, at=timezone.now()),
        "reader": reader,
        "number": spelled(reader.card_number),
        "code": qr_svg(reader.card_number),
        "kinds": [(kind, not has_declined(recipient=user.email, kind=kind.name)) for kind in KINDS],
        "kept": history_of(reader).count(),
    }
    return render(request, "library/lending/mine/mine.html", context)


def _offer_card(request: HttpRequest, order: OrderCardForm, connect: ConnectCardForm) -> HttpResponse:
    context = {
        "order": order,
        "connect": connect,
        "person": person_of(account_of(request)),
    }
    return render(request, "library/lending/mine/card_wanted.html", context)


@require_POST
@account_door
@limited("library_reader")
def order_card(request: HttpRequest) -> HttpResponse:
    """A card for the confirmed person."""
    form = OrderCardForm(request.POST)
    if form.is_valid():
        try:
            actions.order_card(
                user=account_of(request), library=form.cleaned_data["library"], at=timezone.now()
            )
            messages.success(request, _("Here is your card."))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("library_lending:my")
    return _offer_card(request, form, ConnectCardForm())


@require_POST
@account_door
@limited("library_connect")
def connect_card(request: HttpRequest) -> HttpResponse:
    """A card from a desk."""
    form = ConnectCardForm(request.POST)
    if form.is_valid():
        try:
            actions.connect_card(user=account_of(request), card_number=form.cleaned_data["card_number"])
            messages.success(request, _("Your card is connected with your account."))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect("library_lending:my")
    return _offer_card(request, OrderCardForm(), form)


@require_GET
@never_cache
@account_door
def print_own_card(request: HttpRequest) -> HttpResponse:
    """The card as a page to be printed."""
    return render_card(request, own_card(request))


@require_POST
@account_door
@limited("library_reader")
def renew_loan(request: HttpRequest, loan_id: int) -> HttpResponse:
    """Renew one loan; a refusal is said with its reason."""
    reader = own_card(request)
    loan = reader.loans.filter(pk=loan_id).first()
    if loan is None:
        raise Http404
    try:
        renewed = renew(loan=loan, actor=Borrower(reader.pk), at=timezone.now())
        messages.success(request, _("Renewed until %(day)s") % {"day": date_format(renewed.due_date)})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library_lending:my")


@require_POST
@account_door
@limited("library_reader")
def give_up_hold(request: HttpRequest, hold_id: int) -> HttpResponse:
    """Cancel one hold."""
    reader = own_card(request)
    hold = reader.holds.filter(pk=hold_id).first()
    if hold is None:
        raise Http404
    try:
        cancel_hold(hold=hold, actor=Borrower(reader.pk), at=timezone.now())
        messages.success(request, _("The hold is cancelled."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library_lending:my")


@require_POST
@account_door
@limited("library_reader")
def change_settings(request: HttpRequest) -> HttpResponse:
    """Which letters are wanted."""
    own_card(request)
    email = account_of(request).email
    for kind in KINDS:
        change = resume if request.POST.get(kind.name) else decline
        change(recipient=email, kind=kind.name)
    messages.success(request, _("Your changes are saved."))
    return redirect("library_lending:my")


@require_http_methods(["GET", "POST"])
@never_cache
@account_door
@limited("library_reader")
def show_history(request: HttpRequest) -> HttpResponse:
    """What was kept; by POST: keep from now on, stop, or delete."""
    reader = own_card(request)
    if request.method == "POST":
        messages.success(request, _change_history(reader, request.POST.get("move", "")))
        return redirect("library_lending:history")
    lines = [(loan, title_of(loan.item.record.edition)) for loan in history_of(reader)[:500]]
    context = {"reader": reader, "lines": lines}
    return render(request, "library/lending/mine/history.html", context)


def _change_history(reader: Reader, move: str) -> str:
    if move == "keep":
        keep_history(reader=reader, keeps=True)
        return _("From now on what you return is kept here, seen by you alone.")
    if move == "stop":
        keep_history(reader=reader, keeps=False)
        return _("Nothing is kept any more, and what was kept is deleted.")
    if move == "delete":
        delete_history(reader=reader)
        return _("Your reading history is deleted.")
    raise Http404


@require_GET
@never_cache
@account_door
def export_history(request: HttpRequest) -> HttpResponse:
    """The history as a JSON file."""
    answer = JsonResponse(
        {"loans": [_exported(loan) for loan in history_of(own_card(request))]},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    answer["Content-Disposition"] = 'attachment; filename="reading-history.json"'
    return answer


def _exported(loan: Any) -> dict[str, Any]:
    edition = loan.item.record.edition
    return {
        "title": edition.title,
        "edition": edition.public_id,
        "lent_at": loan.lent_at.isoformat(),
        "returned_at": loan.closed_at.isoformat() if loan.closed_at else None,
        "branch": str(loan.branch),
        "state": loan.state,
    }
