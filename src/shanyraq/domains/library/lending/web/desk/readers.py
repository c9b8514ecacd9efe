"""Readers at the desk: finding, registering, renewing and printing cards."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shanyraq.domains.library.lending.actions import readers as actions
from shanyraq.domains.library.lending.actions.readers import Particulars
from shanyraq.domains.library.lending.permissions import Librarian
from shanyraq.domains.library.lending.queries.readers import state_of
from shanyraq.domains.library.lending.queries.scanning import readers_named
from shanyraq.domains.library.lending.web.cards import render_card, spelled
from shanyraq.domains.library.lending.web.desk.door import at_desk
from shanyraq.domains.library.lending.web.desk.tray import keep_tray, read_tray
from shanyraq.domains.library.lending.web.forms import ParticularsForm, RegistrationForm
from shanyraq.domains.library.network.models import Reader
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.languages import DEFAULT
from shanyraq.platform.accounts.actions.persons import Identity


@require_GET
@at_desk
def find_readers(request: HttpRequest, librarian: Librarian) -> HttpResponse:
    """Readers by name, number, e-mail or phone."""
    words = request.GET.get("q", "")[:200]
    context = {
        "branch": librarian.branch,
        "section": "readers",
        "words": words,
        "readers": readers_named(words),
        "is_asked": bool(words.strip()),
    }
    return render(request, "library/lending/desk/readers.html", context)


@require_http_methods(["GET", "POST"])
@at_desk
def register_reader(request: HttpRequest, librarian: Librarian) -> HttpResponse:
    """A new reader; the new card is laid on the desk and can be printed."""
    initial = {"language": get_language() or DEFAULT, "name": request.GET.get("name", "")[:200]}
    form = RegistrationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        iin = form.cleaned_data.pop("iin")
        try:
            reader = actions.register_at_desk(
                particulars=Particulars(**form.cleaned_data),
                identity=_identity(iin, form.cleaned_data["name"]) if iin else None,
                library=librarian.branch.library,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("iin" if refusal.code == "has_card" else None, str(refusal))
        else:
            _lay_down(request, librarian, reader)
            return redirect("library_lending:reader", librarian.branch.pk, reader.pk)
    context = {"branch": librarian.branch, "section": "readers", "form": form}
    return render(request, "library/lending/desk/register.html", context)


def _identity(iin: str, name: str) -> Identity:
    """The names in the order of official papers: family name, given name, patronymic."""
    family, given, middle = (*name.split(maxsplit=2), "", "", "")[:3]
    return Identity(iin=iin, family_name=family, given_name=given, middle_name=middle)


def _lay_down(request: HttpRequest, librarian: Librarian, reader: Reader) -> None:
    tray = read_tray(request, librarian.branch.pk)
    tray.take_card(reader.pk)
    keep_tray(request, librarian.branch.pk, tray)


def _reader(reader_id: int) -> Reader:
    found = Reader.objects.select_related("profile", "home_library", "user").filter(pk=reader_id).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@at_desk
def show_reader(request: HttpRequest, librarian: Librarian, reader_id: int) -> HttpResponse:
    """A reader's particulars, to be changed, and what can be done with the card."""
    reader = _reader(reader_id)
    profile = getattr(reader, "profile", None)
    initial = {
        "name": reader.name,
        "email": reader.email,
        "phone": reader.phone,
        "language": profile.language if profile else DEFAULT,
        "desk_note": profile.desk_note if profile else "",
    }
    form = ParticularsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_reader(reader=reader, particulars=Particulars(**form.cleaned_data))
        messages.success(request, _("Your changes are saved."))
        return redirect("library_lending:reader", librarian.branch.pk, reader.pk)
    context = {
        "branch": librarian.branch,
        "section": "readers",
        "reader": reader,
        "form": form,
        "state": state_of(reader, at=timezone.now(), branch=librarian.branch),
        "number": spelled(reader.card_number),
    }
    return render(request, "library/lending/desk/reader.html", context)


def _renew(reader: Reader, _request: HttpRequest) -> str:
    actions.renew_card(reader=reader, at=timezone.now())
    return _("The card is renewed.")


def _replace(reader: Reader, _request: HttpRequest) -> str:
    actions.replace_card(reader=reader)
    return _("The card has a new number. Print it.")


def _block(reader: Reader, request: HttpRequest) -> str:
    actions.block_card(reader=reader, reason=request.POST.get("reason", ""))
    return _("The card is blocked.")


def _unblock(reader: Reader, _request: HttpRequest) -> str:
    actions.unblock_card(reader=reader)
    return _("The card is good again.")


_CARD: dict[str, Callable[[Reader, HttpRequest], str]] = {
    "renew": _renew,
    "replace": _replace,
    "block": _block,
    "unblock": _unblock,
}


@require_POST
@at_desk
def change_card(request: HttpRequest, librarian: Librarian, reader_id: int) -> HttpResponse:
    """Renew, replace, block or unblock a card, or lay it on the desk."""
    reader, move = _reader(reader_id), request.POST.get("move", "")
    if move == "lay_down":
        _lay_down(request, librarian, reader)
        return redirect("library_lending:desk", librarian.branch.pk)
    if move not in _CARD:
        raise Http404
    try:
        messages.success(request, _CARD[move](reader, request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library_lending:reader", librarian.branch.pk, reader.pk)


@require_GET
@at_desk
def print_card(request: HttpRequest, librarian: Librarian, reader_id: int) -> HttpResponse:
    """The card as a page to be printed."""
    return render_card(request, _reader(reader_id), branch_id=librarian.branch.pk)
