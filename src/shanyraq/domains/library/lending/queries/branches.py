"""Branches where somebody works or picks up."""

from django.db.models import QuerySet

from shanyraq.domains.library.network import permissions as network
from shanyraq.domains.library.network.models import Branch, StaffPost, StaffRole
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.platform.accounts.models import User


def desks_of(user: User) -> list[Branch]:
    """The branches where the account may lend."""
    branches = Branch.objects.filter(is_closed=False).select_related("library")
    if network.is_network_administrator(user):
        return list(branches)
    posts = StaffPost.objects.filter(user=user, role__in=[StaffRole.CIRCULATION, StaffRole.HEAD])
    return list(branches.filter(library__in=posts.values("library")))


def pickup_branches() -> QuerySet[Branch]:
    """Where reserved books can be picked up, of all live members."""
    open_ones = Branch.objects.filter(is_pickup=True, is_closed=False, library__state=MembershipState.LIVE)
    return open_ones.select_related("library")
