"""Who may sign what: people of the addressee's territory."""

from __future__ import annotations

from shanyraq.domains.petitions.models import Petition, Territory
from shanyraq.domains.petitions.states import TerritoryKind


def signing_territories(petition: Petition) -> list[Territory]:
    """Where signers may say that they live: regions for the country's bodies, else the districts
    of the region, or the one district or city. In the order of their codes."""
    if petition.body is None:
        return []
    own = petition.body.territory
    inner = list(own.parts.order_by("code"))
    return inner or [own]


def may_sign_from(petition: Petition, territory: Territory) -> bool:
    """Whether people of *territory* may sign *petition*."""
    if petition.body is None:
        return False
    own = petition.body.territory
    if territory.parent_id == own.pk:
        return True
    return territory.pk == own.pk and territory.kind != TerritoryKind.COUNTRY
