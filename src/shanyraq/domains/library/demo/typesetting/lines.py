"""Breaking a paragraph into lines, and drawing a line justified or ragged, from either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PIL import ImageDraw

from shanyraq.domains.library.demo.typesetting.faces import Face

WIDEST_SPACE: Final = 2.4
"""A space may be stretched so far; a line that would need more stays ragged."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words of a line; ``indent`` pixels stay free at its beginning; the last of a paragraph is ragged."""

    words: tuple[str, ...]
    indent: float = 0
    is_last: bool = False


def broken(text: str, face: Face, width: float, *, indents: Sequence[float] = ()) -> list[Line]:
    """A paragraph as lines no wider than ``width``; ``indents`` are those of its first lines.

    A word that is wider than a line stands on one by itself.
    """
    space = face.width(" ")
    lines: list[Line] = []
    words: list[str] = []
    used = 0.0
    for word in text.split():
        indent = _indent(indents, len(lines))
        wanted = face.width(word) + (space if words else 0)
        if words and used + wanted > width - indent:
            lines.append(Line(tuple(words), indent))
            words, used = [word], face.width(word)
        else:
            words.append(word)
            used += wanted
    lines.append(Line(tuple(words), _indent(indents, len(lines)), is_last=True))
    return lines


def _indent(indents: Sequence[float], number: int) -> float:
    return indents[number] if number < len(indents) else 0


@dataclass(frozen=True, slots=True)
class Column:
    """Where lines stand: the left end, the width, and whether one reads from the right."""

    left: float
    width: float
    is_right_to_left: bool = False


def draw_line(
    sheet: ImageDraw.ImageDraw, line: Line, column: Column, *, baseline: float, face: Face, ink: Any
) -> None:
    """Draw a line word by word. All but the last of a paragraph are justified where that looks well."""
    space = _space(line, column, face)
    x = line.indent
    for word in line.words:
        width = face.width(word)
        left = column.width - x - width if column.is_right_to_left else x
        face.draw(sheet, (column.left + left, baseline), word, ink=ink)
        x += width + space


def _space(line: Line, column: Column, face: Face) -> float:
    usual = face.width(" ")
    if line.is_last or len(line.words) < 2:
        return usual
    free = column.width - line.indent - sum(face.width(word) for word in line.words)
    wanted = free / (len(line.words) - 1)
    return wanted if wanted <= usual * WIDEST_SPACE else usual


def draw_centred(
    sheet: ImageDraw.ImageDraw, text: str, centre: float, *, baseline: float, face: Face, ink: Any
) -> None:
    """Draw one line around a vertical axis."""
    face.draw(sheet, (centre - face.width(text) / 2, baseline), text, ink=ink)
