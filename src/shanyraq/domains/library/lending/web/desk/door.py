"""Who may stand at which desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from shanyraq.domains.library.lending.permissions import Librarian, librarian_at
from shanyraq.domains.library.network.models import Branch
from shanyraq.domains.library.network.web.doors import library_staff
from shanyraq.platform.accounts.limits import limited

View = Callable[..., HttpResponseBase]
DeskView = Callable[..., HttpResponse]


def at_desk(view: DeskView) -> View:
    """Give the view the librarian at the branch of the address; others are refused or sign in first."""

    @limited("library_desk")
    @wraps(view)
    def opened(request: HttpRequest, branch_id: int, **parts: Any) -> HttpResponse:
        return view(request, librarian_of(request, branch_id), **parts)

    guarded: View = library_staff(opened)
    return guarded


def librarian_of(request: HttpRequest, branch_id: int) -> Librarian:
    """:raises Http404: for a branch that is not there; PermissionDenied: for who may not lend there."""
    branch = Branch.objects.select_related("library").filter(pk=branch_id).first()
    if branch is None:
        raise Http404
    librarian = librarian_at(request.user, branch)
    if librarian is None:
        raise PermissionDenied
    return librarian
