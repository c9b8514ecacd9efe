"""Opening an organisation, changing its members."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts import permissions
from shanyraq.platform.accounts.models import Membership, Organisation, Role, User


def not_allowed() -> Refusal:
    """The answer to somebody whose role does not reach."""
    return Refusal(_("Your role in the organisation does not allow this. Ask an owner."), code="not_allowed")


def _last_owner() -> Refusal:
    return Refusal(
        _("The organisation would be left without an owner. Make somebody else an owner first."),
        code="last_owner",
    )


def _same_bin() -> Refusal:
    return Refusal(
        _("An organisation with this number is already here. Ask its owner for an invitation."),
        code="organisation_exists",
        field="bin",
    )


def register_organisation(*, actor: User, name: str, bin_number: str, at: datetime) -> Organisation:
    """Open an organisation with ``actor`` as its owner; staff confirms it later.

    :param bin_number: twelve digits that have passed ``kernel.identifiers``.
    :raises Refusal: ``organisation_exists`` when it is confirmed already, or ``actor`` has opened it before.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=actor.pk)
        same = Organisation.objects.filter(bin=bin_number)
        if same.filter(confirmed_at__isnull=False).exists() or same.filter(members=actor).exists():
            raise _same_bin()
        organisation = Organisation.objects.create(name=name, bin=bin_number, created_at=at)
        Membership.objects.create(organisation=organisation, user=actor, role=Role.OWNER, joined_at=at)
    return organisation


def confirm_organisation(*, organisation: Organisation, actor: User, at: datetime) -> Organisation:
    """Record that staff has checked the organisation.

    :raises Refusal: ``not_allowed``, or ``organisation_exists`` when another one with this BIN is confirmed.
    """
    if not actor.has_perm("accounts.change_organisation"):
        raise not_allowed()
    try:
        with transaction.atomic():
            locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
            if locked.confirmed_at is None:
                locked.confirmed_at, locked.confirmed_by = at, actor
                locked.save(update_fields=["confirmed_at", "confirmed_by"])
    except IntegrityError:
        raise _same_bin() from None
    return locked


def change_role(*, membership: Membership, role: str, actor: User) -> Membership:
    """Give a member another role.

    :raises Refusal: ``not_allowed``; ``last_owner`` when nobody would own the organisation.
    """
    with transaction.atomic():
        mine, theirs = _locked(membership, actor)
        if not permissions.may_change_role(mine) or role not in Role.values:
            raise not_allowed()
        if role != Role.OWNER:
            _keep_an_owner(theirs)
        theirs.role = role
        theirs.save(update_fields=["role"])
    return theirs


def remove_member(*, membership: Membership, actor: User) -> None:
    """Remove a member; removing oneself is leaving.

    :raises Refusal: ``not_allowed``; ``last_owner``.
    """
    with transaction.atomic():
        mine, theirs = _locked(membership, actor)
        if not permissions.may_remove(mine, theirs):
            raise not_allowed()
        _keep_an_owner(theirs)
        theirs.delete()


def _locked(membership: Membership, actor: User) -> tuple[Membership | None, Membership]:
    """The actor's and the other's membership, read again while the organisation is locked."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    theirs = Membership.objects.filter(pk=membership.pk).first()
    if theirs is None:
        raise Refusal(_("This member has already left."), code="already_left")
    mine = Membership.objects.filter(organisation_id=membership.organisation_id, user=actor).first()
    return mine, theirs


def _keep_an_owner(leaving: Membership) -> None:
    others = Membership.objects.filter(organisation_id=leaving.organisation_id, role=Role.OWNER).exclude(
        pk=leaving.pk
    )
    if leaving.role == Role.OWNER and not others.exists():
        raise _last_owner()
