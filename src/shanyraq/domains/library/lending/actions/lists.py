"""Making, ordering and copying reading lists."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.lending.models import ReadingList, ReadingListEntry
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import User

MOST_LISTS = 100
MOST_ENTRIES = 500


def make_list(
    *, owner: User, title: str, language: str, at: datetime, note: str = "", is_public: bool = False
) -> ReadingList:
    """A new list. :raises Refusal: ``too_many_lists``."""
    if owner.reading_lists.count() >= MOST_LISTS:
        raise Refusal(_("You have as many lists as one can have."), code="too_many_lists")
    return ReadingList.objects.create(
        owner=owner,
        title=title,
        note=note,
        language=language,
        is_public=is_public,
        created_at=at,
        changed_at=at,
    )


def change_list(
    *, reading_list: ReadingList, title: str, note: str, language: str, is_public: bool, at: datetime
) -> ReadingList:
    """Another title, note or language; open or close it to everybody."""
    reading_list.title, reading_list.note, reading_list.language = title, note, language
    reading_list.is_public, reading_list.changed_at = is_public, at
    reading_list.save()
    return reading_list


def add_to_list(*, reading_list: ReadingList, edition_public_id: str, at: datetime) -> ReadingListEntry:
    """Put an edition at the end; one that stands there already stays where it is.

    :raises Refusal: ``list_full``.
    """
    with transaction.atomic():
        locked = _lock(reading_list)
        known = locked.entries.filter(edition_public_id=edition_public_id).first()
        if known is not None:
            return known
        if locked.entries.count() >= MOST_ENTRIES:
            raise Refusal(_("This list is full. Begin another."), code="list_full")
        last = locked.entries.aggregate(last=Max("position"))["last"] or 0
        _touch(locked, at)
        return ReadingListEntry.objects.create(
            reading_list=locked, edition_public_id=edition_public_id, position=last + 1
        )


def remove_entry(*, entry: ReadingListEntry, at: datetime) -> None:
    """Take a book off its list."""
    with transaction.atomic():
        _touch(_lock(entry.reading_list), at)
        entry.delete()


def note_entry(*, entry: ReadingListEntry, note: str, at: datetime) -> None:
    """Write a word about a book on its list."""
    with transaction.atomic():
        _touch(_lock(entry.reading_list), at)
        ReadingListEntry.objects.filter(pk=entry.pk).update(note=note)


def move_entry(*, entry: ReadingListEntry, up: bool, at: datetime) -> None:
    """Change places with the neighbour above or below; at an end nothing happens."""
    with transaction.atomic():
        locked = _lock(entry.reading_list)
        order = list(locked.entries.values_list("pk", flat=True))
        if entry.pk not in order:
            return
        here = order.index(entry.pk)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(order):
            return
        order[here], order[there] = order[there], order[here]
        for position, key in enumerate(order, 1):
            ReadingListEntry.objects.filter(pk=key).exclude(position=position).update(position=position)
        _touch(locked, at)


def copy_list(*, reading_list: ReadingList, owner: User, at: datetime) -> ReadingList:
    """A private copy of a list for another reader (or oneself). :raises Refusal: ``too_many_lists``."""
    with transaction.atomic():
        made = make_list(
            owner=owner,
            title=reading_list.title,
            note=reading_list.note,
            language=reading_list.language,
            at=at,
        )
        entries = reading_list.entries.all()
        ReadingListEntry.objects.bulk_create(
            ReadingListEntry(
                reading_list=made,
                edition_public_id=entry.edition_public_id,
                position=position,
                note=entry.note,
            )
            for position, entry in enumerate(entries, 1)
        )
    return made


def delete_list(*, reading_list: ReadingList) -> None:
    """Remove a list with all that is on it."""
    reading_list.delete()


def _lock(reading_list: ReadingList) -> ReadingList:
    return ReadingList.objects.select_for_update(no_key=True).get(pk=reading_list.pk)


def _touch(reading_list: ReadingList, at: datetime) -> None:
    ReadingList.objects.filter(pk=reading_list.pk).update(changed_at=at)
