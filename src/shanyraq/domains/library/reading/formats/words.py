"""The words of a page and where they stand: what recognition, PDF and ALTO are read into. Pure data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

HYPHENS = "-\u2010\u00ac\u00ad"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
MOST_WORDS = 20_000
"""Of one page; a scan of noise may be recognised as many more."""


class Box(NamedTuple):
    """A rectangle in pixels of the page's picture."""

    x: int
    y: int
    width: int
    height: int


class Word(NamedTuple):
    """A word as printed, its box, and how sure the recognition was (percent; None where nobody guessed)."""

    text: str
    box: Box
    confidence: int | None = None


class Placed(NamedTuple):
    """A box with the part of the page's text that stands in it: ``text[start:end]``."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """Words from beginning to end of a printed line."""

    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """The rectangle around its words."""
        return around(word.box for word in self.words)


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page of ``width`` × ``height`` pixels: blocks (paragraphs) of lines, in reading order."""

    width: int
    height: int
    blocks: tuple[tuple[Line, ...], ...] = ()
    languages: tuple[str, ...] = field(default=())

    @property
    def lines(self) -> Iterator[Line]:
        """All lines in reading order."""
        return (line for block in self.blocks for line in block)

    @property
    def words(self) -> Iterator[Word]:
        """All words in reading order."""
        return (word for line in self.lines for word in line.words)

    @property
    def confidence(self) -> int | None:
        """The mean confidence in percent; None where nothing was recognised."""
        found = [word.confidence for word in self.words if word.confidence is not None]
        return round(sum(found) / len(found)) if found else None

    def resized(self, width: int, height: int) -> PageWords:
        """The same words on a page of another size."""
        if (width, height) == (self.width, self.height) or not self.width or not self.height:
            return self
        across, down = width / self.width, height / self.height

        def resize(word: Word) -> Word:
            x, y, w, h = word.box
            box = Box(round(x * across), round(y * down), round(w * across), round(h * down))
            return word._replace(box=box)

        blocks = tuple(
            tuple(Line(tuple(resize(word) for word in line.words)) for line in block) for block in self.blocks
        )
        return PageWords(width, height, blocks, self.languages)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest rectangle around all *boxes*; an empty one for none."""
    found = list(boxes)
    if not found:
        return Box(0, 0, 0, 0)
    x, y = min(box.x for box in found), min(box.y for box in found)
    right = max(box.x + box.width for box in found)
    bottom = max(box.y + box.height for box in found)
    return Box(x, y, right - x, bottom - y)


def clean(text: str) -> str:
    """*text* composed, without signs that neither a database nor XML takes."""
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


def running_text(page: PageWords) -> tuple[str, list[Placed]]:
    """The text of a page and where each part of it is printed.

    Lines end with a line break, blocks with an empty line. A word that is divided at the end of a line is put
    together again, without its hyphen, and has two boxes.
    """
    text, placed = [], []
    length = 0
    for block in page.blocks:
        words = list(_joined(block))
        for place, (parts, is_last_of_line) in enumerate(words):
            for part in parts:
                placed.append(Placed(length, length + len(part.text), part.box))
                text.append(part.text)
                length += len(part.text)
            separator = ("\n" if is_last_of_line else " ") if place + 1 < len(words) else "\n\n"
            text.append(separator)
            length += len(separator)
    return "".join(text).rstrip(), placed


def _joined(block: tuple[Line, ...]) -> Iterator[tuple[list[Word], bool]]:
    """The words of a block as parts, and whether the line is over after them."""
    divided: list[Word] = []
    for place, line in enumerate(block):
        following = block[place + 1].words if place + 1 < len(block) else ()
        for at, word in enumerate(line.words):
            is_last = at + 1 == len(line.words)
            if is_last and following and is_divided(word.text, following[0].text):
                divided.append(word._replace(text=word.text[:-1]))
                continue
            yield [*divided, word], is_last
            divided = []


def is_divided(first: str, second: str) -> bool:
    """Whether *second*, on the next line, goes on with *first*: hyphen after a letter, then a small one."""
    return len(first) > 1 and first[-1] in HYPHENS and first[-2].isalpha() and second[:1].islower()
