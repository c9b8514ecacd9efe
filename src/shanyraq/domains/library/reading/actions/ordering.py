"""The order, labels and gaps of a book's pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.actions.editions import lock_changeable
from shanyraq.domains.library.reading.actions.storing import forget
from shanyraq.domains.library.reading.formats.labels import LONGEST_LABEL, labels_of
from shanyraq.domains.library.reading.formats.scans import natural_key
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalPage
from shanyraq.domains.library.reading.states import PageState
from shanyraq.kernel.errors import Refusal

_RENUMBER = """
UPDATE library_reading_digitalpage AS page SET number = wanted.place
FROM unnest(%s::bigint[]) WITH ORDINALITY AS wanted (id, place)
WHERE page.id = wanted.id AND page.edition_id = %s AND page.number <> wanted.place
"""


def reserve_numbers(edition: DigitalEdition) -> Iterator[int]:
    """Free places at the end of a locked digital edition."""
    return count((edition.pages.aggregate(last=Max("number"))["last"] or 0) + 1)


def number_pages(edition: DigitalEdition) -> None:
    """Order the pages of a locked digital edition naturally by the names of their files.

    Once staff has ordered by hand, pages keep their order and new ones stay at the end.
    """
    rows = list(
        edition.pages.order_by("number").values_list("pk", "source__name", "source_id", "member", "index")
    )
    if not edition.is_ordered_by_hand:
        rows.sort(key=lambda row: (natural_key(row[1] or ""), row[2] or 0, natural_key(row[3]), row[4]))
    renumber(edition, [row[0] for row in rows])


def renumber(edition: DigitalEdition, page_ids: Sequence[int]) -> None:
    """Give the pages the places 1, 2, 3 … in this order; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_RENUMBER, [list(page_ids), edition.pk])


def reorder_pages(*, edition: DigitalEdition, places: Mapping[int, float], actor: Any, at: datetime) -> None:
    """Bring pages to the places given by their keys; the others keep their order around them.

    A page that goes to place 5 stands fifth afterwards; 4.5 would stand between the fourth and the fifth.

    :raises Refusal: ``not_allowed``, ``published``.
    """
    with transaction.atomic():
        locked = lock_changeable(edition, actor)
        rows = list(locked.pages.order_by("number").values_list("pk", "number"))
        moved = sorted((place, pk) for pk, place in places.items() if pk in dict(rows))
        order = [pk for pk, _number in rows if pk not in places]
        for place, pk in moved:
            at_index = min(max(int(place + 0.5) - 1, 0), len(order))
            order.insert(at_index, pk)
        renumber(locked, order)
        _touch(locked, at, by_hand=True)


def order_pages(*, edition: DigitalEdition, page_ids: Sequence[int], actor: Any, at: datetime) -> None:
    """Put all pages into the order given.

    :raises Refusal: ``not_allowed``, ``published``; ``other_pages`` when they are not exactly the pages there
        are, because somebody else added or removed some meanwhile.
    """
    with transaction.atomic():
        locked = lock_changeable(edition, actor)
        there = set(locked.pages.values_list("pk", flat=True))
        if len(page_ids) != len(there) or set(page_ids) != there:
            raise Refusal(_("The pages have changed meanwhile. Look at them again."), code="other_pages")
        renumber(locked, page_ids)
        _touch(locked, at, by_hand=True)


def label_pages(*, edition: DigitalEdition, rule: str, first: int, actor: Any, at: datetime) -> int:
    """Give labels by a rule (``formats.labels``) from the place *first* on; how many pages got one.

    :raises Refusal: ``not_allowed``, ``published``, ``label_rule``.
    """
    with transaction.atomic():
        locked = lock_changeable(edition, actor)
        pages = list(locked.pages.filter(number__gte=first).order_by("number"))
        labels = labels_of(rule, most=len(pages) or 1)
        changed = []
        for page, label in zip(pages, labels, strict=False):
            page.label, page.changed_at = label[:LONGEST_LABEL], at
            changed.append(page)
        DigitalPage.objects.bulk_update(changed, ["label", "changed_at"], batch_size=500)
        _touch(locked, at)
    return len(changed)


def add_missing_page(
    *, edition: DigitalEdition, place: int, label: str, actor: Any, at: datetime
) -> DigitalPage:
    """Keep a place for a page that the original lacks. :raises Refusal: ``not_allowed``, ``published``."""
    with transaction.atomic():
        locked = lock_changeable(edition, actor)
        order = list(locked.pages.order_by("number").values_list("pk", flat=True))
        page = DigitalPage.objects.create(
            edition=locked,
            number=next(reserve_numbers(locked)),
            label=label[:LONGEST_LABEL],
            state=PageState.MISSING,
            changed_at=at,
        )
        order.insert(min(max(place - 1, 0), len(order)), page.pk)
        renumber(locked, order)
        _touch(locked, at, by_hand=True)
    page.refresh_from_db()
    return page


def remove_pages(*, edition: DigitalEdition, page_ids: Sequence[int], actor: Any, at: datetime) -> int:
    """Take pages out for good; their file stays, so that taking it apart again is not done by itself.

    :raises Refusal: ``not_allowed``, ``published``.
    """
    with transaction.atomic():
        locked = lock_changeable(edition, actor)
        pages = list(locked.pages.filter(pk__in=page_ids))
        names = [name for page in pages for name in (page.image.name, page.alto.name) if name]
        DigitalPage.objects.filter(pk__in=[page.pk for page in pages]).delete()
        renumber(locked, list(locked.pages.order_by("number").values_list("pk", flat=True)))
        _touch(locked, at)
        transaction.on_commit(lambda: forget(*names))
    return len(pages)


def _touch(edition: DigitalEdition, at: datetime, *, by_hand: bool = False) -> None:
    edition.changed_at = at
    edition.is_ordered_by_hand = edition.is_ordered_by_hand or by_hand
    edition.save(update_fields=["changed_at", "is_ordered_by_hand"])
