"""Harvesting a member's repository: the same import, fed by OAI-PMH."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from django.db import transaction
from django.utils import timezone

from shanyraq.domains.library.catalogue.actions.import_batches import Importer
from shanyraq.domains.library.catalogue.actions.imports_running import (
    Cancelled,
    Progress,
    begin,
    fail,
    finish,
    member_lock,
    store_batch,
)
from shanyraq.domains.library.catalogue.formats import marcxml, oai
from shanyraq.domains.library.catalogue.formats.record import Broken, MarcRecord, SourceRecord, control
from shanyraq.domains.library.catalogue.harvesting import Unreachable, fetch
from shanyraq.domains.library.catalogue.models import (
    HarvestedRecord,
    HarvestSource,
    ImportRun,
    Outcome,
    RunSource,
    RunState,
)

NOTHING_NEW: Final = "noRecordsMatch"
COARSE: Final = "badArgument"
DAY_LENGTH: Final = len("2026-11-26")
STALE_TOKEN: Final = "badResumptionToken"  # noqa: S105 — a code of the protocol


class Refused(Exception):
    """The repository answers with an error of the protocol."""


def harvest(
    *,
    source: HarvestSource,
    since: str | None = None,
    is_dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportRun:
    """Fetch what is new since the last whole harvest, or since *since* ("" for everything).

    An interrupted harvest goes on with its resumption token. The run tells how it ended.

    :raises Refusal: ``already_running``.
    """
    with member_lock(source.library_id):
        run = _run_for(source, is_dry_run=is_dry_run)
        importer = begin(run)
        since = source.harvested_until if since is None else since
        try:
            until = _pages(importer, source, since=since, progress=progress)
            finish(run)
        except Cancelled:
            run.refresh_from_db()
            return run
        except Unreachable:
            fail(run, "unreachable")
            return run
        except (Refused, Broken):
            fail(run, "oai")
            return run
        except Exception:
            fail(run, "internal")
            raise
    if not is_dry_run:
        source.harvested_until = until or source.harvested_until
        source.save(update_fields=["harvested_until"])
    return run


def _run_for(source: HarvestSource, *, is_dry_run: bool) -> ImportRun:
    """The interrupted run, when it has a token to go on with; else a new one."""
    last = ImportRun.objects.filter(pk=source.last_run_id).first() if source.last_run_id else None
    if last is not None and last.may_resume and last.token and not is_dry_run:
        return last
    run = ImportRun.objects.create(
        library_id=source.library_id, profile_id=source.profile_id, source=RunSource.HARVEST,
        file_name=source.address[:255], is_dry_run=is_dry_run, created_at=timezone.now(),
        state=RunState.WAITING,
    )  # fmt: skip  # names that stand for themselves need no lines of their own
    if not is_dry_run:
        source.last_run = run
        source.save(update_fields=["last_run"])
    return run


def _pages(importer: Importer, source: HarvestSource, *, since: str, progress: Progress | None) -> str:
    """Store page after page; the repository's time of its first answer, kept in the run over
    interruptions.
    """
    run, token = importer.run, importer.run.token
    while True:
        answer = _answer(source, since, token)
        if (
            answer.error == STALE_TOKEN and token
        ):  # it forgot the token: begin anew, unchanged records cost little
            token = ""
            continue
        if answer.error == COARSE and len(since) > DAY_LENGTH:  # it knows days only
            since = since[:DAY_LENGTH]
            continue
        if answer.error and answer.error != NOTHING_NEW:
            raise Refused(answer.error)
        run.fingerprint = run.fingerprint or answer.response_date[:20]
        _store_page(importer, source, answer)
        if progress:
            progress(run)
        if not answer.token or answer.token == token:
            return run.fingerprint
        token = answer.token


def _answer(source: HarvestSource, since: str, token: str) -> oai.Answer:
    if token:
        asked = {"verb": "ListRecords", "resumptionToken": token}
    else:
        asked = {"verb": "ListRecords", "metadataPrefix": source.metadata_prefix}
        if source.set_spec:
            asked["set"] = source.set_spec
        if since:
            asked["from"] = since
    sign = "&" if "?" in source.address else "?"
    return oai.parse(fetch(f"{source.address}{sign}{urlencode(asked)}"))


def _store_page(importer: Importer, source: HarvestSource, answer: oai.Answer) -> None:
    known = dict(
        HarvestedRecord.objects.filter(
            source=source, identifier__in=[item.identifier for item in answer.items]
        ).values_list("identifier", "control_number")
    )
    records = list(_source_records(answer, known, importer.run.ordinal))
    with transaction.atomic():
        entries = store_batch(importer, records, token=answer.token)
        if importer.run.is_dry_run:
            return
        numbers = {
            item.identifier: HarvestedRecord(
                source=source, identifier=item.identifier, control_number=entry.control_number
            )
            for item, entry in zip(answer.items, entries, strict=True)
            if not item.is_deleted and item.identifier and entry.outcome != Outcome.REFUSED
        }
        HarvestedRecord.objects.bulk_create(
            numbers.values(), update_conflicts=True,
            unique_fields=["source", "identifier"], update_fields=["control_number"],
        )  # fmt: skip  # names that stand for themselves need no lines of their own
    importer.link()


def _source_records(answer: oai.Answer, known: dict[str, str], ordinal: int) -> Iterator[SourceRecord]:
    for item in answer.items:
        ordinal += 1
        record = SourceRecord(ordinal, 0, item.metadata, marcxml.FORMAT, "utf-8")
        if item.is_deleted:
            number = known.get(item.identifier, item.identifier)
            record.record = MarcRecord("00000dam a2200000   4500", [control("001", number)])
        else:
            try:
                marcxml.parse_into(record)
            except Broken as broken:
                record.error = broken.code
        yield record
