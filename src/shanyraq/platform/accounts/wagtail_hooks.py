"""Wiring into Wagtail's admin."""

from wagtail import hooks

from shanyraq.platform.accounts.cms.organisations import OrganisationViewSet, organisations


@hooks.register("register_admin_viewset")
def register_organisations() -> OrganisationViewSet:
    """Organisations to be confirmed."""
    return organisations
