"""Who may see a page, as audiences of the search."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import PageViewRestriction

from shanyraq.platform.search.documents import PUBLIC

SIGNED_IN = "signed-in"

Restriction = tuple[str, frozenset[str]]
"""The path of a page, and who may see it and what is below: nobody where a password is asked for."""


def restrictions() -> list[Restriction]:
    """All restrictions there are. One query, two where groups are named."""
    found = PageViewRestriction.objects.select_related("page").prefetch_related("groups")
    return [(each.page.path, _allowed(each)) for each in found]


def audiences_at(path: str, known: Iterable[Restriction]) -> frozenset[str]:
    """Who passes every restriction on the way to the page at *path*; members of a group are signed in."""
    ways = [allowed for above, allowed in known if path.startswith(above)]
    if not ways:
        return frozenset({PUBLIC})
    grouped = [allowed for allowed in ways if allowed != {SIGNED_IN}]
    return frozenset.intersection(*grouped) if grouped else frozenset({SIGNED_IN})


def _allowed(restriction: PageViewRestriction) -> frozenset[str]:
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return frozenset({SIGNED_IN})
    if restriction.restriction_type == PageViewRestriction.GROUPS:
        return frozenset(f"group:{group.pk}" for group in restriction.groups.all())
    return frozenset()
