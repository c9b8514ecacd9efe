"""The life of a petition as data: from it come buttons, refusals, the public page, the diagram and the tests.

Articles are those of the Administrative Procedural and Process-Related Code of Kazakhstan (90-1 to 90-5).
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions import permissions as who
from shanyraq.domains.petitions.rules import completeness
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.domains.petitions.states import PromiseState
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.workflow import Move, Workflow, described
from shanyraq.platform.transparency.procedure import Procedure


@described(_("all parts are filled in"))
def _is_complete(petition: Any, _actor: Any) -> Refusal | None:
    return completeness.hindrance(petition)


@described(_("the state has confirmed the identity of the initiator"))
def _initiator_is_confirmed(petition: Any, _actor: Any) -> Refusal | None:
    if petition.initiator_id is not None:
        return None
    return Refusal(_("Confirm your identity with the state's provider first."), code="identity_needed")


@described(_("a finding names the item of the law"))
def _has_refusal(petition: Any, _actor: Any) -> Refusal | None:
    if petition.verdicts.filter(kind="refusal").exists():
        return None
    return Refusal(_("Choose the item of the law that the refusal rests on."), code="ground", field="ground")


@described(_("a finding names the item of the law"))
def _has_correction(petition: Any, _actor: Any) -> Refusal | None:
    if petition.verdicts.filter(kind="correction").exists():
        return None
    return Refusal(_("Choose the item of the law that the request rests on."), code="ground", field="ground")


def _is_past_due(petition: Any) -> bool:
    return petition.due_date is not None and timezone.localdate() > petition.due_date


@described(_("the term to appeal has not ended"))
def _may_still_appeal(petition: Any, _actor: Any) -> Refusal | None:
    if not _is_past_due(petition):
        return None
    return Refusal(_("The term to appeal has ended."), code="too_late")


@described(_("the term has ended"))
def _term_has_ended(petition: Any, _actor: Any) -> Refusal | None:
    if _is_past_due(petition):
        return None
    return Refusal(_("The term has not ended yet."), code="too_early")


@described(_("the time to gather signatures has ended"))
def _signing_has_ended(petition: Any, _actor: Any) -> Refusal | None:
    if petition.signing_ends_at is not None and timezone.now() >= petition.signing_ends_at:
        return None
    return Refusal(_("Signatures are still being gathered."), code="too_early")


def _valid(petition: Any) -> int:
    return petition.count.valid if hasattr(petition, "count") else 0


@described(_("there are enough first supporters"))
def _has_opening_quorum(petition: Any, _actor: Any) -> Refusal | None:
    if _valid(petition) >= petition.edition.opening_quorum:
        return None
    return Refusal(_("There are not enough first supporters yet."), code="quorum")


@described(_("there are enough valid signatures"))
def _has_threshold(petition: Any, _actor: Any) -> Refusal | None:
    if _valid(petition) >= petition.threshold:
        return None
    return Refusal(_("There are not enough signatures."), code="threshold")


@described(_("invalidated signatures brought the number below the threshold"))
def _is_below_threshold(petition: Any, _actor: Any) -> Refusal | None:
    if _valid(petition) < petition.threshold:
        return None
    return Refusal(_("There are enough signatures."), code="threshold")


@described(_("it was open to the public when it was stopped, and not under review"))
def _was_collecting(petition: Any, _actor: Any) -> Refusal | None:
    if petition.opened_at is None:
        return Refusal(_("The petition was still gathering its first supporters."), code="not_opened")
    if petition.registered_at is not None:
        return Refusal(_("The petition was under review already."), code="registered")
    return None


@described(_("it was under review when it was stopped"))
def _was_under_review(petition: Any, _actor: Any) -> Refusal | None:
    if petition.registered_at is not None:
        return None
    return Refusal(_("The petition was not under review yet."), code="not_registered")


@described(_("it was gathering its first supporters when it was stopped"))
def _was_opening(petition: Any, _actor: Any) -> Refusal | None:
    if petition.opened_at is None:
        return None
    return Refusal(_("The petition was open to the public already."), code="opened")


@described(_("a hearing with the initiator was held"))
def _was_heard(petition: Any, _actor: Any) -> Refusal | None:
    if petition.hearings.filter(held_at__isnull=False).exists():
        return None
    return Refusal(_("Hold the hearing with the initiator first."), code="hearing")


@described(_("every proposal is decided with its reasons"))
def _is_decided(petition: Any, _actor: Any) -> Refusal | None:
    for proposal in petition.proposals.all():
        if not proposal.outcome or not proposal.reason:
            return Refusal(_("Decide on every proposal and give the reasons."), code="proposals")
    if not petition.outcome or not petition.answer:
        return Refusal(_("Write the answer and its outcome."), code="answer", field="answer")
    return None


@described(_("the data of the signers is still there"))
def _signers_are_known(petition: Any, _actor: Any) -> Refusal | None:
    """Without the petition's key nobody could tell who has signed already."""
    if hasattr(petition, "key"):
        return None
    return Refusal(_("The term to keep the signers' data has ended; nobody can sign any more."), code="gone")


@described(_("no promise is open"))
def _promises_are_closed(petition: Any, _actor: Any) -> Refusal | None:
    closed = {PromiseState.KEPT, PromiseState.BROKEN}
    if all(promise.state in closed for promise in petition.promises.all()):
        return None
    return Refusal(_("Report on every promise first."), code="promises")


WORKFLOW = Workflow(
    states=State,  # type: ignore[arg-type]  # a TextChoices class is a sequence of its members
    moves=(
        Move(
            "submit",
            _("Submit"),
            frozenset({State.DRAFT}),
            State.MODERATION,
            who.by_initiator,
            (_initiator_is_confirmed, _is_complete),
            source="90-1, 90-2",
        ),
        Move(
            "request_correction",
            _("Return for correction"),
            frozenset({State.MODERATION}),
            State.CORRECTION,
            who.by_moderator,
            (_has_correction,),
            reason_required=True,
            source="90-3",
        ),
        Move(
            "resubmit",
            _("Submit again"),
            frozenset({State.CORRECTION}),
            State.MODERATION,
            who.by_initiator,
            (_initiator_is_confirmed, _is_complete),
            source="90-3",
        ),
        Move(
            "lapse_correction",
            _("Close without a correction"),
            frozenset({State.CORRECTION}),
            State.LAPSED,
            who.by_platform,
            (_term_has_ended,),
        ),
        Move(
            "refuse",
            _("Refuse"),
            frozenset({State.MODERATION}),
            State.REFUSED,
            who.by_moderator,
            (_has_refusal,),
            reason_required=True,
            source="90-3",
        ),
        Move(
            "appeal",
            _("Appeal against the refusal"),
            frozenset({State.REFUSED}),
            State.APPEAL,
            who.by_initiator,
            (_may_still_appeal,),
            reason_required=True,
        ),
        Move(
            "uphold_refusal",
            _("Uphold the refusal"),
            frozenset({State.APPEAL}),
            State.REFUSAL_UPHELD,
            who.by_appeal_officer,
            reason_required=True,
        ),
        Move(
            "grant_appeal",
            _("Grant the appeal"),
            frozenset({State.APPEAL}),
            State.OPENING,
            who.by_appeal_officer,
            reason_required=True,
        ),
        Move(
            "admit",
            _("Admit"),
            frozenset({State.MODERATION}),
            State.OPENING,
            who.by_moderator,
            source="90-3",
        ),
        Move(
            "open",
            _("Open to the public"),
            frozenset({State.OPENING}),
            State.COLLECTING,
            who.by_platform,
            (_has_opening_quorum,),
            source="90-3",
        ),
        Move(
            "miss_quorum",
            _("Close without first supporters"),
            frozenset({State.OPENING}),
            State.LAPSED,
            who.by_platform,
            (_signing_has_ended,),
        ),
        Move(
            "reach",
            _("Reach the threshold"),
            frozenset({State.COLLECTING}),
            State.REACHED,
            who.by_platform,
            (_has_threshold,),
            source="90-4",
        ),
        Move(
            "fall_below",
            _("Fall below the threshold"),
            frozenset({State.REACHED}),
            State.COLLECTING,
            who.by_platform,
            (_is_below_threshold,),
        ),
        Move(
            "expire",
            _("End without enough signatures"),
            frozenset({State.COLLECTING}),
            State.LAPSED,
            who.by_platform,
            (_signing_has_ended,),
            source="90-4",
        ),
        Move(
            "register",
            _("Register"),
            frozenset({State.REACHED}),
            State.REVIEW,
            who.by_officer,
            (_has_threshold,),
            source="90-5",
        ),
        Move(
            "answer",
            _("Publish the answer"),
            frozenset({State.REVIEW}),
            State.ANSWERED,
            who.by_officer,
            (_was_heard, _is_decided),
            source="90-5",
        ),
        Move(
            "complete",
            _("Close the follow-up"),
            frozenset({State.ANSWERED}),
            State.COMPLETED,
            who.by_officer,
            (_promises_are_closed,),
        ),
        Move(
            "withdraw",
            _("Withdraw the petition"),
            frozenset({State.DRAFT, State.MODERATION, State.CORRECTION, State.OPENING, State.COLLECTING}),
            State.WITHDRAWN,
            who.by_initiator,
            reason_required=True,
        ),
        Move(
            "stop",
            _("Stop by order of a court"),
            frozenset({State.OPENING, State.COLLECTING, State.REACHED, State.REVIEW}),
            State.STOPPED,
            who.by_court_order,
            reason_required=True,
        ),
        Move(
            "resume",
            _("Let it go on by order of a court"),
            frozenset({State.STOPPED}),
            State.COLLECTING,
            who.by_court_order,
            (_was_collecting, _signers_are_known),
            reason_required=True,
        ),
        Move(
            "resume_review",
            _("Let its review go on by order of a court"),
            frozenset({State.STOPPED}),
            State.REVIEW,
            who.by_court_order,
            (_was_under_review,),
            reason_required=True,
        ),
        Move(
            "resume_opening",
            _("Let it gather first supporters again by order of a court"),
            frozenset({State.STOPPED}),
            State.OPENING,
            who.by_court_order,
            (_was_opening, _signers_are_known),
            reason_required=True,
        ),
    ),
)

RESUMING = frozenset({"resume", "resume_opening", "resume_review"})
"""By which a court lets a stopped petition go on; of the three one is possible."""

PETITION = Procedure("petitions.petition", WORKFLOW, is_public=True)
