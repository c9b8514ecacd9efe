"""Wiring into Wagtail's admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from shanyraq.platform.search.cms.viewsets import NobodyWrites, SearchGroup
from shanyraq.platform.search.models import MissedSearch

register_permission_policy(MissedSearch, NobodyWrites(MissedSearch))


@hooks.register("register_admin_viewset")
def register_search() -> SearchGroup:
    """Synonyms, pinned results, stop words, and what was not found."""
    return SearchGroup()
