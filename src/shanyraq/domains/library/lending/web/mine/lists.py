"""Reading lists: one's own, and those that others made public."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shanyraq.domains.library.lending.actions import lists as actions
from shanyraq.domains.library.lending.models import ReadingList, ReadingListEntry
from shanyraq.domains.library.lending.queries.lists import lines_of, list_seen_by, lists_of
from shanyraq.domains.library.lending.queries.titles import title_of
from shanyraq.domains.library.lending.web.forms import AddToListForm, EntryNoteForm, ReadingListForm
from shanyraq.domains.library.lending.web.mine.reserving import edition_at
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.accounts.limits import limited
from shanyraq.platform.accounts.web.doors import account_door
from shanyraq.platform.accounts.web.signed_in import account_of


def _own_list(request: HttpRequest, public_id: str) -> ReadingList:
    found = lists_of(request.user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@never_cache
@account_door
@limited("library_reader")
def show_lists(request: HttpRequest) -> HttpResponse:
    """One's own lists, and a form for a new one."""
    form = ReadingListForm(request.POST or None, initial={"language": get_language() or DEFAULT})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_list(owner=account_of(request), at=timezone.now(), **form.cleaned_data)
            return redirect("library_lending:list", made.public_id)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"lists": lists_of(request.user), "form": form}
    return render(request, "library/lending/mine/lists.html", context)


@require_GET
@never_cache
def show_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """A list by its address; its owner gets the tools."""
    found = list_seen_by(request.user, public_id)
    if found is None:
        raise Http404
    is_own = found.owner_id == request.user.pk
    context = {
        "list": found,
        "lines": lines_of(found),
        "is_own": is_own,
        "written_in": LANGUAGES[found.language],
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "library/lending/mine/list.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@account_door
@limited("library_reader")
def change_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """Title, note, language, publicity."""
    own = _own_list(request, public_id)
    form = ReadingListForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        actions.change_list(reading_list=own, at=timezone.now(), **form.cleaned_data)
        return redirect("library_lending:list", own.public_id)
    context = {"list": own, "form": form}
    return render(request, "library/lending/mine/list_form.html", context)


@require_POST
@account_door
@limited("library_reader")
def delete_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """Remove an own list."""
    actions.delete_list(reading_list=_own_list(request, public_id))
    messages.success(request, _("The list is deleted."))
    return redirect("library_lending:lists")


@require_POST
@account_door
@limited("library_reader")
def copy_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a copy of a list for oneself."""
    found = list_seen_by(request.user, public_id)
    if found is None:
        raise Http404
    try:
        made = actions.copy_list(reading_list=found, owner=account_of(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("library_lending:list", public_id)
    messages.success(request, _("This copy is yours, and nobody else sees it."))
    return redirect("library_lending:list", made.public_id)


@require_POST
@account_door
@limited("library_reader")
def change_entry(request: HttpRequest, public_id: str, entry_id: int) -> HttpResponse:
    """Move a book up or down, remove it, or write a note about it."""
    entry = _own_list(request, public_id).entries.filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    _do(entry, request.POST.get("move", ""), EntryNoteForm(request.POST))
    return redirect("library_lending:list", public_id)


def _do(entry: ReadingListEntry, move: str, form: EntryNoteForm) -> None:
    now = timezone.now()
    if move == "remove":
        actions.remove_entry(entry=entry, at=now)
    elif move in {"up", "down"}:
        actions.move_entry(entry=entry, up=move == "up", at=now)
    elif move == "note" and form.is_valid():
        actions.note_entry(entry=entry, note=form.cleaned_data["note"], at=now)
    else:
        raise Http404


@require_http_methods(["GET", "POST"])
@never_cache
@account_door
@limited("library_reader")
def add_to_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put a book from the catalogue onto a list, or onto a new one."""
    edition = edition_at(public_id)
    form = AddToListForm(request.POST or None, lists=lists_of(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            target = form.cleaned_data["reading_list"] or actions.make_list(
                owner=account_of(request),
                title=form.cleaned_data["title"],
                language=get_language() or DEFAULT,
                at=timezone.now(),
            )
            actions.add_to_list(reading_list=target, edition_public_id=edition.public_id, at=timezone.now())
            return redirect("library_lending:list", target.public_id)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "title": title_of(edition)}
    return render(request, "library/lending/mine/add.html", context)
