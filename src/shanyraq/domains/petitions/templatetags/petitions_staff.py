"""Tags of the desks of petitions."""

from __future__ import annotations

from typing import Any

from django import template

from shanyraq.domains.petitions.web.places import places
from shanyraq.platform.accounts.places import Place

register = template.Library()


@register.simple_tag(takes_context=True)
def petition_desks(context: dict[str, Any]) -> list[tuple[Place, bool]]:
    """The desks of this room that open to the account, and whether the page belongs to each. One query."""
    request = context["request"]
    if not request.user.is_authenticated:
        return []
    return [(place, request.path.startswith(place.address)) for place in places(request) if place.is_work]
