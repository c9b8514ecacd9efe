"""Who may see a page, as audiences of the search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import PageViewRestriction

from shanyraq.kernel.prepared import Prepared
from shanyraq.platform.search.documents import PUBLIC

SIGNED_IN = "signed-in"

Restriction = tuple[str, frozenset[str]]
"""The path of a page, and who may see it and what is below: nobody where a password is asked for."""


def restrictions() -> list[Restriction]:
    """All restrictions there are. One query."""
    groups: dict[tuple[int, str, str], list[int]] = {}
    for number, path, kind, group in _RESTRICTIONS.rows():
        groups.setdefault((number, path, kind), []).append(group)
    return [(path, _allowed(kind, some)) for (_number, path, kind), some in groups.items()]


def _restrictions() -> QuerySet[Any, Any]:
    """A row for each group that a restriction names, or one without a group."""
    found = PageViewRestriction.objects.order_by("pk")
    return found.values_list("pk", "page__path", "restriction_type", "groups__pk")


_RESTRICTIONS = Prepared(_restrictions)


def audiences_at(path: str, known: Iterable[Restriction]) -> frozenset[str]:
    """Who passes every restriction on the way to the page at *path*; members of a group are signed in."""
    ways = [allowed for above, allowed in known if path.startswith(above)]
    if not ways:
        return frozenset({PUBLIC})
    grouped = [allowed for allowed in ways if allowed != {SIGNED_IN}]
    return frozenset.intersection(*grouped) if grouped else frozenset({SIGNED_IN})


def _allowed(kind: str, groups: Iterable[int | None]) -> frozenset[str]:
    if kind == PageViewRestriction.LOGIN:
        return frozenset({SIGNED_IN})
    if kind == PageViewRestriction.GROUPS:
        return frozenset(f"group:{group}" for group in groups if group is not None)
    return frozenset()
