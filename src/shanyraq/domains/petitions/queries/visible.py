"""Which petitions the public sees. Every public page, feed, file and call of the API begins here."""

from __future__ import annotations

import secrets
from typing import Final

from django.db.models import F, QuerySet

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.states import BY_LINK, PUBLIC, PetitionState

TOLD_WHEN_GONE: Final = frozenset({PetitionState.WITHDRAWN, PetitionState.STOPPED, PetitionState.LAPSED})


def public_petitions() -> QuerySet[Petition]:
    """Those that were opened to the public and stand in a public state, with what a line of a list shows."""
    found = Petition.objects.filter(state__in=PUBLIC, opened_at__isnull=False)
    return with_line(found)


def public_petition(public_id: str) -> Petition | None:
    """One public petition."""
    return public_petitions().filter(public_id=public_id).first()


def petition_by_link(public_id: str, token: str) -> Petition | None:
    """A petition that gathers its first supporters, for who has its link."""
    found = with_line(Petition.objects.filter(state__in=BY_LINK, public_id=public_id)).first()
    if found is None or not secrets.compare_digest(found.link_token.encode(), token.encode()):
        return None
    return found


def gone_petition(public_id: str, token: str = "") -> Petition | None:
    """A petition that others could sign and that nobody sees any more.

    Withdrawn by its initiator, or, before it was opened to the public, stopped by a court or left without
    first supporters. One that was never opened is told of to who has its link alone.
    """
    found = with_line(Petition.objects.filter(state__in=TOLD_WHEN_GONE, public_id=public_id)).first()
    if found is None:
        return None
    if found.opened_at is not None:
        return found if found.state == PetitionState.WITHDRAWN else None
    has_link = secrets.compare_digest(found.link_token.encode(), token.encode())
    return found if found.admitted_at is not None and has_link else None


def with_line(found: QuerySet[Petition]) -> QuerySet[Petition]:
    """With addressee, territory, topic and number of signatures in the same query."""
    joined = found.select_related("body__territory", "topic", "edition", "count")
    return joined.annotate(number=F("count__valid"))
