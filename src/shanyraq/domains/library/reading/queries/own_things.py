"""What one reader has in digital books: loans, queues, places, bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q

from shanyraq.domains.library.reading.models import Bookmark, DigitalLoan, QueuePlace, ReaderPlace

MOST_PLACES = 20
MOST_BOOKMARKS = 100


@dataclass(frozen=True, slots=True)
class OwnThings:
    """A reader's page of digital books. ``queues`` have ``before``: readers who wait longer."""

    loans: Sequence[DigitalLoan]
    queues: Sequence[QueuePlace]
    places: Sequence[ReaderPlace]
    bookmarks: Sequence[Bookmark]

    @property
    def is_empty(self) -> bool:
        """Whether the reader has nothing here yet."""
        return not (self.loans or self.queues or self.places or self.bookmarks)


def of_reader(user: Any, at: datetime) -> OwnThings:
    """All that *user* has; four queries."""
    loans = DigitalLoan.objects.filter(user_id=user.pk, ended_at=None, due_at__gt=at).select_related(
        "edition"
    )
    before = Count("edition__queue", filter=Q(edition__queue__position__lt=F("position")))
    queues = QueuePlace.objects.filter(user_id=user.pk).select_related("edition").annotate(before=before)
    places = ReaderPlace.objects.filter(user_id=user.pk).select_related("edition", "page")
    bookmarks = Bookmark.objects.filter(user_id=user.pk).select_related("edition", "page")
    return OwnThings(
        list(loans.order_by("due_at")),
        list(queues.order_by("joined_at")),
        list(places.order_by("-changed_at")[:MOST_PLACES]),
        list(bookmarks.order_by("-made_at")[:MOST_BOOKMARKS]),
    )
