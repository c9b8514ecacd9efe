"""Devices in templates."""

from django import template

from shanyraq.platform.accounts.web.devices import described

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    """Browser and system in words."""
    return described(user_agent or "")
