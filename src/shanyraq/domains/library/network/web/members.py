"""The worklist of members, a new member, and the sections that concern the member as a whole."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from shanyraq.domains.library.network import permissions, trial
from shanyraq.domains.library.network.actions import members as actions
from shanyraq.domains.library.network.actions.staff import appoint, dismiss
from shanyraq.domains.library.network.models import StaffRole
from shanyraq.domains.library.network.queries.members import network_posts, states_of, worklist
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.domains.library.network.web.doors import library_staff
from shanyraq.domains.library.network.web.forms.members import (
    DetailsForm,
    NewMemberForm,
    ProfileForm,
    StepForm,
)
from shanyraq.domains.library.network.web.forms.people import NetworkPostForm
from shanyraq.domains.library.network.web.sections import (
    Drafting,
    SectionView,
    kept_for_later,
    saved,
    section_links,
)
from shanyraq.domains.library.network.workflow import MEMBERSHIP
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import history

PAGE = 50


@library_staff
@require_GET
def list_members(request: HttpRequest) -> HttpResponse:
    """Libraries that the visitor cares for, filtered by the address."""
    state, words = request.GET.get("state", ""), request.GET.get("words", "").replace("\x00", "").strip()
    if state not in MembershipState.values:
        state = ""
    counts = states_of(request.user)
    found = worklist(request.user, state=state, words=words)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "states": [(value, label, counts.get(value, 0)) for value, label in MembershipState.choices],
        "total": sum(counts.values()),
        "state": state,
        "words": words,
        "is_network": permissions.is_network_administrator(request.user),
    }
    return render(request, "library/network/members.html", context)


@library_staff
@require_http_methods(["GET", "POST"])
def new_member(request: HttpRequest) -> HttpResponse:
    """The first step of the way in; the library is there as soon as it has a code and a name."""
    if not permissions.is_network_administrator(request.user):
        raise PermissionDenied
    drafting = Drafting(request, None, "details")
    if request.method == "POST":
        form = NewMemberForm(request.POST)
        if drafting.wants_later:
            return kept_for_later(request, drafting)
        added: list[str] = []
        if saved(form, drafting, lambda: added.append(_add(form, request.user))):
            return redirect("library_network:setup", added[0], "branches")
    else:
        form = NewMemberForm(drafting.typed())
    context = {
        "form": form,
        "frame": "setup",
        "links": section_links("setup", None, "details"),
        "section_title": _("New member"),
        "is_draft": form.is_bound,
    }
    return render(request, "library/network/details.html", context)


def _add(form: NewMemberForm, actor: Any) -> str:
    code = form.cleaned_data["code"]
    return actions.add_member(code=code, details=form.values, actor=actor).code


class DetailsView(SectionView):
    """Names, kind, addresses."""

    section = "details"
    template = "library/network/details.html"

    @property
    def drafting(self) -> Drafting:
        return Drafting(self.request, self.library, "details")

    def context(self) -> dict[str, Any]:
        typed = self.drafting.typed()
        return {"form": DetailsForm(typed, instance=self.library), "is_draft": typed is not None}

    def do_save(self) -> HttpResponse:
        form = DetailsForm(self.request.POST, instance=self.library)
        if self.drafting.wants_later:
            return kept_for_later(self.request, self.drafting)
        if not saved(form, self.drafting, lambda: self._change(form)):
            self.library.refresh_from_db()
            return self.show(form=form)
        return self.done(_("The particulars are saved."))

    def _change(self, form: DetailsForm) -> None:
        self.library.refresh_from_db()
        actions.change_details(library=self.library, details=form.values, actor=self.request.user)


class ImportView(SectionView):
    """The import profile, the trial import and its differences."""

    section = "import"
    template = "library/network/import.html"
    doers = ("save", "review")

    def context(self) -> dict[str, Any]:
        report = trial.trial_of(self.library)
        return {
            "form": ProfileForm(initial={"profile_code": self.library.profile_code}),
            "report": report,
            "is_reviewed": report is not None and report.reference == self.library.reviewed_trial,
            "begins_at": trial.trial_begins_at(self.library),
        }

    def do_save(self) -> HttpResponse:
        form = ProfileForm(self.request.POST)
        drafting = Drafting(self.request, self.library, "import")
        if not saved(form, drafting, lambda: self._choose(form)):
            return self.show(form=form)
        return self.done(_("The import profile is chosen."))

    def _choose(self, form: ProfileForm) -> None:
        code = form.cleaned_data["profile_code"]
        actions.choose_profile(library=self.library, profile_code=code, actor=self.request.user)

    def do_review(self) -> HttpResponse:
        reference = self.request.POST.get("reference", "")
        return self.try_to(
            lambda: actions.review_trial(library=self.library, reference=reference, actor=self.request.user),
            _("The differences are reviewed."),
        )


class MembershipView(SectionView):
    """Where the library stands, which steps are possible, what is missing, and what was done."""

    section = "membership"
    template = "library/network/membership.html"
    doers = ("step",)

    def context(self) -> dict[str, Any]:
        outlook = MEMBERSHIP.workflow.outlook(self.library, self.request.user)
        moves = list(history(self.library))
        return {
            "steps": [
                (
                    decision,
                    StepForm(initial={"step": decision.move.name}, auto_id=f"id_{decision.move.name}_%s"),
                )
                for decision in outlook
                if decision.move
            ],
            "history": [_told(record) for record in reversed(moves)],
        }

    def do_step(self) -> HttpResponse:
        form = StepForm(self.request.POST)
        if not form.is_valid():
            return self.show()
        name, reason = form.cleaned_data["step"], form.cleaned_data["reason"]
        try:
            actions.make_step(
                library=self.library, step=name, actor=self.request.user, at=timezone.now(), reason=reason
            )
        except Refusal as refusal:
            form.add_error("reason" if refusal.field == "reason" else None, str(refusal))
            form.auto_id = f"id_{name}_%s"
            return self.show(refused_step=name, refused_form=form)
        return self.done(_("The step is made."))


def _told(record: Any) -> dict[str, Any]:
    """A record of the register in words; a step that the procedure no longer knows by its name."""
    workflow = MEMBERSHIP.workflow
    known = {move.name: move.label for move in workflow.moves}
    target = workflow.label(record.target) if record.target in workflow.state_names else record.target
    label = known.get(record.move, record.move)
    return {"label": label, "target": target, "at": record.at, "reason": record.reason}


@library_staff
@require_http_methods(["GET", "POST"])
def network_people(request: HttpRequest) -> HttpResponse:
    """The administrators of the network, for each other."""
    if not permissions.is_network_administrator(request.user):
        raise PermissionDenied
    if request.POST.get("do") == "dismiss":
        return _dismiss(request)
    form = NetworkPostForm(request.POST or None)
    drafting = Drafting(request, None, "network-post")
    if request.method == "POST" and saved(form, drafting, lambda: _appoint(form, request.user)):
        return redirect("library_network:network_people")
    context = {"posts": network_posts(), "form": form}
    return render(request, "library/network/network_people.html", context)


def _dismiss(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("number", "")
    post = network_posts().filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    try:
        if post is not None:
            dismiss(post=post, actor=request.user)
            messages.success(request, str(_("The post is taken back.")))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    own = post is not None and post.user_id == request.user.pk
    return redirect("library_network:libraries" if own else "library_network:network_people")


def _appoint(form: NetworkPostForm, actor: Any) -> None:
    email = form.cleaned_data["email"]
    appoint(library=None, email=email, role=StaffRole.NETWORK, actor=actor, at=timezone.now())
