"""A database of its own with an invented union catalogue in it, for benchmarks of the library."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

BATCH = 2_000
AT = datetime(2026, 1, 1, tzinfo=UTC)


@contextmanager
def shelf(count: int) -> Iterator[None]:
    """So many records, each of an own edition with a copy, in a PostgreSQL that ends with the block."""
    with empty_shelf():
        _fill(count)
        yield


@contextmanager
def empty_shelf() -> Iterator[Path]:
    """A platform without content, with a PostgreSQL that ends with the block; gives its folder."""
    from shanyraq.config.launcher.cluster import Cluster  # noqa: PLC0415 -- needs settings

    with tempfile.TemporaryDirectory(prefix="shanyraq-bench-") as folder:
        server = Cluster(Path(folder) / "postgres", {"synchronous_commit": "off", "shared_buffers": "256MB"})
        server.start()
        try:
            _prepare(server.url, folder)
            yield Path(folder)
        finally:
            server.stop()


def union_files(count: int, folder: Path) -> dict[int, Path]:
    """So many records of one union catalogue as files of MARC 21 (ISO 2709), one for each member's number."""
    from benchmarks.library_records import generate  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.catalogue.description import Description  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.catalogue.exports.marc.marc21 import marc21_record  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.catalogue.exports.marc.originals import as_iso2709  # noqa: PLC0415 -- needs settings

    found: dict[int, Path] = {}
    opened: dict[int, Any] = {}
    for one in generate(count):
        if one.member not in opened:
            found[one.member] = folder / f"member-{one.member}.mrc"
            opened[one.member] = found[one.member].open("wb")
        record = marc21_record(Description.from_json(one.description), number=one.number, changed_at=AT)
        opened[one.member].write(as_iso2709(record, "marc21"))
    for file in opened.values():
        file.close()
    return found


def _prepare(url: str, folder: str) -> None:
    os.environ.update(DATABASE_URL=url, SHANYRAQ_VAR=folder, SHANYRAQ_MODE="test")
    os.environ.update(
        SHANYRAQ_SECRET_KEY=secrets.token_urlsafe(32),
        SHANYRAQ_IDENTITY_KEY=secrets.token_urlsafe(32),
        SHANYRAQ_LOG_KEY=secrets.token_urlsafe(32),
    )
    os.environ["DJANGO_SETTINGS_MODULE"] = "shanyraq.config.settings"
    import django  # noqa: PLC0415 -- needs settings
    from django.core.management import call_command  # noqa: PLC0415 -- needs settings

    django.setup()
    call_command("migrate", verbosity=0)


def _fill(count: int) -> None:
    from django.db import connection  # noqa: PLC0415 -- needs settings

    from benchmarks.library_records import generate  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.catalogue.models import MappingProfile  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.network.models import Branch, Library  # noqa: PLC0415 -- needs settings

    member = Library.objects.create(code="bench", name={"kk": "Кітапхана"}, kind="national", state="live")
    branch = Branch.objects.create(library=member, code="main", name={"kk": "Зал"})
    profile = MappingProfile.objects.get_or_create(code="marc21", defaults={"flavour": "marc21"})[0]
    invented = iter(generate(count))
    number = 0
    while some := list(islice(invented, BATCH)):
        _add(some, (member, branch, profile), number)
        number += len(some)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _add(some: list[Any], held_by: tuple[Any, Any, Any], number: int) -> None:
    from shanyraq.domains.library.catalogue.description import Description  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.catalogue.exports.marc.marc21 import marc21_record  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.catalogue.exports.marc.originals import as_iso2709  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.catalogue.models import Edition, Item, Record, Work  # noqa: PLC0415 -- needs settings

    member, branch, profile = held_by
    told = [Description.from_json(one.description) for one in some]
    works = Work.objects.bulk_create(Work(title=each.title.text) for each in told)
    editions = Edition.objects.bulk_create(
        Edition(
            work=work,
            title=each.title.text,
            kind=each.kind,
            language=(each.languages or ("",))[0],
            year=each.year,
            description=each.to_json(),
            changed_at=AT,
        )
        for work, each in zip(works, told, strict=True)
    )
    records = []
    for place, (edition, each) in enumerate(zip(editions, told, strict=True), number):
        at = AT + timedelta(seconds=place // 100)
        original = as_iso2709(marc21_record(each, number=f"b{place}", changed_at=at), "marc21")
        records.append(
            Record(
                library=member,
                control_number=f"b{place}",
                profile=profile,
                format="iso2709",
                encoding="utf-8",
                original=original,
                digest=hashlib.blake2b(original, digest_size=16).digest(),
                description=edition.description,
                edition=edition,
                changed_at=at,
            )
        )
    Record.objects.bulk_create(records)
    Item.objects.bulk_create(
        Item(record=record, branch=branch, inventory_number=record.control_number) for record in records
    )
