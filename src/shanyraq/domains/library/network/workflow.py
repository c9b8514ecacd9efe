"""How a library becomes a member of the network, pauses and leaves: the procedure of membership as data."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network import permissions, trial
from shanyraq.domains.library.network.models import Library, StaffRole
from shanyraq.domains.library.network.obligations import obligations_of
from shanyraq.domains.library.network.states import MembershipState as State
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.workflow import Move, Workflow, described
from shanyraq.platform.transparency.procedure import Procedure


@described(_("an administrator of the network"))
def by_network(_library: Library, actor: Any) -> bool:
    """Administrators of the network."""
    return permissions.is_network_administrator(actor)


@described(_("the head of the library or an administrator of the network"))
def by_head(library: Library, actor: Any) -> bool:
    """The head of this library, or the network."""
    return permissions.may_head(actor, library)


@described(_("The particulars are complete: name in Kazakh, town, address, e-mail address."))
def details_complete(library: Library, _actor: Any) -> Refusal | None:
    """What every reader must find of a library."""
    if "kk" in library.name and library.place and library.address and library.email:
        return None
    return Refusal(
        _("Complete the particulars: name in Kazakh, town, address, e-mail address."), code="details"
    )


@described(_("At least one branch is open."))
def has_branch(library: Library, _actor: Any) -> Refusal | None:
    """Items stand somewhere."""
    if library.branches.filter(is_closed=False).exists():
        return None
    return Refusal(_("Add at least one branch."), code="branch")


@described(_("A head is appointed."))
def has_head(library: Library, _actor: Any) -> Refusal | None:
    """Somebody answers for the library."""
    if library.staff_posts.filter(role=StaffRole.HEAD).exists():
        return None
    return Refusal(_("Appoint a head. An invitation counts when it is accepted."), code="head")


@described(_("An import profile is chosen."))
def has_profile(library: Library, _actor: Any) -> Refusal | None:
    """It is known how to read the library's records."""
    if library.profile_code and trial.is_profile(library.profile_code):
        return None
    return Refusal(_("Choose the import profile."), code="profile")


@described(_("A trial import is finished and its differences are reviewed."))
def trial_reviewed(library: Library, _actor: Any) -> Refusal | None:
    """Somebody of the library has looked at what the import would do, and at its newest run."""
    report = trial.trial_of(library)
    if report is None or not report.is_finished:
        return Refusal(_("Finish a trial import."), code="trial")
    if library.reviewed_trial != report.reference:
        return Refusal(_("Review the differences of the newest trial import."), code="trial_review")
    return None


@described(_("No copy of the library is lent or on the way, and no reader waits for a book there."))
def nothing_owed(library: Library, _actor: Any) -> Refusal | None:
    """Readers and other members have got what is theirs; every reason is told at once."""
    owed = obligations_of(library)
    return Refusal(" ".join(each.text for each in owed), code="owed") if owed else None


_READY = (details_complete, has_branch, has_head, has_profile)

WORKFLOW = Workflow(
    states=State,  # type: ignore[arg-type]  # a TextChoices class is a sequence of its members
    moves=(
        Move("begin_trial", _("Begin the trial"), frozenset({State.APPLIED}), State.TRIAL, by_head, _READY),
        Move(
            "return_application",
            _("Return the application"),
            frozenset({State.TRIAL}),
            State.APPLIED,
            by_network,
            reason_required=True,
        ),
        Move(
            "go_live",
            _("Go live"),
            frozenset({State.TRIAL}),
            State.LIVE,
            by_network,
            (*_READY, trial_reviewed),
        ),
        Move(
            "suspend",
            _("Suspend the membership"),
            frozenset({State.LIVE}),
            State.SUSPENDED,
            by_network,
            reason_required=True,
        ),
        Move(
            "resume",
            _("Resume the membership"),
            frozenset({State.SUSPENDED}),
            State.LIVE,
            by_network,
            (details_complete, has_branch, has_head),
        ),
        Move(
            "withdraw_application",
            _("Withdraw the application"),
            frozenset({State.APPLIED, State.TRIAL}),
            State.LEFT,
            by_head,
            reason_required=True,
        ),
        Move(
            "leave",
            _("Leave the network"),
            frozenset({State.LIVE, State.SUSPENDED}),
            State.LEFT,
            by_network,
            (nothing_owed,),
            reason_required=True,
        ),
        Move(
            "apply_again",
            _("Take up the application again"),
            frozenset({State.LEFT}),
            State.APPLIED,
            by_network,
            reason_required=True,
        ),
    ),
)

MEMBERSHIP = Procedure("library.membership", WORKFLOW)
