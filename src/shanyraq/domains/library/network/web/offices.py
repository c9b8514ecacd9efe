"""Which view shows which section of a member's staff pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from shanyraq.domains.library.network.web import branches, members, people, rooms
from shanyraq.domains.library.network.web.sections import SectionView

SECTIONS: Final[Mapping[str, type[SectionView]]] = {
    view.section: view
    for view in (
        members.MembershipView,
        members.DetailsView,
        branches.BranchesView,
        branches.CalendarView,
        people.PeopleView,
        rooms.RoomsView,
        members.ImportView,
    )
}


def show_section(request: HttpRequest, code: str, section: str, *, frame: str) -> HttpResponseBase:
    """A section in its frame. :raises Http404: when there is no such section."""
    view = SECTIONS.get(section)
    if view is None:
        raise Http404
    return view.as_view(frame=frame)(request, code=code)


def show_member(_request: HttpRequest, code: str, *, frame: str) -> HttpResponseBase:
    """The first thing to see of a member: where it stands, or the first step of the way in."""
    return redirect(f"library_network:{frame}", code, "details" if frame == "setup" else "membership")
