"""The door of this room for surfaces: books that everybody may read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Max, Q
from django.utils import timezone

from shanyraq.domains.library.reading.models import DigitalEdition
from shanyraq.domains.library.reading.states import AccessClass, EditionState

SPAN: Final = 5_000
"""Primary keys in one part of the map."""


@dataclass(frozen=True, slots=True)
class Address:
    """The path below a language of a public page, and when it changed."""

    path: str
    changed_at: dt.datetime | None


def map_parts() -> dict[str, int]:
    """How many parts the map of books has. One query."""
    last = DigitalEdition.objects.aggregate(last=Max("pk"))["last"]
    return {"books": 0 if last is None else last // SPAN + 1}


def addresses(part: int) -> Iterator[Address]:
    """The books of one part, numbered from 0, that everybody may read now. One query."""
    today = timezone.localdate()
    found = DigitalEdition.objects.filter(
        Q(embargo_until=None) | Q(embargo_until__lte=today),
        state=EditionState.PUBLISHED,
        access_class=AccessClass.PUBLIC,
        pk__gte=part * SPAN,
        pk__lt=(part + 1) * SPAN,
    )
    rows = found.order_by("pk").values_list("public_id", "changed_at")
    for public_id, changed_at in rows.iterator():
        yield Address(f"library/read/{public_id}/", changed_at)
