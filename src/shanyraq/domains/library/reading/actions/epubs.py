"""An EPUB becomes pages of running text, the pictures in them and a table of contents."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pyvips
from django.db import transaction

from shanyraq.domains.library.reading import faults
from shanyraq.domains.library.reading.actions import orders
from shanyraq.domains.library.reading.actions.editions import lock
from shanyraq.domains.library.reading.actions.ordering import reserve_numbers
from shanyraq.domains.library.reading.actions.storing import keep
from shanyraq.domains.library.reading.formats.epub import Book, Epub
from shanyraq.domains.library.reading.formats.epub_content import (
    ID_PREFIX,
    Addresses,
    pictures_in,
    plain_text,
    safe_html,
)
from shanyraq.domains.library.reading.models import (
    BookPicture,
    ContentsEntry,
    DigitalEdition,
    DigitalPage,
    PageText,
    SourceFile,
)
from shanyraq.domains.library.reading.queries.analysing import page_terms
from shanyraq.domains.library.reading.states import PageForm, PageState, SourceState, TextOrigin
from shanyraq.kernel.errors import Refusal

MOST_PICTURE_PIXELS = 64_000_000
PICTURES = {
    "jpegload_buffer": ("image/jpeg", "jpg"),
    "pngload_buffer": ("image/png", "png"),
    "gifload_buffer": ("image/gif", "gif"),
    "webpload_buffer": ("image/webp", "webp"),
}
MOST_PICTURES = 3_000


def take_apart_epub(*, source: SourceFile, path: Path, at: datetime) -> None:
    """Make the pages of an EPUB; a document that cannot be read becomes a page that failed.

    :raises Refusal: as ``formats.epub.Epub``.
    """
    with Epub(path) as epub, transaction.atomic():
        edition = lock(source.edition)
        pages = _pages(edition, source, epub.book, at=at)
        pictures: dict[str, BookPicture | None] = {}
        for page in pages.values():
            _fill(page, epub, pages=pages, pictures=pictures)
        _take_over(edition, epub.book)
        _contents(edition, epub.book, pages)
        source.state = SourceState.UNPACKED
        source.save(update_fields=["state"])
        orders.order_finishing(edition.pk)


def _pages(
    edition: DigitalEdition, source: SourceFile, book: Book, *, at: datetime
) -> dict[str, DigitalPage]:
    """A page for each document of the spine, those that were made before among them."""
    there = {page.member: page for page in source.pages.all()}
    wanted = [member for member in book.spine if member not in there]
    made = DigitalPage.objects.bulk_create(
        DigitalPage(
            edition=edition,
            number=number,
            form=PageForm.TEXT,
            source=source,
            member=member[:300],
            changed_at=at,
        )
        for number, member in zip(reserve_numbers(edition), wanted, strict=False)
    )
    return there | {page.member: page for page in made}


def _fill(
    page: DigitalPage,
    epub: Epub,
    *,
    pages: dict[str, DigitalPage],
    pictures: dict[str, BookPicture | None],
) -> None:
    try:
        content = epub.read(page.member)
        for member in pictures_in(content, page.member):
            if member not in pictures and len(pictures) < MOST_PICTURES:
                pictures[member] = _picture(page.source, epub, member)
        markup = safe_html(content, page.member, _addresses(pages, pictures))
        page.state, page.error = PageState.READY, ""
    except Refusal as refusal:
        page.state, page.error, markup = PageState.FAILED, faults.stored(("", refusal)), ""
    page.save(update_fields=["state", "error"])
    text = plain_text(markup)
    language = page.edition.language
    PageText.objects.update_or_create(
        page=page,
        defaults={
            "text": text,
            "language": language,
            "origin": TextOrigin.LAYER if text else TextOrigin.NONE,
            "terms": page_terms(text, language),
            "html": markup,
            "boxes": b"",
        },
    )


def _addresses(pages: dict[str, DigitalPage], pictures: dict[str, BookPicture | None]) -> Addresses:
    """Relative to the page of the reader, ``…/read/<id>/<number>/``, so in every language."""

    def part(member: str, anchor: str) -> str | None:
        page = pages.get(member)
        return None if page is None else f"../at/{page.pk}/" + (f"#{anchor}" if anchor else "")

    def picture(member: str) -> tuple[str, int, int] | None:
        found = pictures.get(member)
        return None if found is None else (f"../pictures/{found.pk}/", found.width, found.height)

    return Addresses(part, picture)


def _picture(source: SourceFile | None, epub: Epub, member: str) -> BookPicture | None:
    """A picture of the book, kept; None for what is none, is too large, or is a drawing that could act."""
    if source is None or not epub.has(member):
        return None
    try:
        content = epub.read(member)
        image = pyvips.Image.new_from_buffer(content, "", access="sequential")
        kind = PICTURES.get(image.get("vips-loader"))
        if kind is None or image.width * image.height > MOST_PICTURE_PIXELS:
            return None
        image.avg()
    except (Refusal, pyvips.Error):
        return None
    found = source.pictures.filter(member=member[:300]).first() or BookPicture(
        edition=source.edition, source=source, member=member[:300]
    )
    found.mime, found.width, found.height = kind[0], image.width, image.height
    found.save()
    found.file.name = keep(f"pictures/{source.edition.public_id}/{found.pk}.{kind[1]}", content)
    found.save(update_fields=["file"])
    return found


def _take_over(edition: DigitalEdition, book: Book) -> None:
    if book.is_rtl and edition.direction != DigitalEdition.Direction.RTL:
        edition.direction = DigitalEdition.Direction.RTL
        edition.save(update_fields=["direction"])


def _contents(edition: DigitalEdition, book: Book, pages: dict[str, DigitalPage]) -> None:
    edition.contents.all().delete()
    entries = [entry for entry in book.contents if entry.member in pages]
    ContentsEntry.objects.bulk_create(
        ContentsEntry(
            edition=edition,
            position=position,
            level=min(max(entry.level, 1), 6),
            title=entry.title,
            page=pages[entry.member],
            anchor=f"{ID_PREFIX}{entry.anchor}"[:120] if entry.anchor else "",
        )
        for position, entry in enumerate(entries, 1)
    )
