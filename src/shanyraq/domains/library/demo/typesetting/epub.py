"""A manuscript as an EPUB 3: chapters by headings, a table of contents, what assistive programs ask for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from shanyraq.domains.library.demo.typesetting.manuscript import Block, Manuscript

_MOMENT: Final = (2026, 11, 1, 9, 0, 0)
_MODIFIED: Final = "2026-11-01T09:00:00Z"
_CONTAINER: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
_STYLE: Final = (
    "body{margin:5%;line-height:1.6}h1,h2{text-align:center;font-weight:600}"
    "p{margin:0;text-indent:1.5em}h2+p,hr+p{text-indent:0}hr{width:30%;margin:1.5em auto}"
    ".verse{margin:0 0 1em 2em;text-indent:0}"
)
_ACCESS: Final = (
    '<meta property="schema:accessMode">textual</meta>'
    '<meta property="schema:accessModeSufficient">textual</meta>'
    '<meta property="schema:accessibilityFeature">tableOfContents</meta>'
    '<meta property="schema:accessibilityFeature">readingOrder</meta>'
    '<meta property="schema:accessibilityHazard">none</meta>'
)


@dataclass(slots=True)
class _Chapter:
    title: str
    blocks: list[Block] = field(default_factory=list)


def epub_of(manuscript: Manuscript) -> bytes:
    """The book as one file; the same bytes at every call."""
    chapters = _chapters(manuscript)
    names = [f"chapter-{number}.xhtml" for number in range(1, len(chapters) + 1)]
    files = {
        "META-INF/container.xml": _CONTAINER,
        "OPS/package.opf": _package(manuscript, names),
        "OPS/nav.xhtml": _navigation(manuscript, chapters, names),
        "OPS/style.css": _STYLE,
        "OPS/title.xhtml": _page(manuscript, manuscript.title, _title_page(manuscript)),
    }
    for name, chapter in zip(names, chapters, strict=True):
        files[f"OPS/{name}"] = _page(manuscript, chapter.title, _chapter(chapter))
    return _packed(files)


def _packed(files: dict[str, str]) -> bytes:
    """The media type stands first and unpacked, as the container format demands."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _MOMENT), "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _chapters(manuscript: Manuscript) -> list[_Chapter]:
    chapters: list[_Chapter] = []
    for block in manuscript.blocks:
        if block.kind == "heading":
            chapters.append(_Chapter(block.text))
        else:
            if not chapters:
                chapters.append(_Chapter(manuscript.title))
            chapters[-1].blocks.append(block)
    return chapters


def _package(manuscript: Manuscript, names: Sequence[str]) -> str:
    pages = ("title.xhtml", *names)
    manifest = "".join(
        f'<item id="p{number}" href={quoteattr(name)} media-type="application/xhtml+xml"/>'
        for number, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="p{number}"/>' for number in range(len(pages)))
    identifier = uuid5(NAMESPACE_URL, f"https://shanyraq.example/books/{manuscript.name}")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{manuscript.bcp47}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>'
        f"<dc:title>{escape(manuscript.title)}</dc:title><dc:language>{manuscript.bcp47}</dc:language>"
        "<dc:publisher>Shanyraq</dc:publisher><dc:date>2026</dc:date>"
        f'<meta property="dcterms:modified">{_MODIFIED}</meta>{_ACCESS}</metadata>'
        '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'<item id="style" href="style.css" media-type="text/css"/>{manifest}</manifest>'
        f"<spine{_progression(manuscript)}>{spine}</spine></package>"
    )


def _progression(manuscript: Manuscript) -> str:
    return ' page-progression-direction="rtl"' if manuscript.is_right_to_left else ""


def _navigation(manuscript: Manuscript, chapters: Sequence[_Chapter], names: Sequence[str]) -> str:
    items = "".join(
        f"<li><a href={quoteattr(name)}>{escape(chapter.title)}</a></li>"
        for name, chapter in zip(names, chapters, strict=True)
    )
    body = f'<nav epub:type="toc" id="toc"><h1>{escape(manuscript.title)}</h1><ol>{items}</ol></nav>'
    return _page(manuscript, manuscript.title, body)


def _title_page(manuscript: Manuscript) -> str:
    return f"<h1>{escape(manuscript.title)}</h1><p>{escape(manuscript.subtitle)}</p><hr/><p>2026</p>"


def _page(manuscript: Manuscript, title: str, body: str) -> str:
    direction = "rtl" if manuscript.is_right_to_left else "ltr"
    language = manuscript.bcp47
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{language}" xml:lang="{language}" dir="{direction}"><head><title>{escape(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="style.css"/></head><body>{body}</body></html>'
    )


def _chapter(chapter: _Chapter) -> str:
    parts = [f"<section><h2>{escape(chapter.title)}</h2>"]
    is_list_open = False
    for block in chapter.blocks:
        is_item = block.kind == "item"
        if is_item != is_list_open:
            parts.append("<ul>" if is_item else "</ul>")
            is_list_open = is_item
        parts.append(_block(block))
    return "".join([*parts, "</ul>" if is_list_open else "", "</section>"])


def _block(block: Block) -> str:
    if block.kind == "ornament":
        return "<hr/>"
    if block.kind == "item":
        return f"<li>{escape(block.text)}</li>"
    if block.kind == "verse":
        return f'<p class="verse">{"<br/>".join(escape(line) for line in block.lines)}</p>'
    return f"<p>{escape(block.text)}</p>"
