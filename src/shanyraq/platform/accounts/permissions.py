"""Who may do what in an organisation. Pure predicates over memberships."""

from shanyraq.platform.accounts.models import Membership, Role, User


def may_invite(membership: Membership | None, role: str) -> bool:
    """Owners invite to every role, managers only simple members."""
    if membership is None:
        return False
    return membership.role == Role.OWNER or (membership.role == Role.MANAGER and role == Role.MEMBER)


def may_manage_members(membership: Membership | None) -> bool:
    """Owners and managers see and withdraw invitations."""
    return membership is not None and membership.role in {Role.OWNER, Role.MANAGER}


def may_change_role(membership: Membership | None) -> bool:
    """Only owners change roles."""
    return membership is not None and membership.role == Role.OWNER


def may_remove(membership: Membership | None, other: Membership) -> bool:
    """Owners remove everybody, managers simple members, everybody themselves (they leave)."""
    if membership is None or membership.organisation_id != other.organisation_id:
        return False
    return membership.pk == other.pk or may_invite(membership, other.role)


def is_staff(user: User) -> bool:
    """Whether the account opens the staff's side, so whether it needs a second factor."""
    return (
        user.is_authenticated
        and user.is_active
        and (user.is_staff or user.has_perm("wagtailadmin.access_admin"))
    )
