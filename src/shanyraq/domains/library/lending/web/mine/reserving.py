"""Reserving a book from its page in the catalogue."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.catalogue.queries.clusters import current_edition
from shanyraq.domains.library.lending.actions.holds import place_hold
from shanyraq.domains.library.lending.queries.availability import waiting_for
from shanyraq.domains.library.lending.queries.branches import pickup_branches
from shanyraq.domains.library.lending.queries.readers import reader_of
from shanyraq.domains.library.lending.queries.titles import title_of
from shanyraq.domains.library.lending.web.forms import ReserveForm
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.limits import limited
from shanyraq.platform.accounts.web.doors import account_door


def edition_at(public_id: str) -> Edition:
    """The edition that stands at this address now, after merges. :raises Http404: when there is none."""
    edition = current_edition(public_id)
    if edition is None:
        raise Http404
    return edition


@require_http_methods(["GET", "POST"])
@never_cache
@account_door
@limited("library_reader")
def reserve(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose where to pick the book up, and stand in the queue."""
    edition, reader = edition_at(public_id), reader_of(request.user)
    if reader is None:
        messages.info(request, _("To reserve books you need a card."))
        return redirect("library_lending:my")
    branches = pickup_branches()
    home = branches.filter(library=reader.home_library).first()
    form = ReserveForm(request.POST or None, branches=branches, initial={"branch": home})
    if request.method == "POST" and form.is_valid():
        try:
            place_hold(reader=reader, edition=edition, branch=form.cleaned_data["branch"], at=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The book is reserved. We write to you when it is ready."))
            return redirect("library_lending:my")
    context = {
        "form": form,
        "title": title_of(edition),
        "waiting": waiting_for([edition.pk]).get(edition.pk, 0),
    }
    return render(request, "library/lending/mine/reserve.html", context)
