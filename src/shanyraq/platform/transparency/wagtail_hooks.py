"""Wiring into Wagtail's admin."""

from wagtail import hooks

from shanyraq.platform.transparency.cms.witnesses import WitnessViewSet, witnesses


@hooks.register("register_admin_viewset")
def register_witnesses() -> WitnessViewSet:
    """Witnesses of the verifiable logs."""
    return witnesses
