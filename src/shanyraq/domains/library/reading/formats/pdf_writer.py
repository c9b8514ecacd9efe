"""A PDF of page pictures with their text invisibly over the words, to be searched and copied."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from shanyraq.domains.library.reading.formats.visual_order import turned
from shanyraq.domains.library.reading.formats.words import Box

POINTS_LONGEST = 842.0
"""Points of the longer side of every page: that of A4."""
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page: its JPEG and size in pixels, and words with boxes in the same pixels."""

    jpeg: bytes
    width: int
    height: int
    is_grey: bool
    words: Sequence[tuple[str, Box]]
    label: str = ""


class PdfWriter:
    """Writes pages one by one to an open file; ``close`` ends it. Holds no page in memory."""

    def __init__(
        self, file: IO[bytes], *, title: str, creator: str = "", language: str = "", is_rtl: bool = False
    ) -> None:
        self._file = file
        self._offsets: dict[int, int] = {}
        self._pages: list[int] = []
        self._labels: list[str] = []
        self._next = 7  # 1 catalogue, 2 pages, 3 information, 4 to 6 the font
        self._about = (title, creator, language, is_rtl)
        self._position = 0
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def add(self, page: PicturePage) -> None:
        """Write a page."""
        picture, text, sheet = self._next, self._next + 1, self._next + 2
        self._next += 3
        scale = POINTS_LONGEST / max(page.width, page.height, 1)
        width, height = page.width * scale, page.height * scale
        colours = b"/DeviceGray" if page.is_grey else b"/DeviceRGB"
        head = (
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s "
            b"/BitsPerComponent 8 /Filter /DCTDecode /Length %d >>"
        )
        self._stream(picture, head % (page.width, page.height, colours, len(page.jpeg)), page.jpeg)
        content = zlib.compress(_content(page, scale, (width, height)))
        self._stream(text, b"<< /Filter /FlateDecode /Length %d >>" % len(content), content)
        resources = b"<< /XObject << /Im0 %d 0 R >> /Font << /F0 4 0 R >> >>" % picture
        body = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources %s /Contents %d 0 R >>"
        self._object(sheet, body % (width, height, resources, text))
        self._pages.append(sheet)
        self._labels.append(page.label)

    def close(self) -> None:
        """Write what belongs to all pages."""
        title, creator, language, is_rtl = self._about
        direction = b" /ViewerPreferences << /Direction /R2L >>" if is_rtl else b""
        lang = b" /Lang " + _string(language) if language else b""
        catalogue = b"<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [%s] >>%s%s >>"
        self._object(1, catalogue % (self._page_labels(), lang, direction))
        kids = b" ".join(b"%d 0 R" % number for number in self._pages)
        self._object(2, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self._pages), kids))
        author = b" /Author " + _string(creator) if creator else b""
        self._object(3, b"<< /Title " + _string(title) + author + b" /Producer (Shanyraq) >>")
        self._write_font()
        self._write_references()

    def _page_labels(self) -> bytes:
        pairs = (b"%d << /P %s >>" % (place, _string(label)) for place, label in enumerate(self._labels))
        return b" ".join(pairs)

    def _write_font(self) -> None:
        system = b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        names = b"/Type /Font /Subtype /Type0 /BaseFont /GlyphLess /Encoding /Identity-H"
        self._object(4, b"<< %s /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>" % names)
        flags = (
            b"<< /Type /FontDescriptor /FontName /GlyphLess /Flags 5 /FontBBox [0 0 500 1000] "
            b"/ItalicAngle 0 /Ascent 1000 /Descent 0 /CapHeight 1000 /StemV 80 >>"
        )
        self._object(
            5,
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphLess /CIDToGIDMap /Identity "
            b"/CIDSystemInfo %s /DW 500 /FontDescriptor %s >>" % (system, flags),
        )
        self._stream(6, b"<< /Length %d >>" % len(_TO_UNICODE), _TO_UNICODE)

    def _write_references(self) -> None:
        start, count = self._position, self._next
        rows = b"".join(b"%010d 00000 n \n" % self._offsets[number] for number in range(1, count))
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % count + rows)
        self._write(b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\n" % count)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _object(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._position
        self._write(b"%d 0 obj\n" % number + body + b"\nendobj\n")

    def _stream(self, number: int, head: bytes, content: bytes) -> None:
        self._object(number, head + b"\nstream\n" + content + b"\nendstream")

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._position += len(content)


def _content(page: PicturePage, scale: float, size: tuple[float, float]) -> bytes:
    lines = [b"q %.3f 0 0 %.3f 0 0 cm /Im0 Do Q" % size, b"BT 3 Tr"]
    for text, box in page.words:
        units = turned(text).encode("utf-16-be", "ignore")
        if not units or box.height <= 0 or box.width <= 0:
            continue
        letter = box.height * scale
        stretch = 100 * box.width * scale / max(letter * 0.5 * (len(units) // 2), 0.01)
        x, y = box.x * scale, size[1] - (box.y + box.height) * scale
        place = b"/F0 %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm" % (letter, stretch, x, y)
        lines.append(place + b" <" + (units + b"\0\x20").hex().encode() + b"> Tj")
    lines.append(b"ET")
    return b"\n".join(lines)


def _string(text: str) -> bytes:
    return b"<feff" + text.encode("utf-16-be", "ignore").hex().encode() + b">"
