"""Who may do what with a petition. Predicates over petition and account; ``None`` is the platform itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.workflow import described


def _is_active(actor: Any) -> bool:
    return actor is not None and actor.is_authenticated and actor.is_active


@described(_("the platform, by itself"))
def by_platform(_petition: Any, actor: Any) -> bool:
    """Steps that follow from numbers and dates alone; no person can make them."""
    return actor is None


@described(_("the initiator"))
def by_initiator(petition: Any, actor: Any) -> bool:
    """The account that the petition belongs to."""
    return _is_active(actor) and petition.user_id is not None and petition.user_id == actor.pk


@described(_("a moderator of the authorised body, not the initiator"))
def by_moderator(petition: Any, actor: Any) -> bool:
    """Nobody moderates a petition of their own."""
    return may_moderate(actor) and petition.user_id != actor.pk


@described(_("who decides on appeals, and did not refuse the petition"))
def by_appeal_officer(petition: Any, actor: Any) -> bool:
    """Nobody decides on an appeal against a refusal of their own, or on a petition of their own."""
    if not may_decide_appeals(actor):
        return False
    if petition.user_id == actor.pk:
        return False
    return not petition.verdicts.filter(user_id=actor.pk).exists()


@described(_("an officer of the addressee"))
def by_officer(petition: Any, actor: Any) -> bool:
    """An account that answers for the body that the petition is addressed to."""
    return _is_active(actor) and petition.body_id is not None and is_officer(actor, petition.body_id)


@described(_("who carries out orders of courts"))
def by_court_order(_petition: Any, actor: Any) -> bool:
    """Stopping a petition, and letting it go on."""
    return may_carry_out_orders(actor)


def may_carry_out_orders(user: Any) -> bool:
    """Whether the account carries out orders of courts: stops, lets go on, holds personal data."""
    return _is_active(user) and user.has_perm("petitions.stop_petition")


def may_decide_appeals(user: Any) -> bool:
    """Whether the queue of appeals opens to this account."""
    return _is_active(user) and user.has_perm("petitions.decide_appeal")


def may_moderate(user: Any) -> bool:
    """Whether the queue of moderation opens to this account."""
    return _is_active(user) and user.has_perm("petitions.moderate_petition")


def may_review_fraud(user: Any) -> bool:
    """Whether the account may look for false signatures and take them out. None can add one."""
    return _is_active(user) and user.has_perm("petitions.review_fraud")


def is_officer(user: Any, body_id: int) -> bool:
    """Whether the account answers for this body."""
    from shanyraq.domains.petitions.models import Officer  # noqa: PLC0415 - models import the workflow

    return Officer.objects.filter(user_id=user.pk, body_id=body_id).exists()


def is_staff_of_petitions(user: Any) -> bool:
    """Whether the staff side of petitions has anything for this account."""
    if not _is_active(user):
        return False
    if any(
        user.has_perm(f"petitions.{name}")
        for name in ("moderate_petition", "decide_appeal", "review_fraud", "stop_petition")
    ):
        return True
    from shanyraq.domains.petitions.models import Officer  # noqa: PLC0415 - models import the workflow

    return Officer.objects.filter(user_id=user.pk).exists()
