"""Imports and their reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.models import Count, Q, QuerySet

from shanyraq.domains.library.catalogue.models import ImportEntry, ImportRun, Outcome
from shanyraq.domains.library.network.models import Library

FILTERS: Final = (*Outcome.values, "warned")
COLUMNS: Final = ("record", "offset", "control_number", "code", "detail")


def runs_of(library: Library) -> QuerySet[ImportRun]:
    """The imports of a member, newest first."""
    return ImportRun.objects.filter(library=library).select_related("profile", "started_by")


def entries_of(run: ImportRun, *, kind: str = "", code: str = "") -> QuerySet[ImportEntry]:
    """The report of a run in the order of the file; *kind* is one of ``FILTERS``."""
    entries = run.entries.order_by("pk")
    if kind == "warned":
        entries = entries.exclude(outcome=Outcome.REFUSED).exclude(code="")
    elif kind in Outcome.values:
        entries = entries.filter(outcome=kind)
    return entries.filter(code=code) if code else entries


def codes_of(run: ImportRun) -> list[tuple[str, int]]:
    """Codes of messages with their numbers, the most frequent first."""
    found = run.entries.exclude(code="").values_list("code").annotate(number=Count("pk")).order_by("-number")
    return [(code, number) for code, number in found[:20]]


def refused_rows(run: ImportRun) -> Iterator[tuple[object, ...]]:
    """A head and one row for each refused record. What a sheet might take for a formula is marked as text."""
    yield COLUMNS
    rows = (
        run.entries.filter(Q(outcome=Outcome.REFUSED))
        .order_by("pk")
        .values_list("ordinal", "offset", "control_number", "code", "detail")
    )
    for ordinal, offset, number, code, detail in rows.iterator(chunk_size=2000):
        yield ordinal, offset, _as_text(number), code, _as_text(detail)


def _as_text(value: str) -> str:
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
