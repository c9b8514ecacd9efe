"""Members' records in the order of their last change, for harvesters. Built to be asked millions of times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from shanyraq.domains.library.catalogue.models import Record, RecordState
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.states import MembershipState

LONGEST_WAIT: Final = timedelta(hours=1)
"""A transaction that is open longer than this holds nobody up."""


class Harvested(NamedTuple):
    """A row for a harvester; the last five only where the bytes were asked for."""

    number: int
    changed_at: datetime
    state: str
    library: str
    control_number: str
    edition: str
    description: dict[str, Any] | None = None
    original: bytes = b""
    format: str = ""
    encoding: str = ""
    flavour: str = ""

    @property
    def is_deleted(self) -> bool:
        """Whether the member took the record away."""
        return self.state == RecordState.DELETED


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which part of the list is asked for: ``begin`` and ``end`` as a half-open span, ``after`` as a
    keyset.
    """

    set_spec: str = ""
    begin: datetime | None = None
    end: datetime | None = None
    after: tuple[datetime, int] | None = None


_HEADER: Final = ("pk", "changed_at", "state", "library__code", "control_number", "edition__public_id")
_BYTES: Final = ("description", "original", "format", "encoding", "profile__flavour")


def harvested(part: Part, most: int, *, columns: Sequence[str] = ()) -> list[Harvested]:
    """At most *most* records of a part of the list, in order. One query on the index of changes."""
    rows = _wanted(part).order_by("changed_at", "pk").values_list(*_HEADER, *columns)[:most]
    return [Harvested(*row) for row in rows]


def number_of(part: Part) -> int:
    """How many records the whole list has."""
    return _wanted(part).count()


def columns_for(prefix: str) -> tuple[str, ...]:
    """What must be read for a format: Dublin Core is made of the description, the others of the bytes too."""
    return {"": (), "oai_dc": _BYTES[:1]}.get(prefix, _BYTES)


def record_at(library: str, control_number: str, columns: Sequence[str]) -> Harvested | None:
    """One record, deleted or not, with the columns for its format."""
    found = _of_live_members().filter(library__code=library, control_number=control_number)
    row = found.values_list(*_HEADER, *columns).first()
    return Harvested(*row) if row else None


def live_members() -> list[Library]:
    """The sets."""
    return list(Library.objects.filter(state=MembershipState.LIVE).order_by("code"))


def earliest() -> datetime:
    """When the first record changed; now in an empty catalogue."""
    found = _of_live_members().aggregate(first=Min("changed_at"))["first"]
    return found or timezone.now()


def horizon() -> datetime:
    """Up to when everything is known: transactions that still write may bring changes from before now.

    A harvester takes our date of response for the beginning of its next list. So neither the list nor that
    date goes past the beginning of the oldest transaction that writes. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT now(), min(xact_start) FROM pg_stat_activity WHERE datname = current_database() "
            "AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
        )
        now, oldest = cursor.fetchone()
    return max(oldest, now - LONGEST_WAIT) if oldest else now


def _of_live_members() -> QuerySet[Record]:
    return Record.objects.filter(library__state=MembershipState.LIVE)


def _wanted(part: Part) -> QuerySet[Record]:
    found = _of_live_members()
    if part.set_spec:
        found = found.filter(library__code=part.set_spec)
    if part.begin:
        found = found.filter(changed_at__gte=part.begin)
    if part.end:
        found = found.filter(changed_at__lt=part.end)
    if part.after:
        moment, number = part.after
        # the first condition lets the index begin there; the second leaves out what was given already
        found = found.filter(changed_at__gte=moment).filter(Q(changed_at__gt=moment) | Q(pk__gt=number))
    return found
