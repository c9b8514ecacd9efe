"""Inviting people into an organisation, and their answers."""

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts import permissions
from shanyraq.platform.accounts.actions.organisations import not_allowed
from shanyraq.platform.accounts.models import Invitation, Membership, Organisation, User


def _closed() -> Refusal:
    return Refusal(
        _("This invitation has expired or was answered. Ask for a new one."), code="invitation_closed"
    )


def _other_address() -> Refusal:
    return Refusal(
        _("This invitation went to another e-mail address. Add and confirm that address, then come back."),
        code="invitation_for_another",
    )


def hash_token(token: str) -> str:
    """What the database keeps of an invitation's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite_member(
    *, organisation: Organisation, email: str, role: str, actor: User, at: datetime
) -> tuple[Invitation, str]:
    """Invite an address; an open invitation to the same address is withdrawn. Returns it with its secret.

    The answer is the same whether the address has an account or not. The caller sends the letter.

    :raises Refusal: ``not_allowed``; ``already_member``.
    """
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        mine = Membership.objects.filter(organisation=organisation, user=actor).first()
        if not permissions.may_invite(mine, role):
            raise not_allowed()
        if _members_with(organisation, email):
            raise Refusal(_("This person is already a member."), code="already_member", field="email")
        open_ones = Invitation.objects.filter(organisation=organisation, email__iexact=email, answer="")
        open_ones.update(answer=Invitation.Answer.WITHDRAWN, answered_at=at)
        token = secrets.token_urlsafe(32)
        invitation = Invitation.objects.create(
            organisation=organisation,
            email=email.lower(),
            role=role,
            token_hash=hash_token(token),
            invited_by=actor,
            created_at=at,
            expires_at=at + timedelta(days=settings.INVITATION_DAYS),
        )
    return invitation, token


def _members_with(organisation: Organisation, email: str) -> bool:
    return Membership.objects.filter(organisation=organisation, user__email__iexact=email).exists()


def accept_invitation(*, invitation: Invitation, actor: User, at: datetime) -> Membership:
    """Join. Only an account that has confirmed the invited address may.

    :raises Refusal: ``invitation_closed``; ``invitation_for_another``.
    """
    with transaction.atomic():
        locked = _open(invitation, actor, at)
        membership, _created = Membership.objects.get_or_create(
            organisation_id=locked.organisation_id,
            user=actor,
            defaults={"role": locked.role, "joined_at": at},
        )
        _close(locked, Invitation.Answer.ACCEPTED, at)
    return membership


def decline_invitation(*, invitation: Invitation, actor: User, at: datetime) -> None:
    """Say no. :raises Refusal: ``invitation_closed``; ``invitation_for_another``."""
    with transaction.atomic():
        _close(_open(invitation, actor, at), Invitation.Answer.DECLINED, at)


def withdraw_invitation(*, invitation: Invitation, actor: User, at: datetime) -> None:
    """Take an open invitation back. :raises Refusal: ``not_allowed``; ``invitation_closed``."""
    with transaction.atomic():
        mine = Membership.objects.filter(organisation_id=invitation.organisation_id, user=actor).first()
        if not permissions.may_manage_members(mine) or not permissions.may_invite(mine, invitation.role):
            raise not_allowed()
        locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if locked.answer:
            raise _closed()
        _close(locked, Invitation.Answer.WITHDRAWN, at)


def _open(invitation: Invitation, actor: User, at: datetime) -> Invitation:
    Organisation.objects.select_for_update().get(pk=invitation.organisation_id)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not locked.is_open(at):
        raise _closed()
    if not EmailAddress.objects.filter(user=actor, verified=True, email__iexact=locked.email).exists():
        raise _other_address()
    return locked


def _close(invitation: Invitation, answer: str, at: datetime) -> None:
    invitation.answer, invitation.answered_at = answer, at
    invitation.save(update_fields=["answer", "answered_at"])
