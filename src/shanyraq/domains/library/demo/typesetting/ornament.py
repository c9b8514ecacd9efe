"""Ornaments drawn with the pen: ram's horns, as felt makers lay them, and a fine rule with a lozenge."""

from __future__ import annotations

import math
from typing import Any

from PIL import ImageDraw


def horns(sheet: ImageDraw.ImageDraw, centre: tuple[float, float], size: float, *, ink: Any) -> None:
    """A pair of ram's horns that grow out of one stem and curl inwards; ``size`` pixels wide."""
    x, y = centre
    pen = max(3, round(size / 22))
    for side in (-1, 1):
        points = [_horn(centre, size, side=side, way=step / 90) for step in range(91)]
        sheet.line(points, fill=ink, width=pen, joint="curve")
    sheet.line([(x, y), (x, y + size * 0.42)], fill=ink, width=pen)
    lozenge(sheet, (x, y - size * 0.36), size * 0.06, ink=ink)
    lozenge(sheet, (x, y + size * 0.48), size * 0.06, ink=ink)


def _horn(centre: tuple[float, float], size: float, *, side: int, way: float) -> tuple[float, float]:
    """A point of a horn, ``way`` from the stem (0) to the tip (1): a spiral of a turn and a half."""
    x, y = centre
    turn = math.pi + way * math.pi * 3
    radius = size * 0.25 * (1 - way * 0.78)
    return x + side * (size * 0.25 + radius * math.cos(turn)), y + radius * math.sin(turn)


def lozenge(sheet: ImageDraw.ImageDraw, centre: tuple[float, float], size: float, *, ink: Any) -> None:
    """A filled lozenge, ``size`` pixels from its middle to a corner."""
    x, y = centre
    sheet.polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], fill=ink)


def divider(sheet: ImageDraw.ImageDraw, centre: tuple[float, float], width: float, *, ink: Any) -> None:
    """Two fine rules with a lozenge between them."""
    x, y = centre
    gap = width * 0.09
    for side in (-1, 1):
        sheet.line([(x + side * gap, y), (x + side * width / 2, y)], fill=ink, width=3)
    lozenge(sheet, centre, width * 0.035, ink=ink)


def frame(sheet: ImageDraw.ImageDraw, box: tuple[float, float, float, float], *, ink: Any) -> None:
    """Two rules around a title page, with lozenges at the corners."""
    left, top, right, bottom = box
    sheet.rectangle(box, outline=ink, width=6)
    sheet.rectangle((left + 18, top + 18, right - 18, bottom - 18), outline=ink, width=2)
    for corner in ((left, top), (right, top), (left, bottom), (right, bottom)):
        lozenge(sheet, corner, 20, ink=ink)
