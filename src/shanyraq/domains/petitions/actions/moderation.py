"""What moderators decide (article 90-3). Every finding is bound to an item of the petition's edition."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.opening import begin_opening
from shanyraq.domains.petitions.actions.steps import begin_term, read_anew, step
from shanyraq.domains.petitions.actions.submission import edition_of
from shanyraq.domains.petitions.initiator_letters import tell_initiator
from shanyraq.domains.petitions.models import Ground, ModerationNote, Petition, Verdict
from shanyraq.domains.petitions.permissions import may_moderate
from shanyraq.domains.petitions.rules.canonical_text import cleaned
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import perform

LONGEST_NOTE = 5_000


def admit(*, petition: Petition, actor: Any, at: dt.datetime, seen_version: int | None = None) -> MoveRecord:
    """Let a petition gather its first supporters, by its link, until the end of the last day of that term.

    :param seen_version: the version of the text that the moderator has read.
    :raises Refusal: as the procedure decides; ``changed_elsewhere`` when the text is another one by now.
    """
    with transaction.atomic():
        read_anew(petition, seen_version)
        with step("admit", petition=petition, actor=actor, at=at) as record:
            begin_opening(petition, at)
    return record


def request_correction(
    *,
    petition: Petition,
    ground: Ground,
    explanation: str,
    actor: Any,
    at: dt.datetime,
    seen_version: int | None = None,
) -> Verdict:
    """Return a petition to its initiator, who has the working days of its edition to correct it.

    :param explanation: what to change; the initiator reads it.
    :param seen_version: the version of the text that the moderator has read.
    :raises Refusal: as the procedure decides; ``ground`` for an item of another edition, ``incomplete``
        without an explanation, ``changed_elsewhere`` when the text is another one by now.
    """
    with transaction.atomic():
        read_anew(petition, seen_version)
        verdict = _find(
            petition, Verdict.Kind.CORRECTION, ground=ground, text=explanation, actor=actor, at=at
        )
        record = _perform("request_correction", verdict, actor)
        begin_term(petition, at, edition_of(petition).correction_days)
        tell_initiator(petition, record)
    return verdict


def refuse(
    *,
    petition: Petition,
    ground: Ground,
    explanation: str,
    actor: Any,
    at: dt.datetime,
    seen_version: int | None = None,
) -> Verdict:
    """Refuse a petition; the initiator has the working days of its edition to appeal.

    ``ended_at`` is the day of the refusal, until an appeal takes it up again.

    :param seen_version: the version of the text that the moderator has read.
    :raises Refusal: as the procedure decides; ``ground`` for an item of another edition, ``incomplete``
        without an explanation, ``changed_elsewhere`` when the text is another one by now.
    """
    with transaction.atomic():
        read_anew(petition, seen_version)
        verdict = _find(petition, Verdict.Kind.REFUSAL, ground=ground, text=explanation, actor=actor, at=at)
        record = _perform("refuse", verdict, actor)
        petition.ended_at = at
        petition.save(update_fields=["ended_at"])
        begin_term(petition, at, edition_of(petition).appeal_days)
        tell_initiator(petition, record)
    return verdict


def add_note(*, petition: Petition, text: str, actor: Any, at: dt.datetime) -> ModerationNote:
    """Leave a note to the other moderators; nobody else ever reads it.

    :raises Refusal: ``not_allowed``; ``incomplete`` when it is empty, ``too_long``.
    """
    text = cleaned(text)
    if not may_moderate(actor) or petition.user_id == actor.pk:
        raise Refusal(_("You do not have permission for this step."), code="not_allowed")
    if not text:
        raise Refusal(_("Write the note."), code="incomplete", field="text")
    if len(text) > LONGEST_NOTE:
        raise Refusal(
            _("Write at most %(most)d characters.") % {"most": LONGEST_NOTE}, code="too_long", field="text"
        )
    return ModerationNote.objects.create(petition=petition, text=text, user_id=actor.pk, at=at)


def _find(
    petition: Petition, kind: str, *, ground: Ground, text: str, actor: Any, at: dt.datetime
) -> Verdict:
    """Write the finding down; the step that follows rolls it back when it is refused."""
    if ground.edition_id != petition.edition_id:
        raise Refusal(
            _("Choose an item of the rules under which the petition was submitted."),
            code="ground",
            field="ground",
        )
    explanation = cleaned(text)
    if not explanation:
        raise Refusal(_("Explain the finding to the initiator."), code="incomplete", field="explanation")
    return Verdict.objects.create(
        petition=petition,
        kind=kind,
        ground=ground,
        explanation=explanation,
        user_id=getattr(actor, "pk", None),
        at=at,
    )


def _perform(move: str, verdict: Verdict, actor: Any) -> MoveRecord:
    details = {"edition": verdict.ground.edition.code, "item": verdict.ground.item}
    return perform(
        move,
        subject=verdict.petition,
        actor=actor,
        at=verdict.at,
        reason=verdict.explanation,
        details=details,
    )
