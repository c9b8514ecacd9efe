"""Letters to those who follow a petition or a topic, each in the reader's own language."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shanyraq.domains.petitions.models import Hearing, Milestone, Petition, PromiseUpdate, Subscription
from shanyraq.platform.notifications.kinds import Kind, register
from shanyraq.platform.notifications.letters import enqueue_letter

FOLLOWED: Final = register(Kind("petitions.followed", _("News of petitions that you follow")))

SALT: Final = "shanyraq.petitions.subscription"

SUBJECTS: Final[dict[str, Any]] = {
    Milestone.Kind.OPENED: _("Open for signatures: {title}"),
    Milestone.Kind.SHARE: _("{share} % of the signatures: {title}"),
    Milestone.Kind.HANDED_OVER: _("Handed over: {title}"),
    Milestone.Kind.HEARING: _("Hearing announced: {title}"),
    Milestone.Kind.ANSWERED: _("Answered: {title}"),
    Milestone.Kind.PROMISE: _("Report on a promise: {title}"),
}
TEXTS: Final[dict[str, Any]] = {
    Milestone.Kind.OPENED: _("The petition has its first supporters and is open to everybody now."),
    Milestone.Kind.SHARE: _("The petition has {share} % of the signatures that it needs."),
    Milestone.Kind.HANDED_OVER: _("The addressee has registered the petition. The term of its answer runs."),
    Milestone.Kind.HEARING: _("The addressee hears the initiator on {day}. Place: {place}"),
    Milestone.Kind.ANSWERED: _("The addressee has answered. The decision on each proposal is published."),
    Milestone.Kind.PROMISE: _("The addressee reports on what it promised: {report}"),
}


def write_letter(milestone: Milestone, subscription: Subscription) -> None:
    """Put the letter of *milestone* for the owner of *subscription* into the outbox; once for each person."""
    petition, user = milestone.petition, subscription.user
    with override(user.language):
        facts = _facts(milestone)
        subject = str(SUBJECTS[milestone.kind]).format(title=petition.title, **facts)
        text = str(TEXTS[milestone.kind]).format(**facts)
        address = _whole(reverse("petitions:petition", args=[petition.public_id]))
    enqueue_letter(
        recipient=user.email,
        kind=FOLLOWED.name,
        language=user.language,
        subject=subject,
        paragraphs=[text, _why(subscription)],
        action=(_("Open the petition"), address),
        dedupe_key=f"petitions.milestone:{milestone.pk}:{user.pk}",
        stop_address=stop_address(subscription),
    )


def _facts(milestone: Milestone) -> dict[str, Any]:
    """What the texts of this kind name, in the language in force."""
    if milestone.kind == Milestone.Kind.SHARE:
        return {"share": milestone.reference}
    if milestone.kind == Milestone.Kind.HEARING:
        hearing = Hearing.objects.filter(pk=milestone.reference).first()
        return {"day": _day(hearing), "place": hearing.place if hearing else "—"}
    if milestone.kind == Milestone.Kind.PROMISE:
        report = PromiseUpdate.objects.filter(pk=milestone.reference).first()
        return {"report": report.text if report else "—"}
    return {}


def _day(hearing: Hearing | None) -> str:
    from django.utils import formats, timezone  # noqa: PLC0415 - formats read the language in force

    return formats.date_format(timezone.localtime(hearing.begins_at), "DATETIME_FORMAT") if hearing else "—"


def _why(subscription: Subscription) -> Any:
    if subscription.topic_id:
        return _("You get this letter because you follow the topic.")
    return _("You get this letter because you follow the petition.")


def stop_address(subscription: Subscription) -> str:
    """The whole address on which this one subscription is stopped, without an account; it holds for ever."""
    token = signing.dumps([subscription.pk, subscription.user_id], salt=SALT, compress=True)
    with override(subscription.user.language):
        return _whole(reverse("petitions:stop_letters", args=[token]))


def read_stop_token(token: str) -> tuple[int, int] | None:
    """The numbers of a subscription and of its account, or None for what we did not sign."""
    try:
        number, user = signing.loads(token, salt=SALT)
        return int(number), int(user)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def followed_by(petition: Petition, user: Any) -> bool:
    """Whether the account gets letters of this petition."""
    if not user.is_authenticated:
        return False
    return Subscription.objects.filter(petition=petition, user=user).exists()


def _whole(path: str) -> str:
    return f"{settings.NOTIFICATIONS_ADDRESS}{path}"
