"""Address ranges of reading rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network import permissions
from shanyraq.domains.library.network.actions.refusals import not_allowed
from shanyraq.domains.library.network.address_ranges import is_unusual, overlapping, parse_range
from shanyraq.domains.library.network.models import Library, ReadingRoomRange
from shanyraq.domains.library.network.queries import reading_room
from shanyraq.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class AddedRange:
    """A range with what should be looked at once more."""

    range: ReadingRoomRange
    is_unusual: bool
    overlaps: tuple[str, ...]


def add_range(*, library: Library, network: str, note: str, actor: Any) -> AddedRange:
    """Add addresses from which restricted editions may be read in the library's rooms.

    A range that shares addresses with another member's is refused: a reader would sit in two libraries.
    Overlaps within the library, and unusually wide ranges, are told.

    :raises Refusal: ``not_allowed``; ``range_form``, ``range_private``, ``range_wide``; ``range_known``;
        ``range_of_another``.
    """
    if actor is not None and not permissions.may_head(actor, library):
        raise not_allowed()
    parsed = parse_range(network, field="network")
    try:
        with transaction.atomic():
            _one_after_another()
            rows = list(ReadingRoomRange.objects.order_by("pk"))
            theirs = [row.network for row in rows if row.library_id != library.pk]
            if overlapping(parsed, theirs):
                raise _of_another()
            mine = tuple(overlapping(parsed, [row.network for row in rows if row.library_id == library.pk]))
            made = ReadingRoomRange.objects.create(library=library, network=str(parsed), note=note)
            transaction.on_commit(reading_room.forget)
    except IntegrityError:
        raise Refusal(_("This range is in the list."), code="range_known", field="network") from None
    return AddedRange(made, is_unusual(parsed), mine)


def remove_range(*, range_: ReadingRoomRange, actor: Any) -> None:
    """Take addresses away; within seconds they open nothing. :raises Refusal: ``not_allowed``."""
    if actor is not None and not permissions.may_head(actor, range_.library):
        raise not_allowed()
    range_.delete()
    transaction.on_commit(reading_room.forget)


def _one_after_another() -> None:
    """Two members do not take the same addresses at the same time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('library_reading_room_ranges'))")


def _of_another() -> Refusal:
    return Refusal(
        _("Another member has some of these addresses. Ask the administrators of the network."),
        code="range_of_another",
        field="network",
    )
