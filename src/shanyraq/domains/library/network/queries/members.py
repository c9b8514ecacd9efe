"""Libraries and what belongs to them, as librarians of the network see them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from shanyraq.domains.library.network.models import (
    Library,
    PairedDevice,
    StaffInvitation,
    StaffPost,
    StaffRole,
)
from shanyraq.domains.library.network.permissions import is_network_administrator


def libraries_headed_by(user: Any) -> QuerySet[Library]:
    """The libraries that the account may care for: all for the network, else those it heads."""
    if is_network_administrator(user):
        return Library.objects.all()
    return Library.objects.filter(staff_posts__user_id=user.pk, staff_posts__role=StaffRole.HEAD)


def libraries_of(user: Any, *roles: str) -> QuerySet[Library]:
    """The libraries in which the account has one of ``roles`` or is the head; all for the network."""
    if is_network_administrator(user):
        return Library.objects.all()
    return Library.objects.filter(
        Q(staff_posts__user_id=user.pk, staff_posts__role__in=[*roles, StaffRole.HEAD])
    ).distinct()


def worklist(user: Any, *, state: str = "", words: str = "") -> QuerySet[Library]:
    """Libraries with numbers of branches and librarians, those on their way into the network first."""
    found = libraries_headed_by(user)
    if state:
        found = found.filter(state=state)
    if words:
        wanted = Q(code__icontains=words) | Q(isil__icontains=words) | Q(name__icontains=words)
        found = found.filter(wanted | Q(place__icontains=words))
    return found.annotate(
        branches_count=Count("branches", distinct=True),
        staff_count=Count("staff_posts__user", distinct=True),
    ).order_by("code")


def states_of(user: Any) -> dict[str, int]:
    """How many of the account's libraries are in each state."""
    rows = libraries_headed_by(user).order_by().values_list("state").annotate(Count("pk", distinct=True))
    return dict(rows)


def posts_in(library: Library) -> QuerySet[StaffPost]:
    """The posts of a library with their accounts, heads first."""
    return library.staff_posts.select_related("user").order_by("user__last_name", "user__email", "pk")


def open_invitations(library: Library, at: datetime) -> QuerySet[StaffInvitation]:
    """Invitations that can still be accepted."""
    return library.staff_invitations.filter(expires_at__gt=at)


def network_posts() -> QuerySet[StaffPost]:
    """The administrators of the network."""
    return StaffPost.objects.filter(library=None).select_related("user").order_by("user__email")


def devices_of(library: Library) -> QuerySet[PairedDevice]:
    """Paired devices that were not revoked, with their branches."""
    return PairedDevice.objects.filter(branch__library=library, revoked_at=None).select_related("branch")
