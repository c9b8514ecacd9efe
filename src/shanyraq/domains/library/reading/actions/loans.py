"""Digital loans: one copy, one reader at a time, for a term, with a queue. All under a lock on the book."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shanyraq.domains.library.reading.actions.editions import lock
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalLoan, QueuePlace
from shanyraq.domains.library.reading.states import AccessClass, LoanEnd
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.imaging import changes
from shanyraq.platform.notifications.kinds import Kind, register
from shanyraq.platform.notifications.letters import enqueue_letter

OFFER = timedelta(hours=48)
"""How long a copy is kept for the next in the queue."""
MOST_LOANS = 10
"""Open digital loans of one reader."""
LONGEST_QUEUE = 10_000
OFFERS = register(Kind("library.digital_loans", _("Digital books that you wait for"), transactional=True))


def borrow(*, edition: DigitalEdition, user: Any, at: datetime) -> DigitalLoan:
    """Lend a free copy to *user*; who has one keeps it with its term.

    :raises Refusal: ``not_lent`` (another access class, not published, closed), ``all_lent``, ``too_many``.
    """
    with transaction.atomic():
        locked = _lock_lendable(edition, at)
        settle(locked, at)
        mine = locked.loans.filter(user=user, ended_at=None).first()
        if mine is not None:
            return mine
        if DigitalLoan.objects.filter(user=user, ended_at=None).count() >= MOST_LOANS:
            text = _("You have %(most)d digital books on loan. Return one first.")
            raise Refusal(text % {"most": MOST_LOANS}, code="too_many")
        place = locked.queue.filter(user=user).first()
        if not (place and place.offered_until) and _unpromised(locked) < 1:
            raise Refusal(_("All copies are lent. Join the queue."), code="all_lent")
        if place is not None:
            place.delete()
        changes.tell_on_commit()
        return DigitalLoan.objects.create(
            user=user,
            edition=locked,
            copy=_free_copies(locked)[0],
            lent_at=at,
            due_at=at + timedelta(days=locked.loan_days),
        )


def give_back(*, loan: DigitalLoan, user: Any, at: datetime) -> None:
    """End a loan before its term; the next in the queue is offered the copy.

    :raises Refusal: ``not_allowed`` for somebody else's loan. Ending it twice changes nothing.
    """
    if loan.user_id != user.pk:
        raise Refusal(_("This loan is not yours."), code="not_allowed")
    with transaction.atomic():
        edition = lock(loan.edition)
        edition.loans.filter(pk=loan.pk, ended_at=None).update(ended_at=at, end=LoanEnd.RETURNED)
        changes.tell_on_commit()
        settle(edition, at)


def join_queue(*, edition: DigitalEdition, user: Any, at: datetime) -> QueuePlace:
    """Wait for a copy; who waits already keeps the place.

    :raises Refusal: ``not_lent``, ``has_loan``, ``queue_full``.
    """
    with transaction.atomic():
        locked = _lock_lendable(edition, at)
        settle(locked, at)
        if locked.loans.filter(user=user, ended_at=None).exists():
            raise Refusal(_("You have this book on loan."), code="has_loan")
        mine = locked.queue.filter(user=user).first()
        if mine is not None:
            return mine
        if locked.queue.count() >= LONGEST_QUEUE:
            raise Refusal(_("The queue is full. Try again later."), code="queue_full")
        last = locked.queue.aggregate(last=Max("position"))["last"] or 0
        place = QueuePlace.objects.create(edition=locked, user=user, position=last + 1, joined_at=at)
        settle(locked, at)
    place.refresh_from_db()
    return place


def leave_queue(*, edition: DigitalEdition, user: Any, at: datetime) -> None:
    """Wait no longer. What is kept for the reader goes to the next."""
    with transaction.atomic():
        locked = lock(edition)
        locked.queue.filter(user=user).delete()
        settle(locked, at)


def settle(edition: DigitalEdition, at: datetime) -> None:
    """Of a locked book: end loans whose term is over, drop lapsed offers, offer free copies in turn."""
    over = edition.loans.filter(ended_at=None, due_at__lte=at)
    if over.update(ended_at=F("due_at"), end=LoanEnd.EXPIRED):
        changes.tell_on_commit()
    edition.queue.filter(offered_until__lte=at).delete()
    if edition.access_class != AccessClass.LOAN or not edition.is_published:
        return
    free = _unpromised(edition)
    waiting = edition.queue.filter(offered_until=None).select_related("user").order_by("position")
    for place in waiting[: max(free, 0)]:
        place.offered_at, place.offered_until = at, at + OFFER
        place.save(update_fields=["offered_at", "offered_until"])
        _tell(edition, place)


def settle_all(*, at: datetime) -> int:
    """``settle`` every book of which a loan or an offer is over; how many."""
    due = set(DigitalLoan.objects.filter(ended_at=None, due_at__lte=at).values_list("edition_id", flat=True))
    due |= set(QueuePlace.objects.filter(offered_until__lte=at).values_list("edition_id", flat=True))
    for edition in DigitalEdition.objects.filter(pk__in=due).order_by("pk"):
        with transaction.atomic():
            settle(lock(edition), at)
    return len(due)


def _lock_lendable(edition: DigitalEdition, at: datetime) -> DigitalEdition:
    locked = lock(edition)
    is_closed = locked.is_embargoed(at.astimezone().date())
    if locked.access_class != AccessClass.LOAN or not locked.is_published or is_closed:
        raise Refusal(_("This book is not lent."), code="not_lent")
    return locked


def _free_copies(edition: DigitalEdition) -> list[int]:
    lent = set(edition.loans.filter(ended_at=None).values_list("copy", flat=True))
    return [copy for copy in range(1, edition.copies + 1) if copy not in lent]


def _unpromised(edition: DigitalEdition) -> int:
    """Copies that are neither lent nor kept for somebody."""
    return len(_free_copies(edition)) - edition.queue.filter(offered_until__isnull=False).count()


def _tell(edition: DigitalEdition, place: QueuePlace) -> None:
    language = place.user.language if place.user.language in LANGUAGES else DEFAULT
    with override(language):
        address = settings.NOTIFICATIONS_ADDRESS + reverse("library_reading:my_digital")
        hours = int(OFFER.total_seconds() // 3600)
        enqueue_letter(
            recipient=place.user.email,
            kind=OFFERS.name,
            language=language,
            subject=_("A book that you wait for is free"),
            paragraphs=[
                _("“%(title)s” is kept for you for %(hours)d hours.")
                % {"title": edition.title, "hours": hours},
                _("If you do not borrow it in this time, it goes to the next reader."),
            ],
            action=(_("Borrow it"), address),
            dedupe_key=f"library.digital_loans:{place.pk}",
        )
