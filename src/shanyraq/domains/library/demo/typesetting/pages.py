"""Pages of a small book as pictures: title page, running heads, page numbers, a drop initial, ornaments."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from PIL import Image, ImageDraw

from shanyraq.domains.library.demo.typesetting import ornament
from shanyraq.domains.library.demo.typesetting.faces import Face, serif
from shanyraq.domains.library.demo.typesetting.lines import Column, Line, broken, draw_centred, draw_line
from shanyraq.domains.library.demo.typesetting.manuscript import Block, Manuscript

WIDTH: Final = 1240
HEIGHT: Final = 1754
"""Pixels of a page of A6 at 300 to the inch."""
DPI: Final = 300
PAPER: Final = (250, 246, 238)
INK: Final = (34, 30, 28)
ACCENT: Final = (150, 58, 44)
QUIET: Final = (110, 100, 92)
_TOP: Final = 250
_BOTTOM: Final = 1560
_INNER: Final = 160
_OUTER: Final = 130
_SIZE: Final = 42
_LEADING: Final = 64
_INITIAL_LINES: Final = 3
_QUALITY: Final = 88


class Setter:
    """Sets one manuscript; every page is a picture, the title page the first."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.face = serif(_SIZE, script=manuscript.script)
        self.heading = serif(_SIZE + 8, 700, script=manuscript.script)
        self.small = serif(30, script=manuscript.script)
        self.leading = _LEADING + (12 if manuscript.is_right_to_left else 0)
        self.pages: list[Image.Image] = []
        self.is_first_paragraph = True
        self._begin_page()

    def set_all(self) -> list[Image.Image]:
        """All pages in reading order."""
        for number, block in enumerate(self.manuscript.blocks):
            following = self.manuscript.blocks[number + 1 : number + 2]
            self._set_block(block, following[0] if following else None)
        return [title_page(self.manuscript), *self.pages]

    def _begin_page(self) -> None:
        page = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        self.pages.append(page)
        self.sheet = ImageDraw.Draw(page)
        self.y = float(_TOP)
        self._draw_frame_of_page()

    def _draw_frame_of_page(self) -> None:
        """Running head and page number; the first page of the text has no running head."""
        number = len(self.pages) + 1
        folio = serif(30)
        draw_centred(self.sheet, f"{number}", WIDTH / 2, baseline=HEIGHT - 100, face=folio, ink=QUIET)
        if len(self.pages) > 1:
            head = self.manuscript.title
            draw_centred(self.sheet, head, WIDTH / 2, baseline=150, face=self.small, ink=QUIET)
            self.sheet.line([(WIDTH / 2 - 90, 178), (WIDTH / 2 + 90, 178)], fill=QUIET, width=2)

    @property
    def column(self) -> Column:
        """The text's column: the inner margin is the wider one, on the side of the binding."""
        is_right_hand = (len(self.pages) + 1) % 2 == 1
        inner_is_left = is_right_hand != self.manuscript.is_right_to_left
        left = _INNER if inner_is_left else _OUTER
        return Column(left, WIDTH - _INNER - _OUTER, self.manuscript.is_right_to_left)

    def _need(self, lines: int) -> None:
        """Go on to a new page when so many lines do not fit."""
        if self.y + lines * self.leading > _BOTTOM:
            self._begin_page()

    def _set_block(self, block: Block, following: Block | None) -> None:
        if block.kind == "heading":
            self._set_heading(block.text, following)
        elif block.kind == "ornament":
            self._set_ornament(following)
        elif block.kind == "verse":
            self._set_verse(block.lines)
        elif block.kind == "item":
            self._set_lines(broken(block.text, self.face, self.column.width - 60), shift=60, bullet=True)
        else:
            self._set_paragraph(block.text)

    def _set_heading(self, text: str, following: Block | None) -> None:
        """A heading never stands at the foot without the stanza or the first lines that belong to it."""
        verse = len(following.lines) if following and following.kind == "verse" else 0
        self._need(2 + max(verse, 2))
        self.y += self.leading * (0.4 if self.y > _TOP else 0)
        for line in broken(text, self.heading, self.column.width):
            centre = self.column.left + self.column.width / 2
            words = " ".join(line.words)
            draw_centred(self.sheet, words, centre, baseline=self.y, face=self.heading, ink=ACCENT)
            self.y += self.leading
        self.y += self.leading * 0.3

    def _set_ornament(self, following: Block | None) -> None:
        self._need(3 if following else 2)
        centre = self.column.left + self.column.width / 2
        ornament.divider(self.sheet, (centre, self.y - 10), 360, ink=ACCENT)
        self.y += self.leading * 1.2

    def _set_verse(self, lines: tuple[str, ...]) -> None:
        self._need(len(lines))
        for text in lines:
            for number, line in enumerate(broken(text, self.face, self.column.width - 130)):
                shift = 90.0 if number == 0 else 130.0
                self._draw(Line(line.words, shift, is_last=True))
        self.y += self.leading * 0.5

    def _set_paragraph(self, text: str) -> None:
        if self.is_first_paragraph and not self.manuscript.is_right_to_left and text[:1].isalpha():
            self._set_with_initial(text)
        else:
            indent = 0 if self.is_first_paragraph else 50
            self._set_lines(broken(text, self.face, self.column.width, indents=(indent,)))
        self.is_first_paragraph = False

    def _set_lines(self, lines: list[Line], *, shift: float = 0, bullet: bool = False) -> None:
        for number, line in enumerate(lines):
            if number == 0 and len(lines) > 1:
                self._need(2)  # no first line of a paragraph alone at the foot
            if bullet and number == 0:
                self._need(1)
                self._draw_bullet()
            self._draw(Line(line.words, line.indent + shift, line.is_last))

    def _draw_bullet(self) -> None:
        column = self.column
        x = column.left + (column.width - 20 if column.is_right_to_left else 20)
        ornament.lozenge(self.sheet, (x, self.y - 14), 10, ink=ACCENT)

    def _set_with_initial(self, text: str) -> None:
        """The first letter over three lines, the text beside it."""
        self._need(_INITIAL_LINES + 1)
        big = serif(round(self.leading * _INITIAL_LINES * 0.98), 600, script=self.manuscript.script)
        width = big.width(text[0]) + 18
        baseline = self.y + self.leading * (_INITIAL_LINES - 1)
        big.draw(self.sheet, (self.column.left, baseline), text[0], ink=ACCENT)
        indents = [width] * _INITIAL_LINES
        lines = broken(text[1:], self.face, self.column.width, indents=indents)
        for line in lines:
            self._draw(line)
        for _missing in range(_INITIAL_LINES - len(lines)):
            self.y += self.leading

    def _draw(self, line: Line) -> None:
        self._need(1)
        draw_line(self.sheet, line, self.column, baseline=self.y, face=self.face, ink=INK)
        self.y += self.leading


def title_page(manuscript: Manuscript) -> Image.Image:
    """Title, subtitle, horns in a frame, and the press."""
    page = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    sheet = ImageDraw.Draw(page)
    ornament.frame(sheet, (90, 90, WIDTH - 90, HEIGHT - 90), ink=ACCENT)
    title = serif(92, 700, script=manuscript.script)
    y = 520.0
    for line in broken(manuscript.title, title, WIDTH - 380):
        draw_centred(sheet, " ".join(line.words), WIDTH / 2, baseline=y, face=title, ink=INK)
        y += 128
    small = serif(44, script=manuscript.script)
    draw_centred(sheet, manuscript.subtitle, WIDTH / 2, baseline=y + 10, face=small, ink=QUIET)
    ornament.horns(sheet, (WIDTH / 2, 1130), 210, ink=ACCENT)
    _draw_press(sheet, manuscript)
    return page


def _draw_press(sheet: ImageDraw.ImageDraw, manuscript: Manuscript) -> None:
    names = {"Cyrl": "Шаңырақ", "Arab": "شاڭىراق", "Latn": "Shanyraq"}
    face: Face = serif(40, 600, script=manuscript.script)
    draw_centred(sheet, names[manuscript.script], WIDTH / 2, baseline=1480, face=face, ink=INK)
    draw_centred(sheet, "2026", WIDTH / 2, baseline=1550, face=serif(36), ink=QUIET)


def page_pictures(manuscript: Manuscript) -> Iterator[tuple[str, bytes]]:
    """Names and JPEG files of all pages; the same bytes at every call."""
    for number, page in enumerate(Setter(manuscript).set_all(), 1):
        held = io.BytesIO()
        page.save(held, "JPEG", quality=_QUALITY, dpi=(DPI, DPI), optimize=True)
        yield f"{number:03d}.jpg", held.getvalue()
