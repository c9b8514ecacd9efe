"""PDF through poppler: how many pages, their pictures, their own text with boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree as SafeTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.formats.programs import PDF_SECONDS, ProgramFailed, run
from shanyraq.domains.library.reading.formats.visual_order import as_read
from shanyraq.domains.library.reading.formats.words import MOST_WORDS, Box, Line, PageWords, Word, clean
from shanyraq.kernel.errors import Refusal

MOST_PAGES = 5_000
DPI = 300
LONGEST_SIDE = 6_000
"""Pixels of a rendered page."""
POINTS_PER_INCH = 72
FINENESS = 20
"""Boxes of the text layer are kept in twentieths of a point until they are resized to the picture."""
_PAGES = re.compile(rb"^Pages:\s+(\d+)", re.MULTILINE)
_SIZE = re.compile(rb"^Page\s+\d+\s+size:\s+([\d.]+) x ([\d.]+) pts", re.MULTILINE)
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
_BAD_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class PageSize:
    """In points (1/72 inch)."""

    width: float
    height: float

    @property
    def dpi(self) -> int:
        """300, or fewer where the page would get too large."""
        longest = max(self.width, self.height, 1.0)
        return max(10, min(DPI, int(LONGEST_SIDE * POINTS_PER_INCH / longest)))


def count_pages(path: Path) -> int:
    """How many pages the file has. :raises Refusal: ``encrypted``, ``damaged``, ``too_many_pages``."""
    answer = _info(path, [])
    found = _PAGES.search(answer)
    pages = int(found[1]) if found else 0
    if not pages:
        raise damaged()
    if pages > MOST_PAGES:
        text = _("The file has %(count)d pages; at most %(most)d are possible. Divide it.")
        raise Refusal(text, code="too_many_pages", values={"count": pages, "most": MOST_PAGES})
    return pages


def page_size(path: Path, number: int) -> PageSize:
    """The size of a page (from 1). :raises Refusal: ``damaged``."""
    found = _SIZE.search(_info(path, ["-f", str(number), "-l", str(number)]))
    if found is None:
        raise damaged()
    return PageSize(float(found[1]), float(found[2]))


def _info(path: Path, options: list[str]) -> bytes:
    try:
        return run(["pdfinfo", *options, str(path)], seconds=PDF_SECONDS)
    except ProgramFailed as error:
        if "password" in str(error).lower():
            raise Refusal(_("The PDF is locked by a password. Save it without."), code="encrypted") from None
        raise damaged() from error


def damaged() -> Refusal:
    """What people are told about a PDF that poppler cannot read."""
    return Refusal(_("The PDF is damaged. Open it, save it again and send the new file."), code="damaged")


def render_page(path: Path, number: int, folder: Path) -> Path:
    """A picture (TIFF) of a page (from 1) in *folder*. :raises Refusal: ``damaged``; ``ProgramFailed``."""
    dpi = page_size(path, number).dpi
    only = ["-f", str(number), "-l", str(number), "-singlefile"]
    command = ["pdftoppm", "-r", str(dpi), *only, "-tiff", "-tiffcompression", "none"]
    run([*command, str(path), str(folder / "page")], seconds=PDF_SECONDS)
    made = folder / "page.tif"
    if not made.exists():
        raise damaged()
    return made


def text_layer(path: Path, number: int) -> PageWords | None:
    """The words that the file itself holds for a page, in twentieths of a point; None where it has none.

    A layer whose signs are mostly private ones (fonts without a table of letters) is none.
    """
    only = ["-f", str(number), "-l", str(number)]
    answer = run(["pdftotext", *only, "-bbox-layout", "-enc", "UTF-8", str(path), "-"], seconds=PDF_SECONDS)
    try:
        root = SafeTree.fromstring(_BAD_XML.sub(b"", answer))
    except (ParseError, DefusedXmlException, ValueError):
        return None
    page = next((each for each in root.iter() if _name(each) == "page"), None)
    if page is None:
        return None
    blocks = tuple(block for each in page.iter() if _name(each) == "block" if (block := _block(each)))
    width, height = (round(_float(page, name) * FINENESS) for name in ("width", "height"))
    found = PageWords(width, height, blocks)
    return found if _is_readable(found) else None


def scaled_layer(path: Path, number: int, size: tuple[int, int]) -> PageWords | None:
    """``text_layer`` in the pixels of a picture of *size* (width, height)."""
    found = text_layer(path, number)
    return found.resized(*size) if found else None


def _is_readable(page: PageWords) -> bool:
    text = "".join(word.text for word in page.words)
    return bool(text) and len(_PRIVATE.findall(text)) * 5 < len(text)


def _block(element: Any) -> tuple[Line, ...]:
    lines = (Line(as_read(_words(each))[:MOST_WORDS]) for each in element.iter() if _name(each) == "line")
    return tuple(line for line in lines if line.words)


def _words(line: Any) -> Iterator[Word]:
    for each in line.iter():
        text = clean(each.text or "").strip() if _name(each) == "word" else ""
        if text:
            left, top, right, bottom = (_float(each, name) for name in ("xMin", "yMin", "xMax", "yMax"))
            box = (left, top, max(0.0, right - left), max(0.0, bottom - top))
            yield Word(text, Box(*(max(0, round(value * FINENESS)) for value in box)))


def _float(element: Any, name: str) -> float:
    try:
        value = float(element.get(name, "0"))
    except ValueError:
        return 0.0
    return value if abs(value) < 1e6 else 0.0


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()
