"""The work on one page: picture, text, ALTO. Done twice, or killed in the middle, it ends the same."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F

from shanyraq.domains.library.reading import faults
from shanyraq.domains.library.reading.actions import orders
from shanyraq.domains.library.reading.actions.corrections import note_recognition
from shanyraq.domains.library.reading.actions.editions import lock, lock_changeable, move_edition
from shanyraq.domains.library.reading.actions.storing import fingerprint, forget, keep, on_disk
from shanyraq.domains.library.reading.actions.texts import keep_text
from shanyraq.domains.library.reading.actions.uploads import start
from shanyraq.domains.library.reading.formats import pdf
from shanyraq.domains.library.reading.formats.alto import write_alto
from shanyraq.domains.library.reading.formats.recognition import recognise
from shanyraq.domains.library.reading.formats.scans import member_of
from shanyraq.domains.library.reading.formats.words import PageWords
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalPage, SourceFile
from shanyraq.domains.library.reading.states import (
    EditionState,
    PageState,
    SourceKind,
    SourceState,
    TextOrigin,
)
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.imaging.pyramids import make_pyramid

STALE = timedelta(minutes=10)
"""A page that waits longer without an order in the queue was lost with its worker."""


@dataclass(slots=True)
class _Made:
    """What the work on a page gave; paths lie in the folder of the work."""

    picture: Path
    width: int
    height: int
    words: PageWords | None = None
    origin: str = TextOrigin.NONE
    error: str = ""


def process_page(*, page_id: int, at: datetime) -> None:
    """Make the picture and the text of a waiting page.

    A refusal (a damaged picture) ends the work on the page with a clear error. A missing program of
    recognition leaves the page ready, without text and with the reason. Any other failure is raised, so that
    the worker tries again.
    """
    page = DigitalPage.objects.select_related("edition", "source").filter(pk=page_id).first()
    if page is None or page.source is None or page.state != PageState.WAITING:
        return
    DigitalPage.objects.filter(pk=page_id).update(attempts=F("attempts") + 1)
    try:
        with tempfile.TemporaryDirectory(prefix="shanyraq-page-") as name:
            folder = Path(name)
            made = _make_picture(page, page.source, folder)
            _read_text(page, made, folder)
            _save(page, made, at)
    except Refusal as refusal:
        fail_page(page_id=page_id, refusal=refusal, at=at)
    orders.order_finishing(page.edition_id)


def _make_picture(page: DigitalPage, source: SourceFile, folder: Path) -> _Made:
    target = folder / "pyramid.tif"
    path = on_disk(source.file, folder)
    if source.kind == SourceKind.PDF:
        rendered = pdf.render_page(path, page.index + 1, folder)
        made = make_pyramid(rendered, target)
        rendered.unlink()
    else:
        made = make_pyramid(member_of(path, page.member, folder), target, page=page.index)
    return _Made(target, made.width, made.height)


def _read_text(page: DigitalPage, made: _Made, folder: Path) -> None:
    source = page.source
    if source is not None and source.kind == SourceKind.PDF:
        made.words = pdf.scaled_layer(on_disk(source.file, folder), page.index + 1, (made.width, made.height))
        made.origin = TextOrigin.LAYER
    if made.words is None:
        _recognise(page.edition, made, folder)


def _recognise(edition: DigitalEdition, made: _Made, folder: Path) -> None:
    made.origin = TextOrigin.NONE
    try:
        made.words = recognise(made.picture, edition.ocr_languages, folder)
        made.origin = TextOrigin.OCR
    except Refusal as refusal:  # the picture is good: a page without text is better than none
        made.error = faults.stored(("", refusal))


def _save(page: DigitalPage, made: _Made, at: datetime) -> None:
    stem = f"pages/{page.edition.public_id}/{page.pk}-{fingerprint(made.picture)}"
    image = keep(f"{stem}.tif", made.picture)
    alto = keep(f"{stem}.alto.xml", write_alto(made.words, source=str(page.source))) if made.words else ""
    with transaction.atomic():
        locked = DigitalPage.objects.select_for_update().filter(pk=page.pk, state=PageState.WAITING).first()
        if locked is None:  # removed, or made by another worker meanwhile: the same names, the same files
            return
        _forget_later(locked, {image, alto})
        locked.image.name, locked.alto.name = image, alto
        locked.width, locked.height = made.width, made.height
        locked.state, locked.error, locked.changed_at = PageState.READY, made.error, at
        locked.save(update_fields=["image", "alto", "width", "height", "state", "error", "changed_at"])
        keep_text(page=locked, words=made.words, language=page.edition.language, origin=made.origin)
        note_recognition(page=locked, words=made.words, origin=made.origin, at=at)


def _forget_later(page: DigitalPage, kept: set[str]) -> None:
    names = {page.image.name, page.alto.name} - kept - {"", None}
    transaction.on_commit(lambda: forget(*names))


def fail_page(*, page_id: int, refusal: Refusal, at: datetime) -> None:
    """Give a waiting page up, with the reason for staff."""
    DigitalPage.objects.filter(pk=page_id, state=PageState.WAITING).update(
        state=PageState.FAILED, error=faults.stored(("", refusal)), changed_at=at
    )


def give_page_up(*, page_id: int, refusal: Refusal, at: datetime) -> None:
    """``fail_page`` after the last attempt; the edition goes on without it."""
    fail_page(page_id=page_id, refusal=refusal, at=at)
    edition_id = DigitalPage.objects.filter(pk=page_id).values_list("edition_id", flat=True).first()
    if edition_id is not None:
        orders.order_finishing(edition_id)


def finish_edition(*, edition_id: int, at: datetime) -> bool:
    """Bring a digital edition into review when nothing of it waits; whether it was."""
    with transaction.atomic():
        found = DigitalEdition.objects.filter(pk=edition_id).first()
        edition = lock(found) if found else None
        if edition is None or edition.state != EditionState.PROCESSING or _waits(edition):
            return False
        move_edition(edition=edition, move="finish", actor=None, at=at)
    return True


def _waits(edition: DigitalEdition) -> bool:
    is_waiting = edition.sources.filter(state=SourceState.WAITING).exists()
    return is_waiting or edition.pages.filter(state=PageState.WAITING).exists()


def process_again(*, edition: DigitalEdition, page_ids: list[int], actor: Any, at: datetime) -> int:
    """Have pages made anew from their files (another language, a new program); how many.

    :raises Refusal: ``not_allowed``, ``published``.
    """
    with transaction.atomic():
        locked = lock_changeable(edition, actor)
        again = locked.pages.filter(pk__in=page_ids, source__isnull=False).exclude(
            source__kind=SourceKind.EPUB
        )
        pages = list(again.exclude(state=PageState.MISSING).values_list("pk", flat=True))
        if pages:
            DigitalPage.objects.filter(pk__in=pages).update(
                state=PageState.WAITING, error="", attempts=0, changed_at=at
            )
            start(locked, actor, at)
            orders.order_pages(pages)
        edition.state = locked.state
    return len(pages)


def retry_sources(*, edition: DigitalEdition, actor: Any, at: datetime) -> int:
    """Have files that failed taken apart once more; how many. :raises Refusal: as ``process_again``."""
    with transaction.atomic():
        locked = lock_changeable(edition, actor)
        failed = list(locked.sources.filter(state=SourceState.FAILED).values_list("pk", flat=True))
        if failed:
            SourceFile.objects.filter(pk__in=failed).update(state=SourceState.WAITING, error="")
            start(locked, actor, at)
            for source_id in failed:
                orders.order_unpacking(source_id)
        edition.state = locked.state
    return len(failed)


def sweep(*, at: datetime) -> int:
    """Order again what waits for long: pages and files whose worker was killed. How many orders.

    An order that is still in the queue is not doubled.
    """
    stale = at - STALE
    pages = DigitalPage.objects.filter(state=PageState.WAITING, changed_at__lt=stale).values_list(
        "pk", flat=True
    )
    sources = SourceFile.objects.filter(state=SourceState.WAITING, uploaded_at__lt=stale)
    found = (list(pages[:5000]), list(sources.values_list("pk", flat=True)))
    orders.order_pages(found[0])
    for source_id in found[1]:
        orders.order_unpacking(source_id)
    for edition_id in DigitalEdition.objects.filter(state=EditionState.PROCESSING).values_list(
        "pk", flat=True
    ):
        orders.order_finishing(edition_id)
    return sum(map(len, found))
