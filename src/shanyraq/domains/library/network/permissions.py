"""Who may do what in the library. Predicates over posts that all rooms of the library use.

A superuser and an administrator of the network may do everything everywhere; a head everything in the own
library; the other roles what they are named for. Nobody who is not active may anything.
"""

from typing import Any, Final

from shanyraq.domains.library.network.models import Library, StaffPost, StaffRole

LIBRARY_ROLES: Final = (
    StaffRole.HEAD,
    StaffRole.CATALOGUER,
    StaffRole.CIRCULATION,
    StaffRole.DIGITISATION,
)
"""The roles that belong to a library; a head gives them."""


def _is_known(user: Any) -> bool:
    return user is not None and user.is_authenticated and user.is_active


def is_network_administrator(user: Any) -> bool:
    """Whether the account cares for the whole network."""
    if not _is_known(user):
        return False
    return user.is_superuser or StaffPost.objects.filter(user_id=user.pk, role=StaffRole.NETWORK).exists()


def has_role(user: Any, library: Library, *roles: str) -> bool:
    """Whether the account has one of ``roles`` in ``library``, is its head, or cares for the network."""
    if not _is_known(user):
        return False
    if user.is_superuser:
        return True
    held = StaffPost.objects.filter(user_id=user.pk).values_list("library_id", "role")
    wanted = {(None, str(StaffRole.NETWORK)), *((library.pk, str(role)) for role in (*roles, StaffRole.HEAD))}
    return not wanted.isdisjoint(held)


def may_head(user: Any, library: Library) -> bool:
    """Particulars, branches, calendar, people, reading rooms."""
    return has_role(user, library)


def may_catalogue(user: Any, library: Library) -> bool:
    """Records, items, imports."""
    return has_role(user, library, StaffRole.CATALOGUER)


def may_circulate(user: Any, library: Library) -> bool:
    """Readers, loans and holds."""
    return has_role(user, library, StaffRole.CIRCULATION)


def may_digitise(user: Any, library: Library) -> bool:
    """Digital editions."""
    return has_role(user, library, StaffRole.DIGITISATION)


def is_library_staff(user: Any) -> bool:
    """Whether the account works for any library or for the network."""
    if not _is_known(user):
        return False
    return user.is_superuser or StaffPost.objects.filter(user_id=user.pk).exists()


def may_give_role(user: Any, library: Library | None, role: str) -> bool:
    """Heads give the roles of their library, administrators of the network all of them."""
    if library is None or role == StaffRole.NETWORK:
        return library is None and role == StaffRole.NETWORK and is_network_administrator(user)
    return role in LIBRARY_ROLES and may_head(user, library)
