"""A librarian makes or changes a member's record. One way for the form, the grid, copying and undoing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.actions.clustering import assign
from shanyraq.domains.library.catalogue.formats.record import MarcRecord
from shanyraq.domains.library.catalogue.formats.writing import to_iso2709
from shanyraq.domains.library.catalogue.models import MappingProfile, Record, RecordState, RecordVersion
from shanyraq.domains.library.catalogue.profiles.stored import as_json
from shanyraq.domains.library.catalogue.queries.profiles import mapper_of
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.permissions import may_catalogue
from shanyraq.kernel.errors import Refusal

UNICODE_MARKS = {"marc21": "a", "unimarc": " "}


@dataclass(frozen=True, slots=True)
class Written:
    """A record as an editor sends it: its fields, and the profile that reads them."""

    record: MarcRecord
    profile: MappingProfile


def version_of(record: Record) -> str:
    """What an editor saw: changes with every change of the record's bytes."""
    return hashlib.blake2b(bytes(record.original), digest_size=12).hexdigest()


@transaction.atomic
def create_record(*, library: Library, written: Written, actor: Any, at: datetime) -> Record:
    """Make a record of *library*; it comes to its edition and work at once.

    Refuses who may not catalogue there (``not_allowed``) and a number that the library has
    (``number_taken``).
    """
    _check(actor, library)
    record = Record(library=library, control_number=written.record.control_number)
    if Record.objects.filter(library=library, control_number=record.control_number).exists():
        raise _taken()
    _fill(record, written, at)
    assign([record], at=at)
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:  # a colleague was quicker
        raise _taken() from None
    return record


@transaction.atomic
def change_record(*, record: Record, written: Written, seen: str, actor: Any, at: datetime) -> Record:
    """Replace a record by what the editor sends; what it was stays as a version.

    Refuses who may not catalogue there (``not_allowed``), another number (``number_changed``), and a record
    that somebody changed since the editor saw it (``changed_meanwhile``): *seen* is ``version_of`` what was
    seen.
    """
    _check(actor, record.library)
    locked = Record.objects.select_for_update(of=("self",)).select_related("library").get(pk=record.pk)
    if version_of(locked) != seen:
        text = _(
            "A colleague changed this record meanwhile. What you typed is below; compare and save again."
        )
        raise Refusal(text, code="changed_meanwhile")
    if written.record.control_number != locked.control_number:
        text = _("The number of a record stays. Make a new record for another number.")
        raise Refusal(text, code="number_changed", field="001")
    before = (locked.format, locked.encoding, bytes(locked.original))
    _fill(locked, written, at)
    if bytes(locked.original) == before[2]:
        return locked
    form, encoding, original = before
    RecordVersion.objects.create(
        record=locked, format=form, encoding=encoding, original=original, replaced_at=at, replaced_by=actor
    )
    assign([locked], at=at)
    locked.save()
    return locked


def _fill(record: Record, written: Written, at: datetime) -> None:
    """Our edits are ISO 2709 in UTF-8 whatever the record came in."""
    mapped = mapper_of(written.profile).read(written.record)
    mark = UNICODE_MARKS.get(written.profile.flavour, "a")
    record.profile = written.profile
    record.format, record.encoding = "iso2709", "utf-8"
    record.original = to_iso2709(written.record, unicode_mark=mark)
    record.digest = hashlib.blake2b(record.original, digest_size=16).digest()
    record.description = as_json(mapped.description)
    record.state, record.changed_at = RecordState.ACTIVE, at


def _check(actor: Any, library: Library) -> None:
    if not may_catalogue(actor, library):
        raise Refusal(_("Only cataloguers of this library may do this."), code="not_allowed")


def _taken() -> Refusal:
    text = _("This library has a record with this number already.")
    return Refusal(text, code="number_taken", field="001")
