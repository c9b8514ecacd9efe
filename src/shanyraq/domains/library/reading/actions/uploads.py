"""Taking in what staff uploads, and taking it apart into pages."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading import faults
from shanyraq.domains.library.reading.actions import orders
from shanyraq.domains.library.reading.actions.editions import lock, lock_changeable, move_edition
from shanyraq.domains.library.reading.actions.epubs import take_apart_epub
from shanyraq.domains.library.reading.actions.ordering import number_pages, reserve_numbers
from shanyraq.domains.library.reading.actions.storing import keep, on_disk
from shanyraq.domains.library.reading.formats import pdf
from shanyraq.domains.library.reading.formats.scans import Scan, scans_in_archive, scans_in_file
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalPage, SourceFile
from shanyraq.domains.library.reading.states import EditionState, SourceKind, SourceState
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.files.checks import CheckedFile

KINDS = ("picture", "scan", "document", "book", "archive")
"""Kinds of ``platform.files`` that may be uploaded; of documents only PDF."""
KIND_BY_MIME = {
    "image/tiff": SourceKind.SCAN,
    "image/jpeg": SourceKind.SCAN,
    "image/png": SourceKind.SCAN,
    "application/zip": SourceKind.ARCHIVE,
    "application/pdf": SourceKind.PDF,
    "application/epub+zip": SourceKind.EPUB,
}


def kind_of(checked: CheckedFile) -> SourceKind:
    """What an accepted file is to us. :raises Refusal: ``wrong_kind``."""
    kind = KIND_BY_MIME.get(checked.mime)
    if kind is None:
        raise Refusal(
            _("Upload TIFF, JPEG or PNG scans, a ZIP of them, a PDF or an EPUB."), code="wrong_kind"
        )
    return kind


def upload_sources(
    *, edition: DigitalEdition, files: Sequence[CheckedFile], actor: Any, at: datetime
) -> list[SourceFile]:
    """Keep *files* and order the work on them. A content that is here already is passed over.

    :raises Refusal: ``not_allowed``, ``published``, ``wrong_kind``, ``mixed`` (an EPUB beside scans).
    """
    kinds = [kind_of(each) for each in files]
    with transaction.atomic():
        locked = lock_changeable(edition, actor)
        _refuse_mixture(locked, kinds)
        added = [
            _keep(locked, each, kind=kind, actor=actor, at=at)
            for each, kind in zip(files, kinds, strict=True)
        ]
        sources = [each for each in added if each is not None]
        if sources:
            start(locked, actor, at)
            edition.state = locked.state
            for source in sources:
                orders.order_unpacking(source.pk)
    return sources


def start(edition: DigitalEdition, actor: Any, at: datetime) -> None:
    """Bring a locked digital edition into the state of being processed."""
    if edition.state != EditionState.PROCESSING:
        move_edition(edition=edition, move="start", actor=actor, at=at)


def _refuse_mixture(edition: DigitalEdition, kinds: list[SourceKind]) -> None:
    there = set(edition.sources.values_list("kind", flat=True)) | set(kinds)
    if SourceKind.EPUB in there and len(there) > 1:
        text = _("An EPUB has its own pages: put it into a digital edition of its own.")
        raise Refusal(text, code="mixed")


def _keep(
    edition: DigitalEdition, checked: CheckedFile, *, kind: SourceKind, actor: Any, at: datetime
) -> SourceFile | None:
    """The new row; None when the same content is here. The file is written before the row is."""
    if edition.sources.filter(sha256=checked.sha256).exists():
        return None
    suffix = PurePosixPath(checked.name).suffix
    name = keep(f"sources/{edition.public_id}/{checked.sha256[:24]}{suffix}", checked.file)
    return SourceFile.objects.create(
        edition=edition,
        name=checked.name,
        file=name,
        kind=kind,
        size=checked.size,
        sha256=checked.sha256,
        uploaded_by=getattr(actor, "pk", None),
        uploaded_at=at,
    )


def unpack_source(*, source_id: int, at: datetime) -> None:
    """Make a page for each page of a file and order the work on them. Done twice, it makes each page once.

    What is wrong with the whole file is written into its row; what is wrong with a member is, too, and the
    other members become pages.
    """
    source = SourceFile.objects.select_related("edition").filter(pk=source_id).first()
    if source is None or source.state != SourceState.WAITING:
        return
    try:
        with tempfile.TemporaryDirectory(prefix="shanyraq-book-") as name:
            _take_apart(source, Path(name), at)
    except Refusal as refusal:
        fail_source(source, refusal)


def fail_source(source: SourceFile, refusal: Refusal) -> None:
    """Say that nothing could be made of a file."""
    source.state, source.error = SourceState.FAILED, faults.stored(("", refusal))
    source.save(update_fields=["state", "error"])
    orders.order_finishing(source.edition_id)


def _take_apart(source: SourceFile, folder: Path, at: datetime) -> None:
    path = on_disk(source.file, folder)
    if source.kind == SourceKind.EPUB:
        take_apart_epub(source=source, path=path, at=at)
        return
    failures: list[tuple[str, Refusal]] = []
    if source.kind == SourceKind.ARCHIVE:
        scans, failures = scans_in_archive(path, folder)
        if not scans and not failures:
            raise Refusal(_("There are no TIFF, JPEG or PNG pictures in the archive."), code="no_pages")
    elif source.kind == SourceKind.PDF:
        scans = [Scan("", index) for index in range(pdf.count_pages(path))]
    else:
        scans = scans_in_file(path)
    named = [(PurePosixPath(name).name, refusal) for name, refusal in failures]
    _make_pages(source, scans, error=faults.stored(*named), at=at)


def _make_pages(source: SourceFile, scans: list[Scan], *, error: str, at: datetime) -> None:
    with transaction.atomic():
        edition = lock(source.edition)
        there = set(source.pages.values_list("member", "index"))
        wanted = [scan for scan in scans if (scan.member, scan.index) not in there]
        numbers = reserve_numbers(edition)
        pages = DigitalPage.objects.bulk_create(
            DigitalPage(
                edition=edition,
                number=number,
                source=source,
                member=scan.member,
                index=scan.index,
                changed_at=at,
            )
            for number, scan in zip(numbers, wanted, strict=False)
        )
        source.state, source.error = SourceState.UNPACKED, error
        source.save(update_fields=["state", "error"])
        number_pages(edition)
        orders.order_pages(page.pk for page in pages)
        orders.order_finishing(edition.pk)
