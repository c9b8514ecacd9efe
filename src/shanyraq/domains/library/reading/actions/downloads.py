"""Whole books as PDF and EPUB, made in the background when they are published or asked for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pyvips
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext, override

from shanyraq.domains.library.reading.actions import orders
from shanyraq.domains.library.reading.actions.storing import forget, keep, on_disk
from shanyraq.domains.library.reading.formats.boxes import unpack
from shanyraq.domains.library.reading.formats.epub_writer import Chapter, TextBook, TextPage, write_epub
from shanyraq.domains.library.reading.formats.pdf_writer import PdfWriter, PicturePage
from shanyraq.domains.library.reading.formats.words import Box
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalPage, Download
from shanyraq.domains.library.reading.states import (
    AccessClass,
    EditionState,
    PageForm,
    PageState,
    SourceKind,
)
from shanyraq.kernel.languages import DEFAULT, LANGUAGES

LONGEST_SIDE = 1_800
QUALITY = 72
AT_ONCE = 20
"""Pages read from the database at a time."""
QUIET = timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(days=1)
MOST_OUTDATED = 50
"""Books whose files are ordered anew at a time."""


def kinds_of(edition: DigitalEdition) -> list[str]:
    """What can be made of a book: a PDF where it has pictures of pages, an EPUB where it has text."""
    ready = edition.pages.filter(state=PageState.READY)
    kinds = []
    if ready.filter(form=PageForm.IMAGE).exists():
        kinds.append(Download.Kind.PDF)
    if ready.exclude(content__text="").filter(content__isnull=False).exists():
        kinds.append(Download.Kind.EPUB)
    return [str(kind) for kind in kinds]


def current(edition: DigitalEdition, kind: str) -> Download | None:
    """The file as the book is now, if it was made."""
    return edition.downloads.filter(kind=kind, of_change=edition.changed_at).first()


def order_downloads(edition: DigitalEdition) -> None:
    """Have made what is not there yet."""
    for kind in kinds_of(edition):
        if current(edition, kind) is None:
            orders.order_download(edition.pk, kind)


def order_outdated(*, at: datetime) -> int:
    """Have the files of open books made anew that changed since they were made; how many books.

    A book is left alone until it has been quiet for a while, as texts are corrected page by page; what
    cannot be made is ordered by readers alone after a day.
    """
    made = Download.objects.filter(edition=OuterRef("pk"), of_change=OuterRef("changed_at"))
    changed = DigitalEdition.objects.filter(
        ~Exists(made),
        state=EditionState.PUBLISHED,
        access_class=AccessClass.PUBLIC,
        changed_at__gt=at - GIVEN_UP_AFTER,
        changed_at__lte=at - QUIET,
    )
    found = list(changed.order_by("changed_at")[:MOST_OUTDATED])
    for edition in found:
        order_downloads(edition)
    return len(found)


def make_download(*, edition_id: int, kind: str, at: datetime) -> Download | None:
    """Make the file of a kind, unless it is there; None where the book has nothing for it."""
    edition = DigitalEdition.objects.select_related("library").filter(pk=edition_id).first()
    if edition is None or kind not in kinds_of(edition):
        return None
    made = current(edition, kind)
    if made is not None:
        return made
    with tempfile.TemporaryDirectory(prefix="shanyraq-download-") as name:
        target = Path(name) / f"book.{kind}"
        {"pdf": _write_pdf, "epub": _write_epub}[kind](edition, target, Path(name))
        return _keep(edition, kind, path=target, at=at)


def _keep(edition: DigitalEdition, kind: str, *, path: Path, at: datetime) -> Download:
    stamp = f"{edition.changed_at.timestamp():.0f}"
    name = keep(f"downloads/{edition.public_id}/{stamp}.{kind}", path)
    with transaction.atomic():
        earlier = edition.downloads.select_for_update().filter(kind=kind).first()
        if earlier is not None and earlier.file.name != name:
            old = earlier.file.name
            transaction.on_commit(lambda: forget(old))
        values = {"file": name, "size": path.stat().st_size, "of_change": edition.changed_at, "made_at": at}
        made, _created = Download.objects.update_or_create(edition=edition, kind=kind, defaults=values)
    return made


def _ready_pages(edition: DigitalEdition) -> Iterator[DigitalPage]:
    pages = edition.pages.filter(state=PageState.READY).select_related("content").order_by("number")
    return pages.iterator(chunk_size=AT_ONCE)


def _write_pdf(edition: DigitalEdition, target: Path, folder: Path) -> None:
    language = LANGUAGES[edition.language].bcp47 if edition.language in LANGUAGES else edition.language
    with target.open("wb") as file:
        writer = PdfWriter(
            file,
            title=edition.title,
            creator=edition.creator,
            language=language,
            is_rtl=edition.direction == DigitalEdition.Direction.RTL,
        )
        for page in _ready_pages(edition):
            if page.has_picture:
                writer.add(_picture_page(page, folder))
        writer.close()


def _picture_page(page: DigitalPage, folder: Path) -> PicturePage:
    path = on_disk(page.image, folder)
    image = pyvips.Image.thumbnail(str(path), LONGEST_SIDE, height=LONGEST_SIDE, size="down")
    across, down = image.width / page.width, image.height / page.height
    content = getattr(page, "content", None)
    text, boxes = (content.text, content.boxes) if content else ("", b"")
    words = []
    for start, end, box in unpack(boxes):
        sized = Box(*(round(v * f) for v, f in zip(box, (across, down, across, down), strict=True)))
        words.append((text[start:end], sized))
    jpeg = image.jpegsave_buffer(Q=QUALITY, strip=True)
    return PicturePage(jpeg, image.width, image.height, image.bands == 1, words, page.shown_label)


def _write_epub(edition: DigitalEdition, target: Path, folder: Path) -> None:
    source = edition.sources.filter(kind=SourceKind.EPUB).first()
    if source is not None:  # what the publisher made is better than what we could make of it
        target.write_bytes(on_disk(source.file, folder).read_bytes())
        return
    with target.open("wb") as file, override(edition.language if edition.language in LANGUAGES else DEFAULT):
        write_epub(file, _text_book(edition))


def _text_book(edition: DigitalEdition) -> TextBook:
    recognised = gettext("The text was recognised by a program and may contain mistakes.")
    return TextBook(
        identifier=f"{settings.NOTIFICATIONS_ADDRESS}/library/books/{edition.public_id}",
        title=edition.title,
        language=LANGUAGES[edition.language].bcp47 if edition.language in LANGUAGES else edition.language,
        modified=edition.changed_at,
        creator=edition.creator,
        publisher=str(edition.library),
        note=" ".join(filter(None, [recognised, edition.completeness])),
        is_rtl=edition.direction == DigitalEdition.Direction.RTL,
        chapters=_chapters(edition),
        contents_title=gettext("Contents"),
    )


def _chapters(edition: DigitalEdition) -> list[Chapter]:
    """A chapter for each entry of the first level, or the whole book as one."""
    begins = {entry.page_id: entry.title for entry in edition.contents.filter(level=1)}
    chapters: list[tuple[str, list[TextPage]]] = []
    for page in _ready_pages(edition):
        if page.pk in begins or not chapters:
            chapters.append((begins.get(page.pk, ""), []))
        content = getattr(page, "content", None)
        text = content.text if content else ""
        chapters[-1][1].append(TextPage(f"page-{page.pk}", page.shown_label, text))
    return [Chapter(title, pages) for title, pages in chapters]
