"""A reader's last place and bookmarks, kept for all devices."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.models import Bookmark, DigitalPage, ReaderPlace
from shanyraq.kernel.errors import Refusal

MOST_BOOKMARKS = 1_000
"""Of one reader in one book."""
LONGEST_NOTE = 500


def keep_place(*, page: DigitalPage, user: Any, offset: int, at: datetime) -> ReaderPlace:
    """Remember where *user* is in the book of *page*. An earlier moment does not undo a later one."""
    with transaction.atomic():
        place, created = ReaderPlace.objects.select_for_update().get_or_create(
            user=user,
            edition_id=page.edition_id,
            defaults={"page": page, "offset": offset, "changed_at": at},
        )
        if not created and place.changed_at <= at:
            place.page, place.offset, place.changed_at = page, offset, at
            place.save(update_fields=["page", "offset", "changed_at"])
    return place


def add_bookmark(*, page: DigitalPage, user: Any, note: str, at: datetime) -> Bookmark:
    """Mark a page; marking it again changes the note. :raises Refusal: ``too_many``, ``too_long``."""
    words = note.replace("\x00", "").strip()
    if len(words) > LONGEST_NOTE:
        text = _("The note is too long: at most %(most)d characters.")
        raise Refusal(text % {"most": LONGEST_NOTE}, code="too_long", field="note")
    mine = Bookmark.objects.filter(user=user, edition_id=page.edition_id)
    if mine.exclude(page=page).count() >= MOST_BOOKMARKS:
        raise Refusal(_("You have too many bookmarks in this book."), code="too_many")
    bookmark, _created = Bookmark.objects.update_or_create(
        user=user,
        page=page,
        defaults={"note": words},
        create_defaults={"note": words, "edition_id": page.edition_id, "made_at": at},
    )
    return bookmark


def remove_bookmark(*, page: DigitalPage, user: Any) -> None:
    """Take a bookmark away; nothing happens where there is none."""
    Bookmark.objects.filter(user=user, page=page).delete()
