"""Requests for takedown: receiving them, and the steps of their procedure with what follows from each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shanyraq.domains.library.network.models import StaffPost, StaffRole
from shanyraq.domains.library.reading.actions.editions import lock, move_edition
from shanyraq.domains.library.reading.actions.storing import keep
from shanyraq.domains.library.reading.models import DigitalEdition, TakedownAttachment, TakedownRequest
from shanyraq.domains.library.reading.states import EditionState, TakedownState
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.files.checks import CheckedFile
from shanyraq.platform.notifications.kinds import Kind, register
from shanyraq.platform.notifications.letters import enqueue_letter
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import perform

LETTERS = register(Kind("library.takedown", _("Requests to take a book down"), transactional=True))
_SAID = {
    "take_up": _("Your request is being reviewed."),
    "restrict": _("Access to the book is restricted while your request is being reviewed."),
    "grant": _("Your request is granted: the digital edition is withdrawn."),
    "refuse": _("Your request is refused."),
    "take_back": _("Your request is closed, because it was taken back."),
    "reopen": _("Your request is reviewed again."),
}


def receive_takedown(
    *,
    edition: DigitalEdition,
    claim: dict[str, str],
    attachments: Sequence[CheckedFile],
    language: str,
    at: datetime,
) -> TakedownRequest:
    """Take a claim in, tell the claimant its number and the library's people that it is there.

    :param claim: ``name``, ``organisation``, ``email``, ``ground``, ``reason``, checked by the form.
    """
    with transaction.atomic():
        request = TakedownRequest.objects.create(edition=edition, language=language, received_at=at, **claim)
        for number, each in enumerate(attachments, 1):
            name = keep(f"takedowns/{request.public_id}/{number}-{each.sha256[:12]}", each.file)
            TakedownAttachment.objects.create(request=request, name=each.name, file=name)
        _tell_claimant(request, _("Your request has come in. We answer within ten working days."), "")
        _tell_staff(request)
    return request


def move_takedown(
    *, request: TakedownRequest, move: str, actor: Any, at: datetime, reason: str = ""
) -> MoveRecord:
    """Make a step of the procedure, with what it does to the digital edition, and write to the claimant.

    :raises Refusal: as the two procedures say; then nothing is changed.
    """
    with transaction.atomic():
        lock(request.edition)
        request.edition.refresh_from_db()
        record = perform(move, subject=request, actor=actor, at=at, reason=reason)
        _follow(request, move, actor=actor, at=at, reason=reason)
        changed: dict[str, Any] = {"answer": reason.strip()}
        if request.state in {TakedownState.GRANTED, TakedownState.REFUSED, TakedownState.CLOSED}:
            changed["decided_at"] = at
        TakedownRequest.objects.filter(pk=request.pk).update(**changed)
        _tell_claimant(request, _SAID[move], reason.strip())
    return record


def _follow(request: TakedownRequest, move: str, *, actor: Any, at: datetime, reason: str) -> None:
    """Restrict, withdraw or open the digital edition, as its state lets."""
    edition = request.edition
    why = f"{request.public_id}: {reason.strip()}"
    if move == "restrict" and edition.state == EditionState.PUBLISHED:
        move_edition(edition=edition, move="restrict", actor=actor, at=at, reason=why)
    elif move == "grant" and edition.state in {
        EditionState.REVIEW,
        EditionState.PUBLISHED,
        EditionState.RESTRICTED,
    }:
        move_edition(edition=edition, move="withdraw", actor=actor, at=at, reason=why)
    elif move in {"refuse", "take_back"} and edition.state == EditionState.RESTRICTED:
        others = edition.takedowns.filter(state=TakedownState.RESTRICTED).exclude(pk=request.pk)
        if not others.exists():
            move_edition(edition=edition, move="lift", actor=actor, at=at, reason=why)


def _tell_claimant(request: TakedownRequest, said: Any, reason: str) -> None:
    language = request.language if request.language in LANGUAGES else DEFAULT
    with override(language):
        number = _("Request %(number)s about “%(title)s”.") % {
            "number": request.public_id,
            "title": request.edition.title,
        }
        because = [_("Reason: %(reason)s") % {"reason": reason}] if reason else []
        enqueue_letter(
            recipient=request.email,
            kind=LETTERS.name,
            language=language,
            subject=_("Your request to take a book down"),
            paragraphs=[str(said), number, *because],
        )


def _tell_staff(request: TakedownRequest) -> None:
    """Write to the heads and operators of the library."""
    posts = StaffPost.objects.filter(
        library_id=request.edition.library_id, role__in=[StaffRole.HEAD, StaffRole.DIGITISATION]
    ).select_related("user")
    for user in {post.user for post in posts if post.user.is_active}:
        language = user.language if user.language in LANGUAGES else DEFAULT
        with override(language):
            address = settings.NOTIFICATIONS_ADDRESS + reverse("library_reading:takedowns")
            enqueue_letter(
                recipient=user.email,
                kind=LETTERS.name,
                language=language,
                subject=_("A request to take a book down has come in"),
                paragraphs=[request.edition.title],
                action=(_("Open the worklist"), address),
                dedupe_key=f"library.takedown:{request.pk}:{user.pk}",
            )
