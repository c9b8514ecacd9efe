"""Wiring into Wagtail's admin."""

from wagtail import hooks

from shanyraq.domains.library.catalogue.cms.harvest_sources import HarvestSourceViewSet, harvest_sources
from shanyraq.domains.library.catalogue.cms.profiles import ProfileViewSet, profiles


@hooks.register("register_admin_viewset")
def register_profiles() -> ProfileViewSet:
    """Mapping profiles."""
    return profiles


@hooks.register("register_admin_viewset")
def register_harvest_sources() -> HarvestSourceViewSet:
    """Harvested repositories."""
    return harvest_sources
