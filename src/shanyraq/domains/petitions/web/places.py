"""Links to petitions for those who may follow them."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.domains.petitions import permissions
from shanyraq.domains.petitions.queries.desk import has_desk
from shanyraq.platform.accounts.places import Place, register_places
from shanyraq.platform.accounts.web.signed_in import account_of

GROUP = "petitions"


def places(request: HttpRequest) -> Iterator[Place]:
    """One's own petitions; for staff the desks that open to the account."""
    yield Place(_("My petitions"), reverse("petitions:my_petitions"), GROUP)
    user = account_of(request)
    if permissions.may_moderate(user):
        yield Place(_("Moderation of petitions"), reverse("petitions:moderation"), GROUP, is_work=True)
    if permissions.may_decide_appeals(user):
        yield Place(_("Appeals"), reverse("petitions:appeals"), GROUP, is_work=True)
    if permissions.may_review_fraud(user):
        yield Place(_("Review of signatures"), reverse("petitions:review"), GROUP, is_work=True)
    if permissions.may_carry_out_orders(user):
        yield Place(_("Orders of courts"), reverse("petitions:court"), GROUP, is_work=True)
    if has_desk(user):
        yield Place(_("Desk of the addressee"), reverse("petitions:desk"), GROUP, is_work=True)


def connect() -> None:
    """Register the links; called once when the room is ready."""
    register_places(places, group=GROUP)
