"""Records as their library's cataloguers see them, deleted ones too."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from shanyraq.domains.library.catalogue.models import Item, Record, RecordVersion
from shanyraq.domains.library.network.models import Library, StaffPost, StaffRole


def libraries_of(user: Any) -> list[Library]:
    """The libraries whose records the account may change, all of them for the network's administrators."""
    if user.is_superuser:
        return list(Library.objects.order_by("code"))
    posts = list(StaffPost.objects.filter(user_id=user.pk).values_list("library_id", "role"))
    if any(role == StaffRole.NETWORK for _library, role in posts):
        return list(Library.objects.order_by("code"))
    own = [library for library, role in posts if role in {StaffRole.CATALOGUER, StaffRole.HEAD}]
    return list(Library.objects.filter(pk__in=own).order_by("code"))


def records_in(libraries: list[Library], words: str) -> QuerySet[Record]:
    """Records of these libraries, the last changed first; by number, or with *words* in the title."""
    found = Record.objects.filter(library__in=libraries).select_related("library", "edition")
    if words:
        found = found.filter(Q(control_number=words) | Q(edition__title__icontains=words))
    return found.defer("original", "description").order_by("-changed_at", "-pk")


def record_in(libraries: list[Library], pk: int) -> Record | None:
    """One record with everything, if it is of one of these libraries."""
    found = Record.objects.filter(pk=pk, library__in=libraries)
    return found.select_related("library", "profile", "edition__work").first()


def versions_of(record: Record) -> QuerySet[RecordVersion]:
    """What the record was, the last first."""
    return record.versions.select_related("replaced_by").order_by("-pk")


def items_of(record: Record) -> QuerySet[Item]:
    """All copies of the record."""
    return record.items.select_related("branch").order_by("branch__code", "shelf_mark", "pk")
