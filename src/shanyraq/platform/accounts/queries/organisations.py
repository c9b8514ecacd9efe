"""Organisations and their people, as one of the members may see them."""

from datetime import datetime

from django.db.models import QuerySet

from shanyraq.platform.accounts import permissions
from shanyraq.platform.accounts.actions.invitations import hash_token
from shanyraq.platform.accounts.models import Invitation, Membership, User


def memberships_of(user: User) -> QuerySet[Membership]:
    """The user's memberships with their organisations, by the organisation's name."""
    return user.memberships.select_related("organisation").order_by("organisation__name", "pk")


def membership_in(user: User, organisation_id: int) -> Membership | None:
    """The user's own membership; ``None`` to strangers, for whom the organisation does not exist."""
    return user.memberships.select_related("organisation").filter(organisation_id=organisation_id).first()


def members_seen_by(membership: Membership) -> QuerySet[Membership]:
    """All members, with their accounts, in the order of joining."""
    return Membership.objects.filter(organisation_id=membership.organisation_id).select_related("user")


def open_invitations_seen_by(membership: Membership, at: datetime) -> QuerySet[Invitation]:
    """Invitations that wait for an answer; nothing for simple members."""
    if not permissions.may_manage_members(membership):
        return Invitation.objects.none()
    return Invitation.objects.filter(organisation_id=membership.organisation_id, answer="", expires_at__gt=at)


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation whose letter carried ``token``."""
    return Invitation.objects.select_related("organisation").filter(token_hash=hash_token(token)).first()
