"""Giving posts to people and taking them back."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network import letters, permissions
from shanyraq.domains.library.network.actions.refusals import gone, not_allowed
from shanyraq.domains.library.network.models import Library, StaffInvitation, StaffPost, StaffRole
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.languages import DEFAULT


@dataclass(frozen=True, slots=True)
class Appointment:
    """What came of an appointment: a post, or an invitation that waits for its answer."""

    post: StaffPost | None = None
    invitation: StaffInvitation | None = None


def hash_of(token: str) -> str:
    """What the database keeps of an invitation's secret."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def appoint(*, library: Library | None, email: str, role: str, actor: Any, at: datetime) -> Appointment:
    """Give a post to the account that has confirmed this address, or invite the address. A letter tells it.

    An invitation replaces an open one to the same address and role. ``actor`` None: the platform itself.

    :raises Refusal: ``not_allowed``; ``has_post`` when the account has this post.
    """
    if actor is not None and not permissions.may_give_role(actor, library, role):
        raise not_allowed()
    address = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True).first()
    with transaction.atomic():
        if address is not None:
            post = _give(address.user, library=library, role=role, at=at)
            letters.tell_of_post(post)
            return Appointment(post=post)
        StaffInvitation.objects.filter(library=library, email__iexact=email, role=role).delete()
        token = secrets.token_urlsafe(32)
        invitation = StaffInvitation.objects.create(
            library=library,
            email=email.lower(),
            role=role,
            token_hash=hash_of(token),
            invited_by=actor,
            created_at=at,
            expires_at=at + timedelta(days=settings.INVITATION_DAYS),
        )
        letters.invite_to_post(invitation, token, language=getattr(actor, "language", DEFAULT))
    return Appointment(invitation=invitation)


def _give(user: Any, *, library: Library | None, role: str, at: datetime) -> StaffPost:
    post, made = StaffPost.objects.get_or_create(
        user=user, library=library, role=role, defaults={"since": at}
    )
    if not made:
        raise Refusal(_("This person has the post already."), code="has_post", field="email")
    return post


def invitation_by(token: str) -> StaffInvitation | None:
    """The invitation whose letter carried ``token``."""
    return StaffInvitation.objects.select_related("library").filter(token_hash=hash_of(token)).first()


def accept_invitation(*, token: str, actor: Any, at: datetime) -> StaffPost:
    """Take up the post. Only an account that has confirmed the invited address may.

    :raises Refusal: ``invitation_closed``; ``invitation_for_another``.
    """
    with transaction.atomic():
        invitation = StaffInvitation.objects.select_for_update().filter(token_hash=hash_of(token)).first()
        if invitation is None or invitation.expires_at <= at:
            raise Refusal(
                _("This invitation has expired or was answered. Ask for a new one."), code="invitation_closed"
            )
        if not EmailAddress.objects.filter(
            user=actor, verified=True, email__iexact=invitation.email
        ).exists():
            raise Refusal(
                _(
                    "This invitation went to another e-mail address. "
                    "Add and confirm that address, then come back."
                ),
                code="invitation_for_another",
            )
        post, _made = StaffPost.objects.get_or_create(
            user=actor, library=invitation.library, role=invitation.role, defaults={"since": at}
        )
        invitation.delete()
    return post


def withdraw_invitation(*, invitation: StaffInvitation, actor: Any) -> None:
    """Take an invitation back. :raises Refusal: ``not_allowed``."""
    if not permissions.may_give_role(actor, invitation.library, invitation.role):
        raise not_allowed()
    invitation.delete()


def dismiss(*, post: StaffPost, actor: Any) -> None:
    """Take a post back.

    :raises Refusal: ``not_allowed``; ``last_head`` when a library would be left without a head and the actor
        is not the network, ``last_administrator`` when the network would be left without an administrator.
    """
    if not permissions.may_give_role(actor, post.library, post.role):
        raise not_allowed()
    with transaction.atomic():
        same = StaffPost.objects.select_for_update().filter(library=post.library, role=post.role)
        held = {each.pk for each in same.order_by("pk")}
        if post.pk not in held:
            raise gone()
        if len(held) == 1:
            _keep_the_last(post, actor)
        StaffPost.objects.filter(pk=post.pk).delete()


def _keep_the_last(post: StaffPost, actor: Any) -> None:
    if post.role == StaffRole.HEAD and not permissions.is_network_administrator(actor):
        raise Refusal(
            _("The library would be left without a head. Appoint another one first."), code="last_head"
        )
    superusers = get_user_model()._default_manager.filter(is_superuser=True, is_active=True)  # noqa: SLF001 -- Django documents it
    if post.role == StaffRole.NETWORK and not superusers.exists():
        raise Refusal(
            _("The network would be left without an administrator. Appoint another one first."),
            code="last_administrator",
        )
