"""Branches of a member, one branch with its hours, and closed days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.actions import branches as actions
from shanyraq.domains.library.network.models import Branch
from shanyraq.domains.library.network.queries.calendar import public_holiday, today
from shanyraq.domains.library.network.web.forms.branches import BranchForm, ClosedDaysForm, NewBranchForm
from shanyraq.domains.library.network.web.sections import Drafting, SectionView, kept_for_later, saved

NEW = "new"
SHOWN_DAYS = 366


class BranchesView(SectionView):
    """All branches."""

    section = "branches"
    template = "library/network/branches.html"
    doers = ()

    def context(self) -> dict[str, Any]:
        return {"branches": self.library.branches.order_by("is_closed", "code")}


class BranchView(SectionView):
    """One branch, or a new one."""

    section = "branches"
    template = "library/network/branch.html"

    @property
    def branch(self) -> Branch:
        """:raises Http404: when the library has no such branch."""
        if self.kwargs["branch"] == NEW:
            return Branch(library=self.library)
        found = self.library.branches.filter(code=self.kwargs["branch"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def drafting(self) -> Drafting:
        return Drafting(self.request, self.library, f"branch:{self.kwargs['branch']}")

    def form(self, data: Any) -> BranchForm:
        kind = NewBranchForm if self.kwargs["branch"] == NEW else BranchForm
        return kind(data, instance=self.branch)

    def context(self) -> dict[str, Any]:
        typed = self.drafting.typed()
        return {"branch": self.branch, "form": self.form(typed), "is_draft": typed is not None}

    def do_save(self) -> HttpResponse:
        form = self.form(self.request.POST)
        if self.drafting.wants_later:
            return kept_for_later(self.request, self.drafting)
        if not saved(form, self.drafting, lambda: self._save(form)):
            return self.show(form=form)
        return self.done(_("The branch is saved."))

    def _save(self, form: BranchForm) -> None:
        if self.kwargs["branch"] == NEW:
            code = form.cleaned_data["code"]
            actions.add_branch(library=self.library, code=code, values=form.values, actor=self.request.user)
        else:
            actions.change_branch(branch=self.branch, values=form.values, actor=self.request.user)


class CalendarView(SectionView):
    """Days on which the library or one branch is closed, and the public holidays."""

    section = "calendar"
    template = "library/network/calendar.html"
    doers = ("save", "reopen")

    def context(self) -> dict[str, Any]:
        first = today()
        days = (first + dt.timedelta(days=offset) for offset in range(SHOWN_DAYS))
        draft = self.drafted("calendar")
        return {
            "form": ClosedDaysForm(draft["data"], library=self.library),
            "is_draft": draft["is_draft"],
            "closed_days": self.library.closed_days.filter(date__gte=first).select_related("branch"),
            "holidays": [day for each in days if (day := public_holiday(each))],
        }

    def do_save(self) -> HttpResponse:
        form = ClosedDaysForm(self.request.POST, library=self.library)
        if not saved(form, Drafting(self.request, self.library, "calendar"), lambda: self._close(form)):
            return self.show(form=form)
        return self.done(_("The days are closed."))

    def _close(self, form: ClosedDaysForm) -> None:
        actions.close_days(library=self.library, actor=self.request.user, **form.cleaned_data)

    def do_reopen(self) -> HttpResponse:
        day = self.chosen(self.library.closed_days)
        return self.try_to(
            lambda: actions.reopen_day(day=day, actor=self.request.user), _("The day is open again.")
        )
