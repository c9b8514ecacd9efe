"""Letters to the initiator of a petition: each step that concerns them, with the reasons and until when."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shanyraq.domains.petitions.models import Hearing, Petition, Verdict
from shanyraq.domains.petitions.states import BY_LINK, PUBLIC
from shanyraq.domains.petitions.workflow import RESUMING
from shanyraq.platform.notifications.kinds import Kind, register
from shanyraq.platform.notifications.letters import enqueue_letter
from shanyraq.platform.transparency.models import MoveRecord

OWN: Final = register(Kind("petitions.own", _("Your petitions"), transactional=True))

_ADMITTED: Final = _(
    "The petition can be seen and signed by its link now. It opens to everybody once it has {quorum} first "
    "supporters. Last day: {signing_end}."
)
_TOO_FEW: Final = _("The time to gather signatures has ended, and there were not enough.")

LETTERS: Final[dict[str, tuple[Any, Any]]] = {
    "submit": (
        _("Your petition was submitted: {title}"),
        _("It is being checked now. You get an answer by {due}."),
    ),
    "resubmit": (
        _("Your petition was submitted again: {title}"),
        _("It is being checked now. You get an answer by {due}."),
    ),
    "request_correction": (
        _("Correct your petition: {title}"),
        _("Something has to be corrected before the petition can be admitted. Last day: {due}."),
    ),
    "lapse_correction": (
        _("Closed without a correction: {title}"),
        _("The term to correct the petition has ended. You can write a new one."),
    ),
    "refuse": (
        _("Your petition was refused: {title}"),
        _("You can appeal against the refusal. Last day: {due}."),
    ),
    "appeal": (
        _("Your appeal was received: {title}"),
        _("Somebody who did not refuse the petition decides by {due}."),
    ),
    "uphold_refusal": (
        _("The refusal stands: {title}"),
        _("Your appeal was considered; the refusal was upheld."),
    ),
    "grant_appeal": (_("Your appeal was granted: {title}"), _ADMITTED),
    "admit": (_("Your petition was admitted: {title}"), _ADMITTED),
    "miss_quorum": (_("Not enough first supporters: {title}"), _TOO_FEW),
    "open": (
        _("Open for signatures: {title}"),
        _("The petition has its first supporters. Signatures are gathered until {signing_end}."),
    ),
    "reach": (
        _("Enough signatures: {title}"),
        _("The petition goes to its addressee, who has to register it by {due}."),
    ),
    "fall_below": (
        _("Below the number needed: {title}"),
        _("Signatures were taken out of the count. The petition gathers signatures again."),
    ),
    "expire": (_("Not enough signatures: {title}"), _TOO_FEW),
    "register": (
        _("Handed over: {title}"),
        _("The addressee has registered the petition under the number {number} and answers by {due}."),
    ),
    "answer": (
        _("Answered: {title}"),
        _("The addressee has answered. The decision on each proposal is published."),
    ),
    "stop": (_("Stopped: {title}"), _("The petition was stopped by order of a court.")),
    "resume": (_("The petition goes on: {title}"), _("A court has let the petition go on.")),
    "resume_opening": (_("The petition goes on: {title}"), _("A court has let the petition go on.")),
    "resume_review": (_("The petition goes on: {title}"), _("A court has let the petition go on.")),
}
"""Subject and text by the name of the step; steps that are not here are the initiator's own, or no news."""

NAMES_A_GROUND: Final = {
    "refuse": Verdict.Kind.REFUSAL,
    "request_correction": Verdict.Kind.CORRECTION,
}

REASON_IS_OF_OTHERS: Final = frozenset(
    {
        "request_correction",
        "refuse",
        "uphold_refusal",
        "grant_appeal",
        "stop",
        *RESUMING,
    }
)
"""Steps whose reason the initiator has to read."""


def tell_initiator(petition: Petition, record: MoveRecord) -> None:
    """Put the letter of this step into the outbox, in the initiator's language; once, and in no other case.

    Call it in the transaction of the step, after its dates are set. Nobody is written to when the account is
    gone or closed, or when the step is no news.
    """
    if record.move not in LETTERS:
        return
    subject, text = LETTERS[record.move]
    lines = [text, *_finding(petition, record)]
    if record.move in REASON_IS_OF_OTHERS:
        lines.append(record.reason)
    _write(petition, subject, lines, key=f"petitions.own:{record.sequence}")


def tell_initiator_of_hearing(hearing: Hearing) -> None:
    """Invite the initiator to the hearing."""
    subject = _("Hearing announced: {title}")
    text = _("The addressee hears the initiator on {day}. Place: {place}")
    key = f"petitions.hearing:{hearing.pk}"
    _write(hearing.petition, subject, [text], key=key, hearing=hearing)


def _write(
    petition: Petition, subject: Any, lines: list[Any], *, key: str, hearing: Hearing | None = None
) -> None:
    user = petition.user
    if user is None or not user.is_active:
        return
    with override(user.language):
        facts = _facts(petition, hearing)
        # a reason is somebody's own text: braces in it name nothing
        paragraphs = [line if isinstance(line, str) else str(line).format(**facts) for line in lines]
        title = str(subject).format(**facts)
        address = _address(petition)
    enqueue_letter(
        recipient=user.email,
        kind=OWN.name,
        language=user.language,
        subject=title,
        paragraphs=paragraphs,
        action=(_("Open the petition"), address),
        dedupe_key=key,
    )


def _finding(petition: Petition, record: MoveRecord) -> list[str]:
    """The item of the law that the finding of this step names."""
    kind = NAMES_A_GROUND.get(record.move)
    if kind is None:
        return []
    found = petition.verdicts.filter(kind=kind, at=record.at).select_related("ground").last()
    if found is None:
        return []
    language = petition.user.language if petition.user else petition.language
    title = found.ground.title.in_language(language)
    return [f"{found.ground.item}. {title} ({found.ground.article})"]


def _facts(petition: Petition, hearing: Hearing | None) -> dict[str, Any]:
    """What the texts name, in the language in force."""
    place = {}
    if hearing is not None:
        begins = timezone.localtime(hearing.begins_at)
        place = {"day": formats.date_format(begins, "DATETIME_FORMAT"), "place": str(hearing.place)}
    return {
        "title": petition.title,
        "due": formats.date_format(petition.due_date) if petition.due_date else "—",
        "signing_end": _day(petition.signing_ends_at),
        "quorum": petition.edition.opening_quorum if petition.edition else 0,
        "number": petition.registration_number,
        **place,
    }


def _day(moment: Any) -> str:
    return formats.date_format(timezone.localdate(moment)) if moment else "—"


def _address(petition: Petition) -> str:
    """Where the petition can be read: its public page, its link, or the initiator's own page of it."""
    if petition.state in BY_LINK:
        path = reverse("petitions:petition_by_link", args=[petition.public_id, petition.link_token])
    elif petition.state in PUBLIC and petition.opened_at is not None:
        path = reverse("petitions:petition", args=[petition.public_id])
    else:
        path = reverse("petitions:my_petition", args=[petition.public_id])
    return f"{settings.NOTIFICATIONS_ADDRESS}{path}"
