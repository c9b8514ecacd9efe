"""Invitations: one secret, one answer, only for the one who was meant."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.actions.invitations import (
    accept_invitation,
    decline_invitation,
    invite_member,
    withdraw_invitation,
)
from shanyraq.platform.accounts.models import Invitation, Membership, Role
from shanyraq.platform.accounts.queries.organisations import invitation_by_token
from tests.factories.accounts import AT, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def invited(email: str = "guest@example.kz", role: str = Role.MEMBER) -> tuple[Invitation, str, Membership]:
    owner = MembershipFactory()
    invitation, token = invite_member(
        organisation=owner.organisation, email=email, role=role, actor=owner.user, at=AT
    )
    return invitation, token, owner


def test_invite_member_keeps_only_a_hash_of_the_secret() -> None:
    invitation, token, _owner = invited()
    assert token not in str(Invitation.objects.values().get())
    assert invitation_by_token(token) == invitation
    assert invitation_by_token(invitation.token_hash) is None


def test_accept_invitation_gives_the_role() -> None:
    invitation, _token, owner = invited(role=Role.MANAGER)
    guest = UserFactory(email="guest@example.kz")
    membership = accept_invitation(invitation=invitation, actor=guest, at=AT)
    assert (membership.organisation, membership.role) == (owner.organisation, "manager")


def test_accept_invitation_works_once() -> None:
    invitation, _token, _owner = invited()
    guest = UserFactory(email="guest@example.kz")
    accept_invitation(invitation=invitation, actor=guest, at=AT)
    Membership.objects.filter(user=guest).delete()
    with pytest.raises(Refusal) as refused:
        accept_invitation(invitation=invitation, actor=guest, at=AT)
    assert refused.value.code == "invitation_closed"


def test_accept_invitation_expires() -> None:
    invitation, _token, _owner = invited()
    guest = UserFactory(email="guest@example.kz")
    with pytest.raises(Refusal) as refused:
        accept_invitation(invitation=invitation, actor=guest, at=AT + timedelta(days=14))
    assert refused.value.code == "invitation_closed"


def test_accept_invitation_is_only_for_the_confirmed_address() -> None:
    invitation, _token, _owner = invited()
    stranger = UserFactory()
    with pytest.raises(Refusal) as refused:
        accept_invitation(invitation=invitation, actor=stranger, at=AT)
    assert refused.value.code == "invitation_for_another"
    EmailAddress.objects.create(user=stranger, email="guest@example.kz", verified=False)
    with pytest.raises(Refusal):
        accept_invitation(invitation=invitation, actor=stranger, at=AT)
    EmailAddress.objects.filter(email="guest@example.kz").update(verified=True)
    assert accept_invitation(invitation=invitation, actor=stranger, at=AT).user == stranger


def test_accepting_never_lowers_a_role() -> None:
    invitation, _token, owner = invited("guest@example.kz")
    MembershipFactory(
        organisation=owner.organisation, user=UserFactory(email="guest@example.kz"), role=Role.OWNER
    )
    membership = accept_invitation(invitation=invitation, actor=Membership.objects.last().user, at=AT)
    assert membership.role == "owner"


def test_decline_invitation_ends_it() -> None:
    invitation, _token, _owner = invited()
    guest = UserFactory(email="guest@example.kz")
    decline_invitation(invitation=invitation, actor=guest, at=AT)
    with pytest.raises(Refusal):
        accept_invitation(invitation=invitation, actor=guest, at=AT)


def test_inviting_again_withdraws_the_earlier_letter() -> None:
    first, _token, owner = invited()
    invite_member(
        organisation=owner.organisation, email="GUEST@example.kz", role=Role.MEMBER, actor=owner.user, at=AT
    )
    first.refresh_from_db()
    assert first.answer == "withdrawn"


def test_invite_member_refuses_a_member() -> None:
    owner = MembershipFactory()
    with pytest.raises(Refusal) as refused:
        invite_member(
            organisation=owner.organisation,
            email=owner.user.email.upper(),
            role=Role.MEMBER,
            actor=owner.user,
            at=AT,
        )
    assert refused.value.code == "already_member"


def test_manager_invites_only_members() -> None:
    manager = MembershipFactory(role=Role.MANAGER)
    with pytest.raises(Refusal) as refused:
        invite_member(
            organisation=manager.organisation,
            email="x@example.kz",
            role=Role.OWNER,
            actor=manager.user,
            at=AT,
        )
    assert refused.value.code == "not_allowed"


def test_withdraw_invitation_is_not_for_simple_members() -> None:
    invitation, _token, owner = invited()
    member = MembershipFactory(organisation=owner.organisation, role=Role.MEMBER)
    with pytest.raises(Refusal):
        withdraw_invitation(invitation=invitation, actor=member.user, at=AT)
    withdraw_invitation(invitation=invitation, actor=owner.user, at=AT)
    with pytest.raises(Refusal) as refused:
        withdraw_invitation(invitation=invitation, actor=owner.user, at=AT)
    assert refused.value.code == "invitation_closed"
