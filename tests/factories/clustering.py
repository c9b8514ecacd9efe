"""Libraries and records for the tests of clustering."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from shanyraq.domains.library.catalogue.actions.clustering import assign
from shanyraq.domains.library.catalogue.models import MappingProfile, Record
from shanyraq.domains.library.network.models import Library, LibraryKind, StaffPost, StaffRole
from shanyraq.platform.accounts.models import User

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def library(code: str = "ulttyq") -> Library:
    found, _made = Library.objects.get_or_create(
        code=code, defaults={"name": {"kk": code.title()}, "kind": LibraryKind.CITY, "state": "live"}
    )
    return found


def new_record(description: dict[str, Any], number: str = "1", code: str = "ulttyq") -> Record:
    """A record as the import makes it: not saved, without an edition."""
    profile, _made = MappingProfile.objects.get_or_create(
        code="marc21", defaults={"name": "MARC 21", "flavour": "marc21"}
    )
    return Record(
        library=library(code),
        control_number=number,
        profile=profile,
        format="iso2709",
        encoding="utf-8",
        original=b"",
        digest=b"",
        description=description,
        changed_at=AT,
    )


def bring(*descriptions: dict[str, Any], code: str = "ulttyq", start: int = 1) -> list[Record]:
    """Records that came in one batch and are stored."""
    records = [new_record(each, f"{code}-{start + place}", code) for place, each in enumerate(descriptions)]
    with transaction.atomic():
        assign(records, at=AT)
        for record in records:
            record.save()
    return records


def change(record: Record, description: dict[str, Any]) -> Record:
    """A stored record that came once more with another description."""
    record.description = description
    with transaction.atomic():
        assign([record], at=LATER)
        record.save()
    return record


def hire(user: User, role: str = StaffRole.CATALOGUER, code: str = "ulttyq") -> User:
    """Give an account a post."""
    place = None if role == StaffRole.NETWORK else library(code)
    StaffPost.objects.create(user=user, library=place, role=role, since=AT)
    return user
