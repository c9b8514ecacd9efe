"""What the catalogue has of a person, a body, a place or a subject. Mergings count, scripts do not."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from shanyraq.domains.library.catalogue.models import Edition, EditionAgent, EditionSubject, Work
from shanyraq.platform.vocabularies.models import Authority
from shanyraq.platform.vocabularies.queries.authorities import family_ids


def editions_of(authority: Authority, *, roles: Iterable[str] = ()) -> QuerySet[Edition]:
    """Editions that a person or body made or contributed to (in any of *roles*, when given), newest first.

    Two queries in all, whatever the number.
    """
    links = EditionAgent.objects.filter(edition=OuterRef("pk"), authority__in=family_ids(authority))
    wanted = list(roles)
    links = links.filter(role__in=wanted) if wanted else links
    editions = Edition.objects.filter(Exists(links), merged_into=None).select_related("work")
    return editions.order_by("-year", "title", "pk")


def works_of(authority: Authority, *, roles: Iterable[str] = ()) -> QuerySet[Work]:
    """Works of a person or body, by title. Two queries in all."""
    editions = editions_of(authority, roles=roles).order_by()
    return Work.objects.filter(pk__in=editions.values("work"), merged_into=None).order_by("title", "pk")


def editions_about(authority: Authority) -> QuerySet[Edition]:
    """Editions with this subject, newest first. Two queries in all."""
    links = EditionSubject.objects.filter(edition=OuterRef("pk"), authority__in=family_ids(authority))
    return Edition.objects.filter(Exists(links), merged_into=None).order_by("-year", "title", "pk")


def agents_of(edition: Edition) -> QuerySet[EditionAgent]:
    """The linked persons and bodies of an edition in the order of its description."""
    return EditionAgent.objects.filter(edition=edition).select_related("authority__merged_into")


def subjects_of(edition: Edition) -> QuerySet[EditionSubject]:
    """The linked subjects of an edition."""
    return EditionSubject.objects.filter(edition=edition).select_related("authority__merged_into")
