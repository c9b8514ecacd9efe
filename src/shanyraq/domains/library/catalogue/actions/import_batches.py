"""One batch of an import: what is new, changed, the same or gone, in a constant number of queries."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models.expressions import RawSQL
from django.utils import timezone

from shanyraq.domains.library.catalogue.actions.clustering import assign
from shanyraq.domains.library.catalogue.actions.headings import MOST_AT_ONCE, link_waiting
from shanyraq.domains.library.catalogue.actions.import_entries import Entry, store_entries
from shanyraq.domains.library.catalogue.actions.import_items import (
    Held,
    Shelves,
    check_items,
    store_items,
    withdraw_items,
)
from shanyraq.domains.library.catalogue.actions.import_rows import insert_records, update_records
from shanyraq.domains.library.catalogue.formats.record import SourceRecord
from shanyraq.domains.library.catalogue.models import (
    ImportEntry,
    ImportRun,
    Outcome,
    Record,
    RecordState,
    RunSource,
)
from shanyraq.domains.library.catalogue.profiles.mapping import Mapper
from shanyraq.domains.library.catalogue.profiles.stored import as_json
from shanyraq.kernel.bulk import texts

LONGEST_NUMBER: Final = 100


@dataclass(slots=True)
class Candidate:
    """A record as it was read and mapped, before it is compared with what is stored."""

    entry: Entry
    description: dict[str, Any]
    digest: bytes
    is_deleted: bool


@dataclass(slots=True)
class Importer:
    """What all batches of a run share."""

    run: ImportRun
    mapper: Mapper
    shelves: Shelves

    def store(self, sources: Sequence[SourceRecord], *, at: datetime) -> list[Entry]:
        """Store a batch and its report, in the transaction of the caller; the report on each in their order.

        The run's counts are not saved. ``link`` is to be called after the transaction.
        """
        entries = [Entry(source) for source in sources]
        candidates = [found for entry in entries if (found := self._candidate(entry)) is not None]
        candidates = self._each_once(candidates)
        known = self._known(candidates)
        if self.run.is_dry_run:
            self._try(candidates, known)
        else:
            self._write(candidates, known, at)
        store_entries(self.run, entries)
        return entries

    def link(self) -> None:
        """Link the editions of stored batches to authorities; the time counts for the run (not saved)."""
        started = time.perf_counter()
        while link_waiting(at=timezone.now()) == MOST_AT_ONCE:
            pass
        self.run.seconds += time.perf_counter() - started

    def _candidate(self, entry: Entry) -> Candidate | None:
        source = entry.source
        if source.record is None:
            entry.refuse(source.error)
            return None
        for code in source.warnings:
            entry.warn(code)
        try:
            mapped = self.mapper.read(source.record)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            entry.refuse("profile", str(error)[:200])
            return None
        entry.messages += mapped.warnings
        digest = hashlib.blake2b(source.original, digest_size=16).digest()
        entry.control_number = mapped.control_number.replace("\0", "")
        if not entry.control_number:
            entry.control_number = f"~{digest.hex()}"
            entry.warn("no_control_number")
        if len(entry.control_number) > LONGEST_NUMBER:
            entry.refuse("number_too_long", entry.control_number[:60])
            entry.control_number = ""
            return None
        description = as_json(mapped.description)
        if b"\0" in source.original:
            description = _without_zeros(description)
        return Candidate(entry, description, digest, mapped.is_deleted)

    def _each_once(self, candidates: list[Candidate]) -> list[Candidate]:
        """The first record of each number in the file; the later ones are refused."""
        seen = self._seen(candidates)
        kept = []
        for candidate in candidates:
            number = candidate.entry.control_number
            if number in seen:
                candidate.entry.refuse("repeated_number", number)
                continue
            seen.add(number)
            kept.append(candidate)
        return kept

    def _seen(self, candidates: list[Candidate]) -> set[str]:
        """Numbers that came earlier in the file; a harvest may begin anew, or bring a record twice."""
        if self.run.source == RunSource.HARVEST:
            return set()
        numbers = [candidate.entry.control_number for candidate in candidates]
        found = ImportEntry.objects.filter(run=self.run, control_number__in=_listed(numbers))
        return set(found.exclude(outcome=Outcome.REFUSED).values_list("control_number", flat=True))

    def _known(self, candidates: Iterable[Candidate]) -> dict[str, Record]:
        numbers = [candidate.entry.control_number for candidate in candidates]
        found = Record.objects.filter(library=self.run.library_id, control_number__in=_listed(numbers))
        return {record.control_number: record for record in found.defer("original")}

    def _try(self, candidates: list[Candidate], known: dict[str, Record]) -> None:
        held = []
        for candidate in candidates:
            record = known.get(candidate.entry.control_number)
            candidate.entry.outcome = _outcome(candidate, record)
            if candidate.entry.outcome in {Outcome.CREATED, Outcome.CHANGED}:
                shown = record or Record()
                shown.description = candidate.description
                held.append(Held(shown, (), candidate.entry))
        check_items(held, self.shelves)

    def _write(self, candidates: list[Candidate], known: dict[str, Record], at: datetime) -> None:
        placed: list[Record] = []
        new: list[Record] = []
        changed: list[Record] = []
        gone: list[Record] = []
        held: list[Held] = []
        for candidate in candidates:
            record = known.get(candidate.entry.control_number)
            outcome = candidate.entry.outcome = _outcome(candidate, record)
            if candidate.is_deleted:
                gone += [record] if outcome == Outcome.DELETED and record else []
                continue
            before = record.description.get("holdings", ()) if record else ()
            if record is None:
                record = self._new(candidate, at)
                new.append(record)
            elif outcome != Outcome.UNCHANGED:
                self._fill(record, candidate, at)
                changed.append(record)
            if outcome != Outcome.UNCHANGED:
                placed.append(record)
            held.append(Held(record, before, candidate.entry, only_missing=outcome == Outcome.UNCHANGED))
        assign(placed, at=at, links_later=True)
        insert_records(new)
        update_records(changed)
        Record.objects.filter(pk__in=[record.pk for record in gone]).update(
            state=RecordState.DELETED, changed_at=at
        )
        withdraw_items(gone)
        store_items(held, self.shelves)

    def _new(self, candidate: Candidate, at: datetime) -> Record:
        """Its columns in their order, which Django takes in less than half the time of names."""
        entry, source = candidate.entry, candidate.entry.source
        row: Any = (
            None, self.run.library_id, entry.control_number, self.run.profile_id, source.format,
            source.encoding, source.original, candidate.digest, candidate.description, None,
            RecordState.ACTIVE, at,
        )  # fmt: skip  # a row reads better in lines than in a column
        return Record(*row)

    def _fill(self, record: Record, candidate: Candidate, at: datetime) -> None:
        source = candidate.entry.source
        record.profile_id = self.run.profile_id
        record.format, record.encoding, record.original = source.format, source.encoding, source.original
        record.digest, record.description = candidate.digest, candidate.description
        record.state, record.changed_at = RecordState.ACTIVE, at


def _listed(numbers: Sequence[str]) -> RawSQL:
    """Numbers as one parameter of a query: a thousand of them cost more to write out than to look up."""
    return RawSQL("SELECT json_array_elements_text(%s::json)", [texts(numbers)])


def _outcome(candidate: Candidate, record: Record | None) -> Outcome:
    if candidate.is_deleted:
        if record is None:
            candidate.entry.warn("unknown_deleted")
        return Outcome.DELETED if record and record.state == RecordState.ACTIVE else Outcome.UNCHANGED
    if record is None:
        return Outcome.CREATED
    is_same = (
        record.state == RecordState.ACTIVE
        and bytes(record.digest) == candidate.digest
        and record.description == candidate.description  # the profile may have changed
    )
    return Outcome.UNCHANGED if is_same else Outcome.CHANGED


def _without_zeros(value: Any) -> Any:
    """PostgreSQL keeps no sign U+0000."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_without_zeros(each) for each in value]
    if isinstance(value, dict):
        return {name: _without_zeros(each) for name, each in value.items()}
    return value


def sweep(run: ImportRun, *, at: datetime) -> int:
    """Delete the member's records that were not in the file of a whole catalogue; how many.

    Records that the file has but that were refused stay.
    """
    seen = ImportEntry.objects.filter(run=run).exclude(control_number="").values("control_number")
    gone = Record.objects.filter(library=run.library_id, state=RecordState.ACTIVE).exclude(
        control_number__in=seen
    )
    records = list(gone.only("pk", "control_number"))
    entries = []
    for record in records:
        place = SourceRecord(0, 0, b"", "")
        entries.append(Entry(place, record.control_number, Outcome.DELETED, [("not_in_file", "")]))
    if not run.is_dry_run:
        withdraw_items(records)
        Record.objects.filter(pk__in=[record.pk for record in records]).update(
            state=RecordState.DELETED, changed_at=at
        )
    store_entries(run, entries)
    return len(records)
