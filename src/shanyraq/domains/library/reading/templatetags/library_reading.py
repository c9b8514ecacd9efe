"""A look into a mapping by a name that a template holds."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def named(mapping: Mapping[str, Any], name: str) -> Any:
    """The value of *name*, or the name itself where there is none."""
    return mapping.get(name, name)
