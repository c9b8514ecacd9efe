"""Requests for takedown, as the staff of their libraries see them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from shanyraq.domains.library.reading.models import TakedownRequest
from shanyraq.domains.library.reading.queries.books import libraries_kept_by


def takedowns_for(user: Any) -> QuerySet[TakedownRequest]:
    """The requests about editions of the libraries for which *user* digitises."""
    libraries = libraries_kept_by(user).values("pk")
    found = TakedownRequest.objects.filter(edition__library_id__in=libraries)
    return found.select_related("edition__library", "edition__edition")


def counts_for(user: Any) -> dict[str, int]:
    """How many there are in each state."""
    return dict(takedowns_for(user).order_by().values_list("state").annotate(Count("pk")))
