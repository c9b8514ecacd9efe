"""The account's places in templates."""

from collections.abc import Sequence
from typing import Any

from django import template

from shanyraq.platform.accounts.places import Place, places_of

register = template.Library()


@register.simple_tag(takes_context=True)
def account_places(context: dict[str, Any], group: str = "", kind: str = "") -> Sequence[Place]:
    """Links to what the account may open; *kind* is ``own``, ``work`` or empty for both."""
    found = places_of(context["request"], group=group)
    return [place for place in found if kind in {"", "work" if place.is_work else "own"}]
