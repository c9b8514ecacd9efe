"""Reading lists, as their owner or the public may see them."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.catalogue.queries.families import current_editions
from shanyraq.domains.library.lending.models import ReadingList, ReadingListEntry
from shanyraq.domains.library.lending.queries.titles import Title, title_of


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A book on a list; ``title`` is None when the catalogue does not hold the edition any more."""

    entry: ReadingListEntry
    title: Title | None
    year: int | None = None


def lists_of(user: object) -> QuerySet[ReadingList]:
    """The account's lists with their ``size``, the last changed first."""
    mine = ReadingList.objects.filter(owner_id=getattr(user, "pk", None) or 0)
    return mine.annotate(size=Count("entries"))


def list_seen_by(user: object, public_id: str) -> ReadingList | None:
    """A list that is public or the visitor's own."""
    seen = Q(is_public=True) | Q(owner_id=getattr(user, "pk", None) or 0)
    return ReadingList.objects.select_related("owner").filter(seen, public_id=public_id).first()


def lines_of(reading_list: ReadingList) -> list[EntryLine]:
    """The books in their order; a merged edition is shown as the one it is now."""
    entries = list(reading_list.entries.all())
    found = list(Edition.objects.filter(public_id__in=[entry.edition_public_id for entry in entries]))
    now = current_editions(found)
    editions = {edition.public_id: now[edition.pk] for edition in found}
    lines = []
    for entry in entries:
        edition = editions.get(entry.edition_public_id)
        lines.append(
            EntryLine(entry, title_of(edition) if edition else None, edition.year if edition else None)
        )
    return lines
