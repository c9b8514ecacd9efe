"""Wiring into Wagtail's admin."""

from wagtail import hooks

from shanyraq.platform.vocabularies.cms.authorities import AuthorityViewSet, authorities


@hooks.register("register_admin_viewset")
def register_authorities() -> AuthorityViewSet:
    """Persons, bodies, places and subjects."""
    return authorities
