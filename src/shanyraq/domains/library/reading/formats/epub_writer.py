"""An EPUB 3 of the text of a book: valid by EPUBCheck, with a table of contents and a list of pages."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import IO

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
_STYLE = """body { line-height: 1.5; }
h1, h2 { line-height: 1.2; }
.page { font-size: 0.75em; opacity: 0.6; text-align: end; }
p { margin: 0; text-indent: 1.2em; }
"""


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of text: paragraphs stand between empty lines. ``key`` names it in addresses, once a book."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages in one document; without a title where the book has no contents."""

    title: str
    pages: Sequence[TextPage]


@dataclass(frozen=True, slots=True)
class TextBook:
    """What goes in. ``identifier`` is a URI; ``language`` BCP 47; ``note`` stands on the first page."""

    identifier: str
    title: str
    language: str
    modified: datetime
    creator: str = ""
    publisher: str = ""
    source: str = ""
    note: str = ""
    is_rtl: bool = False
    chapters: Sequence[Chapter] = field(default=())
    contents_title: str = "Contents"


def write_epub(file: IO[bytes], book: TextBook) -> None:
    """Write *book* to *file*; the same book gives the same bytes.

    :raises ValueError: when it has no chapter.
    """
    if not book.chapters:
        raise ValueError("an EPUB needs at least one chapter")
    with zipfile.ZipFile(file, "w") as archive:
        _add(archive, "mimetype", "application/epub+zip", is_packed=False)
        _add(archive, "META-INF/container.xml", _CONTAINER)
        _add(archive, "EPUB/package.opf", _package(book))
        _add(archive, "EPUB/nav.xhtml", _navigation(book))
        _add(archive, "EPUB/style.css", _STYLE)
        _add(archive, "EPUB/title.xhtml", _document(book, book.title, _title_page(book)))
        for number, chapter in enumerate(book.chapters, 1):
            body = _chapter(chapter)
            _add(archive, f"EPUB/{_name(number)}", _document(book, chapter.title or book.title, body))


def _add(archive: zipfile.ZipFile, name: str, content: str, *, is_packed: bool = True) -> None:
    entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content.encode())


def _name(number: int) -> str:
    return f"part-{number:04}.xhtml"


def _package(book: TextBook) -> str:
    modified = book.modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    described = [
        f'<dc:identifier id="id">{escape(book.identifier)}</dc:identifier>',
        f"<dc:title>{escape(book.title)}</dc:title>",
        f"<dc:language>{escape(book.language)}</dc:language>",
        f'<meta property="dcterms:modified">{modified}</meta>',
    ]
    described += [
        f"<dc:{name}>{escape(value)}</dc:{name}>"
        for name in ("creator", "publisher", "source")
        if (value := getattr(book, name))
    ]
    numbers = range(1, len(book.chapters) + 1)
    items = [f'<item id="p{n}" href="{_name(n)}" media-type="application/xhtml+xml"/>' for n in numbers]
    refs = [f'<itemref idref="p{n}"/>' for n in numbers]
    progression = ' page-progression-direction="rtl"' if book.is_rtl else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{"".join(described)}</metadata>'
        '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="style" href="style.css" media-type="text/css"/>'
        f'<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>{"".join(items)}</manifest>'
        f'<spine{progression}><itemref idref="title"/>{"".join(refs)}</spine></package>\n'
    )


def _navigation(book: TextBook) -> str:
    lines, pages = [f'<li><a href="title.xhtml">{escape(book.title)}</a></li>'], []
    for number, chapter in enumerate(book.chapters, 1):
        if chapter.title:
            lines.append(f'<li><a href="{_name(number)}">{escape(chapter.title)}</a></li>')
        pages += [
            f'<li><a href="{_name(number)}#{page.key}">{escape(page.label)}</a></li>'
            for page in chapter.pages
            if page.label
        ]
    contents = f"<h1>{escape(book.contents_title)}</h1><ol>{''.join(lines)}</ol>"
    body = f'<nav epub:type="toc" id="toc">{contents}</nav>'
    if pages:
        body += f'<nav epub:type="page-list" hidden="hidden"><ol>{"".join(pages)}</ol></nav>'
    return _document(book, book.contents_title, body)


def _title_page(book: TextBook) -> str:
    parts = [f"<h1>{escape(book.title)}</h1>"]
    parts += [
        f"<p>{escape(text)}</p>" for text in (book.creator, book.publisher, book.source, book.note) if text
    ]
    return "".join(parts)


def _chapter(chapter: Chapter) -> str:
    parts = [f"<h2>{escape(chapter.title)}</h2>"] if chapter.title else []
    for page in chapter.pages:
        label = escape(page.label, quote=True)
        named = f' role="doc-pagebreak" aria-label="{label}"' if label else ""
        kind = ' epub:type="pagebreak"' if label else ""
        parts.append(f'<div{kind} id="{page.key}"{named} class="page">{escape(page.label)}</div>')
        paragraphs = (" ".join(each.split()) for each in page.text.split("\n\n"))
        parts += [f"<p>{escape(words)}</p>" for words in paragraphs if words]
    return "".join(parts)


def _document(book: TextBook, title: str, body: str) -> str:
    language = escape(book.language, quote=True)
    direction = "rtl" if book.is_rtl else "ltr"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}" dir="{direction}">'
        f"<head><title>{escape(title)}</title>"
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>'
        f"<body>{body}</body></html>\n"
    )
